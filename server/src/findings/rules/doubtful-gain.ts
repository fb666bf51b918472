import { linkOf, replicationOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { formatNumber } from "../../quantity/format-quantity.ts";
import type { Ratio } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

/** What compression and deduplication of changes rarely exceed. Own choice, after the case study below: 14x on a clone, far less on changes. */
const USUAL_MOST = 5;

export const doubtfulGain = defineRule<{ readonly gain: Uncertain<Ratio>; readonly what: "optimiser" | "reduction" }>({
  code: "doubtful-gain",
  severity: "warning",
  summary: "A WAN optimiser or compression that gains more than 5x should not be counted on.",
  why: "How far traffic shrinks depends on the data. Gains of ten and more are measured on clones and repeated copies; changes of databases, and what is compressed or encrypted already, hardly shrink at all. The appliances also need days to learn, and must stand at both ends. A plan that rests on the brochure's figure has no copy on the day that counts.",
  sources: ["DataCore and Riverbed case study (Waterstons): 14x measured on a clone of a machine"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 2 Mbps; medium leased-line; optimiser <|14x|> "brochure" }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 2 Mbps; medium leased-line; optimiser 2x..14x "brochure" }`,
  },
  kinds: ["link", "replicate"],

  *check(declaration) {
    const what = isKind(declaration, "link") ? "optimiser" : "reduction";
    const gain = what === "optimiser" ? linkOf(declaration)?.optimiser : replicationOf(declaration)?.reduction;
    if (!gain || gain.low <= USUAL_MOST) return;
    const { spans } = declaration.document;
    yield { at: spans.at(`/${what}/ratio`) ?? spans.at(`/${what}`) ?? spans.header, facts: { gain, what } };
  },

  message: ({ gain, what }) =>
    `${what === "optimiser" ? "An optimiser" : "A reduction"} of ${formatNumber(gain.low)}x is counted on; changes seldom shrink to less than 1/${USUAL_MOST}, and then only after days of learning.`,

  fixes: ({ gain, what }, { declaration }) => {
    const pointer = declaration.document.spans.at(`/${what}/ratio`) ? `/${what}/ratio` : `/${what}`;
    const range = `2x..${Number(gain.high.toPrecision(3))}x`;
    return [
      {
        edits: replaceValue(declaration, pointer, `${USUAL_MOST}x`),
        title: () => `Count on ${USUAL_MOST}x instead of ${formatNumber(gain.low)}x`,
      },
      { edits: replaceValue(declaration, pointer, range), title: () => `Say how uncertain it is: ${range}` },
    ];
  },
});
