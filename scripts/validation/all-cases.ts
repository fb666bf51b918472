import { carrierRoundTrips } from "./carrier-round-trips.ts";
import type { Case } from "./case.ts";
import { fieldCopying } from "./field-copying.ts";
import { fieldDistance } from "./field-distance.ts";
import { fieldMoving } from "./field-moving.ts";
import { fieldRecovery } from "./field-recovery.ts";
import { furtherLines } from "./further-lines.ts";
import { publishedCopies } from "./published-copies.ts";
import { publishedLimits } from "./published-limits.ts";
import { publishedLines } from "./published-lines.ts";
import { publishedRecovery } from "./published-recovery.ts";
import { publishedReplication } from "./published-replication.ts";
import { publishedSync } from "./published-sync.ts";
import { publishedThroughput } from "./published-throughput.ts";

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
  { title: "Round trips, published", cases: carrierRoundTrips },
  { title: "What lines carry, published", cases: publishedThroughput },
  { title: "Synchronous writes, published", cases: publishedSync },
  { title: "Copies and their lines, published", cases: publishedReplication },
  { title: "Backups and vaults, published", cases: publishedCopies },
  { title: "Recovery and cost, published", cases: publishedRecovery },
  { title: "Products at their limits, published", cases: publishedLimits },
];
