import type { Case } from "./case.ts";
import { fieldCopying } from "./field-copying.ts";
import { fieldDistance } from "./field-distance.ts";
import { fieldMoving } from "./field-moving.ts";
import { fieldRecovery } from "./field-recovery.ts";
import { furtherLines } from "./further-lines.ts";
import { publishedCopies } from "./published-copies.ts";
import { publishedLines } from "./published-lines.ts";

/** Cases of one subject, as the tests run them and as `docs/model.md` shows them. */
export interface CaseGroup {
  readonly title: string;
  readonly cases: readonly Case[];
}

/** From practitioners' texts. */
export const fieldCases: readonly CaseGroup[] = [
  { title: "Copying over lines, from the field", cases: fieldCopying },
  { title: "Distance, from the field", cases: fieldDistance },
  { title: "Moving workloads, from the field", cases: fieldMoving },
  { title: "Recovery and cost, from the field", cases: fieldRecovery },
];

/** From vendors' documents and the literature. */
export const publishedCases: readonly CaseGroup[] = [
  { title: "Lines and limits, published", cases: publishedLines },
  { title: "Further published figures", cases: furtherLines },
  { title: "Backups and vaults, published", cases: publishedCopies },
];
