import { closeSync, openSync, readSync } from "node:fs";
import { CommandFailure } from "./command-failure.ts";

/** The largest plan file that is read, in bytes: a hundred times the largest plan in practice. What is larger is no plan. */
const LARGEST = 32 * 2 ** 20;
const CHUNK = 64 * 2 ** 10;

/** The text of a file. Throws a CommandFailure for what is missing, unreadable, too large or no text in UTF-8. */
export function readTextFile(path: string, name: string): string {
  try {
    const file = openSync(path, "r");
    try {
      return decoded(chunksOf(file, name), name);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(name, reasonOf(error));
  }
}

/** The text of a stream, under the same conditions. */
export async function readTextStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST) throw tooLarge(name);
    chunks.push(chunk);
  }
  return decoded(chunks, name);
}

/** Chunk by chunk: the size that a file system tells is none for devices and pipes. */
function chunksOf(file: number, name: string): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const chunk = new Uint8Array(CHUNK);
    const length = readSync(file, chunk);
    if (length === 0) return chunks;
    size += length;
    if (size > LARGEST) throw tooLarge(name);
    chunks.push(chunk.subarray(0, length));
  }
}

function tooLarge(name: string): CommandFailure {
  return new CommandFailure(name, `is larger than ${LARGEST / 2 ** 20} MiB, so it is no plan`);
}

function decoded(chunks: readonly Uint8Array[], name: string): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new CommandFailure(name, "is not text in UTF-8");
  }
  if (text.includes("\0")) throw new CommandFailure(name, "is not text: it holds zero bytes");
  return text;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "is a directory",
  EACCES: "may not be read",
  EPERM: "may not be read",
  ELOOP: "is a circle of symbolic links",
  ENAMETOOLONG: "is too long for a file's name",
};

/** What an error of the file system means. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? `cannot be read${code === "" ? "" : ` (${code})`}`;
}
