import { expect, test } from "vitest";
import { type Analysis, analyse } from "../../server/src/analysis.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { MAIN, sourceFile, TODAY, uriOf } from "../support/analyse-text.ts";

const PLANS = 40;
const STEPS = 30;
const PART = uriOf("part.drplan");

const BLOCKS = [
  "site york { location 53.96, -1.08 }",
  "site hull { location 53.74, -0.33 }",
  "tier gold { rpo 0 s; rto 1 h }",
  "tier silver {\n  rpo 1 h\n  rtoo 4 h\n}",
  "workload files { site york; tier silver; data 1 TB; change 1 MB/s }",
  "workload mail {\n  site hul\n  datta 1 TB\n}",
  "link wan york <-> hull { bandwidth 1 Gbps; rtt 1 us }",
] as const;
const CODES = [
  "unused-name",
  "unknown-name",
  "unknown-attribute",
  "missing-attribute",
  "faster-than-light",
  "unusd-name",
] as const;
const WORDS = ["drplan-ignore", "drplan-ignore", "drplan-ignore-file"] as const;
const LIMITS = ["", "", " until 2026-01-01", " until 2027-01-01"] as const;

test.each(Array.from({ length: PLANS }, (_, seed) => seed))(
  "what is reported and held back after edits is what a new analysis says (plan %i)",
  (seed) => {
    const random = seededRandom(seed);
    const line = () =>
      random.chance(0.5)
        ? random.pick(BLOCKS)
        : `// ${random.pick(WORDS)} ${random.pick(CODES)}, ${random.pick(CODES)}${random.pick(LIMITS)}: "r"`;
    const text = (count: number) => Array.from({ length: count }, line).join("\n");
    const files = new Map<string, SourceFile>([
      [MAIN, sourceFile(`import "part.drplan"\n${text(8)}\n`)],
      [PART, sourceFile(`${text(6)}\n`, PART)],
    ]);
    const settings = { today: TODAY };
    let analysis = analyse(MAIN, (uri) => files.get(uri), undefined, settings);
    for (let step = 0; step < STEPS; step++) {
      const uri = random.pick([MAIN, PART]);
      const file = files.get(uri);
      if (file?.form !== "drplan") throw new Error("The file is lost.");
      const lines = textOf(file.syntax).split("\n");
      const at = random.whole(uri === MAIN ? 1 : 0, lines.length - 1);
      const start = lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0);
      const end = start + (random.chance(0.5) ? (lines[at]?.length ?? 0) : 0);
      const edit = { span: { start, end }, text: random.chance(0.7) ? `${line()}\n` : "" };
      files.set(uri, { ...file, syntax: editFile(file.syntax, edit, parseOptions()) });
      analysis = analyse(MAIN, (one) => files.get(one), analysis, settings);
      const texts = new Map(
        [...files].map(([one, { form, ...rest }]) => [
          one,
          form === "drplan" && "syntax" in rest ? textOf(rest.syntax) : "",
        ]),
      );
      const fresh = analyse(
        MAIN,
        (one) => (texts.has(one) ? sourceFile(texts.get(one) ?? "", one) : undefined),
        undefined,
        settings,
      );
      expect(stateOf(analysis), `step ${step}`).toEqual(stateOf(fresh));
    }
  },
);

function stateOf({ plan, findings, suppression }: Analysis) {
  return [...plan.files.values()].map(({ uri, ids }) =>
    ids.map((id) => [
      uri,
      (findings.get(id) ?? []).map(({ rule, message, span }) => `${rule} ${message} ${span.start}`),
      (suppression.held.get(id) ?? []).map(({ finding, suppression: by }) => `${finding.rule} ${by.scope} ${by.until}`),
    ]),
  );
}
