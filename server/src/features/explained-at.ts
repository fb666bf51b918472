import type { Analysis } from "../analysis.ts";
import { paragraphs, plain, sections } from "../base/markdown.ts";
import type { Steps } from "../base/steps.ts";
import { declarationTitle } from "../model/declaration-title.ts";
import { derivationMarkdown } from "./derivation-markdown.ts";
import { elementAround } from "./element-at.ts";
import { explainElement, type PlanElement } from "./explain-element.ts";

/** How figures came about, in full. */
export interface Explanation {
  /** Of what: `link wan`. */
  readonly title: string;
  readonly markdown: string;
}

/** Enough for tables of eight rows, and answered in a fraction of a second. Own choice. */
const MOST_INPUTS = 20;

/** How the figures of what stands at an offset came about, and what moves them; nothing where there are none. Long work. */
export function* explainedAt(analysis: Analysis, uri: string, offset: number): Steps<Explanation | undefined> {
  const element = elementAround(analysis, uri, offset);
  if (!element) return undefined;
  const title = titleOf(element);
  const derivations = yield* explainElement(analysis, element, MOST_INPUTS);
  return { title, markdown: paragraphs(`# ${plain(title)}`, sections(...derivations.map(derivationMarkdown))) };
}

function titleOf(element: PlanElement): string {
  return element.kind === "block"
    ? declarationTitle(element.declaration)
    : `scenario ${element.scenario.scenario.name}`;
}
