import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as lsp from "vscode-languageserver";
import { chosenEncoding, utf8Length, utf16Length } from "../../server/src/lsp/position-encoding.ts";
import { positionsIn } from "../../server/src/lsp/positions.ts";
import {
  COMPLETION,
  HIGHLIGHT,
  INCREMENTAL_SYNC,
  QUICK_FIX,
  REQUEST_CANCELLED,
  REQUEST_FAILED,
  SEVERITY,
  SNIPPET,
  SOURCE_FIX_ALL,
  SYMBOL,
  UNNECESSARY,
} from "../../server/src/lsp/protocol-numbers.ts";
import { readSettings } from "../../server/src/lsp/settings.ts";
import { canonicalUri } from "../../server/src/workspace/canonical-uri.ts";
import { readPlanFile } from "../../server/src/workspace/plan-file.ts";

/** Pieces of text of one to four bytes, line breaks of all kinds, and what starts and ends blocks. */
const TEXT = fc
  .array(fc.constantFrom("a", "é", "–", "🔥", "\n", "\r\n", "\r", "site x {", "}", " ", '"', ";"), { maxLength: 60 })
  .map((parts) => parts.join(""));

/** Lines as editors count them, each with its start. */
function linesOf(text: string): { readonly start: number; readonly text: string }[] {
  let start = 0;
  return text.split(/(?<=\r\n|\r(?!\n)|\n)/).map((line) => {
    const found = { start, text: line.replace(/[\r\n]+$/, "") };
    start += line.length;
    return found;
  });
}

describe("positions", () => {
  test.each(["a.drplan", "a.drplan.json"])("of %s count bytes of UTF-8 as Node does, and lead back", (name) => {
    fc.assert(
      fc.property(TEXT, fc.nat(100), (text, near) => {
        const utf8 = positionsIn(readPlanFile(`file:///${name}`, text), "utf-8");
        const utf16 = positionsIn(readPlanFile(`file:///${name}`, text), "utf-16");
        const lines = linesOf(/[\r\n]$/.test(text) ? `${text}x` : text);
        const line = near % lines.length;
        const { start, text: own } = lines[line] as (typeof lines)[number];
        const inText = own.slice(0, Math.max(0, text.length - start));
        let character = near % (inText.length + 1);
        // Not between the halves of an emoji.
        if (/[\udc00-\udfff]/.test(inText[character] ?? "")) character--;
        const byte = Buffer.byteLength(inText.slice(0, character));
        expect(utf8.at(start + character)).toEqual({ line, character: byte });
        expect(utf8.offset({ line, character: byte })).toBe(start + character);
        expect(utf16.at(start + character)).toEqual({ line, character });
        expect(utf16.offset({ line, character })).toBe(start + character);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test("beyond a line or the text mean its end, before it its start", () => {
    const { offset, span } = positionsIn(readPlanFile("file:///a.drplan", "site é {}\nsite b {}"), "utf-8");
    expect(offset({ line: 0, character: 99 })).toBe(9);
    expect(offset({ line: 9, character: 0 })).toBe(19);
    expect(offset({ line: -1, character: 5 })).toBe(0);
    expect(span({ start: { line: 1, character: 2 }, end: { line: 0, character: 1 } })).toEqual({ start: 12, end: 12 });
  });

  test("inside of a character of several bytes mean its start", () => {
    expect([0, 1, 2, 3, 4, 5].map((byte) => utf16Length("é🔥", byte))).toEqual([0, 0, 1, 1, 1, 1]);
    expect([utf16Length("é🔥", 6), utf16Length("é🔥", 99), utf8Length("é🔥", 3)]).toEqual([3, 3, 6]);
  });

  test.each([
    [undefined, "utf-16"],
    [["utf-8"], "utf-8"],
    [["utf-8", "utf-16"], "utf-8"],
    [["utf-16", "utf-8"], "utf-16"],
    [["utf-32", "utf-8"], "utf-8"],
    [["utf-32"], "utf-16"],
  ])("are counted as the client wishes: %j → %s", (positionEncodings, expected) => {
    expect(chosenEncoding(positionEncodings ? { general: { positionEncodings } } : {})).toBe(expected);
  });
});

describe("URIs", () => {
  test.each([
    ["file:///plans/a.drplan", "file:///plans/a.drplan"],
    ["file:///plans/a%20b%28c%29.drplan", "file:///plans/a%20b(c).drplan"],
    ["file:///plans/ü/%C3%BC.drplan", "file:///plans/%C3%BC/%C3%BC.drplan"],
    ["file:///C:/Plans/a.drplan", "file:///c%3A/Plans/a.drplan"],
    ["file:///c%3a/Plans/a.drplan", "file:///c%3A/Plans/a.drplan"],
    ["file:///a%zz", "file:///a%zz"],
    ["vscode-vfs://GitHub/o/r/a.drplan", "vscode-vfs://github/o/r/a.drplan"],
    ["untitled:Untitled-1", "untitled:Untitled-1"],
  ])("%s is spelled %s, also the second time", (uri, canonical) => {
    expect(canonicalUri(uri)).toBe(canonical);
    expect(canonicalUri(canonical)).toBe(canonical);
  });
});

describe("settings", () => {
  const DEFAULTS = {
    inlayHints: { link: true, replication: true, backup: true, migration: true, recovery: true },
    codeLens: true,
    maxNumberOfProblems: 1000,
  };

  test.each([undefined, null, 12, "x", [], { inlayHints: 3, maxNumberOfProblems: "many" }, { maxNumberOfProblems: 0 }])(
    "that make no sense (%j) are as by default",
    (sent) => {
      expect(readSettings(sent)).toEqual(DEFAULTS);
    },
  );

  test("may be given in part", () => {
    const sent = { inlayHints: { link: false }, maxNumberOfProblems: 5 };
    expect(readSettings(sent)).toEqual({
      ...DEFAULTS,
      inlayHints: { ...DEFAULTS.inlayHints, link: false },
      maxNumberOfProblems: 5,
    });
  });
});

describe("numbers of the protocol", () => {
  test.each([
    ["symbols", SYMBOL, lsp.SymbolKind],
    ["completions", COMPLETION, lsp.CompletionItemKind],
    ["highlights", HIGHLIGHT, lsp.DocumentHighlightKind],
  ])("of %s are those of the library", (_, own, library) => {
    const known: Record<string, unknown> = { ...library };
    for (const [name, number] of Object.entries(own)) {
      expect([name, known[`${name[0]?.toUpperCase()}${name.slice(1)}`]]).toEqual([name, number]);
    }
  });

  test("of single things are those of the library", () => {
    const severity = lsp.DiagnosticSeverity;
    expect(SEVERITY).toEqual({
      error: severity.Error,
      warning: severity.Warning,
      info: severity.Information,
      hint: severity.Hint,
    });
    expect(UNNECESSARY).toBe(lsp.DiagnosticTag.Unnecessary);
    expect(SNIPPET).toBe(lsp.InsertTextFormat.Snippet);
    expect(INCREMENTAL_SYNC).toBe(lsp.TextDocumentSyncKind.Incremental);
    expect(REQUEST_CANCELLED).toBe(lsp.LSPErrorCodes.RequestCancelled);
    expect(REQUEST_FAILED).toBe(lsp.LSPErrorCodes.RequestFailed);
    expect(QUICK_FIX).toBe(lsp.CodeActionKind.QuickFix);
    expect(SOURCE_FIX_ALL).toBe(lsp.CodeActionKind.SourceFixAll);
  });
});
