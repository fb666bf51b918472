import type { InlayHint, InlayHintLabelPart } from "vscode-languageserver";
import { inlayHints, type InlayHint as PlanHint } from "../features/inlay-hints.ts";
import { hintKinds } from "./from-proto.ts";
import { caught, type Guard } from "./guard.ts";
import { markup } from "./markup.ts";
import type { Session } from "./session.ts";

/** What makes the explanations of a hint once somebody looks at it. */
interface HintData {
  /** Canonical URI of the document. */
  readonly uri: string;
  /** In the file. */
  readonly offset: number;
}

export function registerInlayHints(session: Session, on: Guard): void {
  on("textDocument/inlayHint", [], ({ analysis, uri, positions, settings }, { range }) => {
    const hints = inlayHints(analysis, uri, positions.span(range), hintKinds(settings));
    return [...byPlace(hints)].map(([offset, here]): InlayHint => {
      const label = partsOf(here, !session.client.resolvesInlayHints);
      // The padding that editors add is hardly seen between words.
      const first = label[0] ? [{ ...label[0], value: ` ${label[0].value}` }] : [];
      const data: HintData = { uri, offset };
      return { position: positions.at(offset), label: [...first, ...label.slice(1)], paddingLeft: true, data };
    });
  });
  session.connection.onRequest("inlayHint/resolve", (hint) =>
    caught(session, "inlayHint/resolve", hint, () => resolved(hint, session)),
  );
}

/** What there is to say at one place stands in a row. */
function byPlace(hints: readonly PlanHint[]): ReadonlyMap<number, readonly PlanHint[]> {
  const places = new Map<number, PlanHint[]>();
  for (const hint of hints) places.set(hint.offset, [...(places.get(hint.offset) ?? []), hint]);
  return places;
}

/** Each with its own explanation. */
function partsOf(hints: readonly PlanHint[], isExplained: boolean): readonly InlayHintLabelPart[] {
  return hints.flatMap(({ label, tooltip }, index) => [
    ...(index > 0 ? [{ value: " · " }] : []),
    { value: label, ...(isExplained ? { tooltip: markup(tooltip()) } : {}) },
  ]);
}

/** With its explanations, if it still says the same. */
function resolved(hint: InlayHint, session: Session): InlayHint {
  const { uri, offset }: HintData = hint.data;
  const { label } = hint;
  const snapshot = session.snapshot(uri);
  if (!snapshot || typeof label === "string") return hint;
  const { analysis, settings } = snapshot;
  const hints = inlayHints(analysis, uri, { start: offset, end: offset }, hintKinds(settings));
  const parts = partsOf(hints, true);
  const said = (all: readonly InlayHintLabelPart[]) => all.map(({ value }) => value.trim()).join("\n");
  if (said(parts) !== said(label)) return hint;
  return { ...hint, label: label.map((part, index) => ({ ...parts[index], ...part })) };
}
