import type { CompletionItem, CompletionList, CompletionParams } from "vscode-languageserver";
import { completionDocumentation, completionsAt } from "../features/completion.ts";
import type { CompletionKind, CompletionItem as PlanItem } from "../features/completion-item.ts";
import { caught, type Guard } from "./guard.ts";
import { markup } from "./markup.ts";
import { COMPLETION, SNIPPET } from "./protocol-numbers.ts";
import type { ClientFeatures, Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** What makes the documentation of an item once somebody looks at it. */
interface ItemData {
  /** Canonical URI of the document. */
  readonly uri: string;
  readonly more: string;
}

export function registerCompletion(session: Session, on: Guard): void {
  on("textDocument/completion", [], (snapshot, params) => {
    if (isIndentation(snapshot, params)) return [];
    const { analysis, uri, positions } = snapshot;
    const found = completionsAt(analysis, uri, positions.offset(params.position), { today: today() });
    const items = found.items.map((item) => toItem(item, snapshot, session.client));
    return { isIncomplete: found.incomplete, items } satisfies CompletionList;
  });
  session.connection.onRequest("completionItem/resolve", (item) =>
    caught(session, "completionItem/resolve", item, () => resolved(item, session)),
  );
}

/** A space that was typed at the start of a line asks for nothing. */
function isIndentation({ positions, file }: Snapshot, { position, context }: CompletionParams): boolean {
  if (context?.triggerCharacter !== " " || file.form !== "drplan") return false;
  return positions.slice(positions.offset({ ...position, character: 0 }), positions.offset(position)).trim() === "";
}

/** Today where the server runs, `2026-09-14`. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const KINDS: Readonly<Record<CompletionKind, number>> = {
  block: COMPLETION.keyword,
  attribute: COMPLETION.property,
  word: COMPLETION.keyword,
  choice: COMPLETION.enumMember,
  unit: COMPLETION.unit,
  value: COMPLETION.value,
  place: COMPLETION.value,
  region: COMPLETION.module,
  site: COMPLETION.module,
  link: COMPLETION.interface,
  tier: COMPLETION.enum,
  workload: COMPLETION.class,
  backup: COMPLETION.variable,
  scenario: COMPLETION.event,
  step: COMPLETION.function,
  technology: COMPLETION.typeParameter,
  option: COMPLETION.struct,
  conduit: COMPLETION.variable,
};

function toItem(item: PlanItem, { positions, uri }: Snapshot, client: ClientFeatures): CompletionItem {
  const isSnippet = item.snippet && client.snippets;
  const newText = item.snippet && !client.snippets ? withoutTabStops(item.insertText) : item.insertText;
  const data: ItemData | undefined = item.more === undefined ? undefined : { uri, more: item.more };
  const suggest = client.suggestCommand;
  return {
    label: item.label,
    kind: KINDS[item.kind] as NonNullable<CompletionItem["kind"]>,
    sortText: item.sortText,
    filterText: item.filterText,
    textEdit: { range: positions.range(item.replace), newText },
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined ? {} : { documentation: markup(item.documentation) }),
    ...(isSnippet ? { insertTextFormat: SNIPPET } : {}),
    ...(item.suggestNext && suggest ? { command: { title: "Suggest", command: suggest } } : {}),
    ...(data ? { data } : {}),
  };
}

/** `${1:155} Mbps$0` as `155 Mbps`. */
function withoutTabStops(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|([^,|}]*)[^}]*\}/g, "$1")
    .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
    .replaceAll(/\$\d+|\$\{\d+\}/g, "");
}

function resolved(item: CompletionItem, session: Session): CompletionItem {
  const data: ItemData | undefined = item.data;
  const snapshot = data && session.snapshot(data.uri);
  const value = snapshot && completionDocumentation(snapshot.analysis, data.more);
  return value === undefined ? item : { ...item, documentation: markup(value) };
}
