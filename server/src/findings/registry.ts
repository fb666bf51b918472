import type { Rule } from "./rule.ts";
import { ambiguousUnit } from "./rules/ambiguous-unit.ts";
import { badEscape } from "./rules/bad-escape.ts";
import { badJson } from "./rules/bad-json.ts";
import { badName } from "./rules/bad-name.ts";
import { badNumber } from "./rules/bad-number.ts";
import { badQuantity } from "./rules/bad-quantity.ts";
import { conduitUsedOnce } from "./rules/conduit-used-once.ts";
import { contradictoryAttributes } from "./rules/contradictory-attributes.ts";
import { copyToItself } from "./rules/copy-to-itself.ts";
import { duplicateName } from "./rules/duplicate-name.ts";
import { duplicateReplication } from "./rules/duplicate-replication.ts";
import { fasterThanLight } from "./rules/faster-than-light.ts";
import { gainsNotMultiplied } from "./rules/gains-not-multiplied.ts";
import { importCircle } from "./rules/import-circle.ts";
import { linkTooSmall } from "./rules/link-too-small.ts";
import { misplacedAttribute } from "./rules/misplaced-attribute.ts";
import { missingAttribute } from "./rules/missing-attribute.ts";
import { missingBrace } from "./rules/missing-brace.ts";
import { missingImport } from "./rules/missing-import.ts";
import { missingUnit } from "./rules/missing-unit.ts";
import { missingValue } from "./rules/missing-value.ts";
import { needsCircle } from "./rules/needs-circle.ts";
import { noRoute } from "./rules/no-route.ts";
import { noSource } from "./rules/no-source.ts";
import { outOfRange } from "./rules/out-of-range.ts";
import { referenceCircle } from "./rules/reference-circle.ts";
import { repeatedAttribute } from "./rules/repeated-attribute.ts";
import { replicationCircle } from "./rules/replication-circle.ts";
import { rpoMissed } from "./rules/rpo-missed.ts";
import { severalPlans } from "./rules/several-plans.ts";
import { syncTooFar } from "./rules/sync-too-far.ts";
import { technologyLimit } from "./rules/technology-limit.ts";
import { unclosedComment } from "./rules/unclosed-comment.ts";
import { unclosedString } from "./rules/unclosed-string.ts";
import { unexpectedBrace } from "./rules/unexpected-brace.ts";
import { unexpectedCharacter } from "./rules/unexpected-character.ts";
import { unexpectedValue } from "./rules/unexpected-value.ts";
import { unknownAttribute } from "./rules/unknown-attribute.ts";
import { unknownBlock } from "./rules/unknown-block.ts";
import { unknownName } from "./rules/unknown-name.ts";
import { unknownPlace } from "./rules/unknown-place.ts";
import { unknownTimeZone } from "./rules/unknown-time-zone.ts";
import { unknownUnit } from "./rules/unknown-unit.ts";
import { unknownValue } from "./rules/unknown-value.ts";
import { unusedName } from "./rules/unused-name.ts";
import { witnessMissing } from "./rules/witness-missing.ts";
import { wrongDimension } from "./rules/wrong-dimension.ts";

/** All rules, in the order of the reference. */
export const rules: readonly Rule[] = [
  syncTooFar,
  fasterThanLight,
  linkTooSmall,
  rpoMissed,
  gainsNotMultiplied,
  noRoute,
  technologyLimit,
  witnessMissing,
  noSource,
  replicationCircle,
  copyToItself,
  duplicateReplication,
  needsCircle,
  referenceCircle,
  unknownName,
  unknownPlace,
  unknownTimeZone,
  duplicateName,
  unusedName,
  conduitUsedOnce,
  severalPlans,
  missingImport,
  importCircle,
  ambiguousUnit,
  missingBrace,
  unexpectedBrace,
  unclosedString,
  unclosedComment,
  badNumber,
  badName,
  badEscape,
  unexpectedCharacter,
  missingValue,
  unexpectedValue,
  unknownBlock,
  unknownAttribute,
  misplacedAttribute,
  repeatedAttribute,
  missingAttribute,
  wrongDimension,
  missingUnit,
  unknownUnit,
  badQuantity,
  outOfRange,
  unknownValue,
  contradictoryAttributes,
  badJson,
];
