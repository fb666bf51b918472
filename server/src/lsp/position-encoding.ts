import type { ClientCapabilities } from "vscode-languageserver";

/** What a character offset in a line counts: UTF-16 code units, or bytes of UTF-8. */
export type PositionEncoding = "utf-16" | "utf-8";

/** The first encoding that the client offers and the server has; UTF-16 is what every client knows. */
export function chosenEncoding(capabilities: ClientCapabilities): PositionEncoding {
  for (const offered of capabilities.general?.positionEncodings ?? []) {
    if (offered === "utf-8") return "utf-8";
    if (offered === "utf-16") return "utf-16";
  }
  return "utf-16";
}

/** Bytes that the first `end` code units of a line take in UTF-8. A lone surrogate counts as the replacement character. */
export function utf8Length(line: string, end: number): number {
  let bytes = 0;
  for (let at = 0; at < end; ) {
    const code = line.codePointAt(at) as number;
    bytes += bytesOf(code);
    at += code > 0xffff ? 2 : 1;
  }
  return bytes;
}

/** Code units before the character that holds the byte; the line's length beyond its end. */
export function utf16Length(line: string, byte: number): number {
  let bytes = 0;
  let at = 0;
  while (at < line.length) {
    const code = line.codePointAt(at) as number;
    bytes += bytesOf(code);
    if (bytes > byte) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
