import type { Rule } from "./rule.ts";
import { ambiguousUnit } from "./rules/ambiguous-unit.ts";
import { conduitUsedOnce } from "./rules/conduit-used-once.ts";
import { duplicateName } from "./rules/duplicate-name.ts";
import { fasterThanLight } from "./rules/faster-than-light.ts";
import { importCircle } from "./rules/import-circle.ts";
import { linkTooSmall } from "./rules/link-too-small.ts";
import { missingImport } from "./rules/missing-import.ts";
import { needsCircle } from "./rules/needs-circle.ts";
import { noRoute } from "./rules/no-route.ts";
import { rpoMissed } from "./rules/rpo-missed.ts";
import { syncTooFar } from "./rules/sync-too-far.ts";
import { technologyLimit } from "./rules/technology-limit.ts";
import { unknownName } from "./rules/unknown-name.ts";
import { unusedName } from "./rules/unused-name.ts";
import { witnessMissing } from "./rules/witness-missing.ts";

/** All rules, in the order of the reference. */
export const rules: readonly Rule[] = [
  syncTooFar,
  fasterThanLight,
  linkTooSmall,
  rpoMissed,
  noRoute,
  technologyLimit,
  witnessMissing,
  needsCircle,
  unknownName,
  duplicateName,
  unusedName,
  conduitUsedOnce,
  missingImport,
  importCircle,
  ambiguousUnit,
];
