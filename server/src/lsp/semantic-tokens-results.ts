import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver";
import type { Span } from "../base/span.ts";
import { semanticTokens } from "../features/semantic-tokens.ts";
import { offsetAt } from "../syntax/position.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** Numbers that one token takes: lines down, characters on, length, type, modifiers. */
const TOKEN_SIZE = 5;

/** Semantic tokens, with the last ones of each open document, so that only the difference need travel. */
export class SemanticTokensResults {
  private readonly last = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  private lastId = 0;

  constructor(private readonly session: Session) {}

  full(snapshot: Snapshot): SemanticTokens {
    const data = this.tokens(snapshot);
    const resultId = String(++this.lastId);
    for (const uri of this.last.keys()) if (!this.session.documents.get(uri)) this.last.delete(uri);
    this.last.set(snapshot.uri, { id: resultId, data });
    return { resultId, data };
  }

  delta(snapshot: Snapshot, previousId: string): SemanticTokens | SemanticTokensDelta {
    const before = this.last.get(snapshot.uri);
    const { resultId, data } = this.full(snapshot);
    if (before?.id !== previousId || resultId === undefined) return { ...(resultId ? { resultId } : {}), data };
    return { resultId, edits: difference(before.data, data) };
  }

  range(snapshot: Snapshot, span: Span): SemanticTokens {
    return { data: this.tokens(snapshot, span) };
  }

  private tokens(snapshot: Snapshot, span?: Span): number[] {
    const data = [...semanticTokens(snapshot.analysis, snapshot.uri, span)];
    return this.session.client.encoding === "utf-8" ? inUtf8(data, snapshot) : data;
  }
}

/** One edit that replaces what lies between the common start and the common end. */
function difference(before: readonly number[], now: readonly number[]): SemanticTokensDelta["edits"] {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  if (head === before.length && head === now.length) return [];
  return [{ start: head, deleteCount: before.length - head - tail, data: now.slice(head, now.length - tail) }];
}

function inUtf8(data: readonly number[], { file, positions }: Snapshot): number[] {
  if (file.form !== "drplan") return [];
  const converted: number[] = [];
  let line = 0;
  let character = 0;
  let lastCharacter = 0;
  for (let at = 0; at < data.length; at += TOKEN_SIZE) {
    const [down = 0, on = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + TOKEN_SIZE);
    line += down;
    character = down === 0 ? character + on : on;
    if (down > 0) lastCharacter = 0;
    const offset = offsetAt(file.syntax, line, character);
    const start = positions.at(offset).character;
    const end = positions.at(offset + length).character;
    converted.push(down, start - lastCharacter, end - start, type, modifiers);
    lastCharacter = start;
  }
  return converted;
}
