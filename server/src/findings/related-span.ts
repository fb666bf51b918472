import type { Span } from "../base/span.ts";
import type { Plan } from "../model/plan.ts";
import type { RelatedPlace } from "./finding.ts";

/** Where a related place stands now, in the text of its declaration; nothing when that is gone. */
export function relatedSpan({ declarations }: Plan, { declaration, pointer }: RelatedPlace): Span | undefined {
  const spans = declarations.get(declaration)?.document.spans;
  return spans?.at(pointer) ?? spans?.header;
}
