import type { Rule } from "./rule.ts";
import { addressCannotMove } from "./rules/address-cannot-move.ts";
import { agentsOnOneHost } from "./rules/agents-on-one-host.ts";
import { ambiguousUnit } from "./rules/ambiguous-unit.ts";
import { arraysDiffer } from "./rules/arrays-differ.ts";
import { backupDoesNotFit } from "./rules/backup-does-not-fit.ts";
import { badConfig } from "./rules/bad-config.ts";
import { badEscape } from "./rules/bad-escape.ts";
import { badJson } from "./rules/bad-json.ts";
import { badName } from "./rules/bad-name.ts";
import { badNumber } from "./rules/bad-number.ts";
import { badQuantity } from "./rules/bad-quantity.ts";
import { blockCopyOfDatabase } from "./rules/block-copy-of-database.ts";
import { bulkGoesFirst } from "./rules/bulk-goes-first.ts";
import { changedSinceReview } from "./rules/changed-since-review.ts";
import { conduitUsedOnce } from "./rules/conduit-used-once.ts";
import { contradictoryAttributes } from "./rules/contradictory-attributes.ts";
import { copyToItself } from "./rules/copy-to-itself.ts";
import { corruptionRpoMissed } from "./rules/corruption-rpo-missed.ts";
import { corruptionRtoMissed } from "./rules/corruption-rto-missed.ts";
import { crashConsistentDatabase } from "./rules/crash-consistent-database.ts";
import { dailyCycle } from "./rules/daily-cycle.ts";
import { directoryNotCopied } from "./rules/directory-not-copied.ts";
import { doubtfulGain } from "./rules/doubtful-gain.ts";
import { drillContradicts } from "./rules/drill-contradicts.ts";
import { drillOverdue } from "./rules/drill-overdue.ts";
import { duplicateName } from "./rules/duplicate-name.ts";
import { duplicateReplication } from "./rules/duplicate-replication.ts";
import { expectMissed } from "./rules/expect-missed.ts";
import { fasterThanLight } from "./rules/faster-than-light.ts";
import { followTheSun } from "./rules/follow-the-sun.ts";
import { frequentBackup } from "./rules/frequent-backup.ts";
import { gainsNotMultiplied } from "./rules/gains-not-multiplied.ts";
import { groupTooLarge } from "./rules/group-too-large.ts";
import { imageAndDataApart } from "./rules/image-and-data-apart.ts";
import { importCircle } from "./rules/import-circle.ts";
import { initialCopyLong } from "./rules/initial-copy-long.ts";
import { labFigure } from "./rules/lab-figure.ts";
import { layerTwoTooFar } from "./rules/layer-two-too-far.ts";
import { linkTooSmall } from "./rules/link-too-small.ts";
import { liveMigrationInfeasible } from "./rules/live-migration-infeasible.ts";
import { logsMissing } from "./rules/logs-missing.ts";
import { machineDefinitionsMissing } from "./rules/machine-definitions-missing.ts";
import { migrationIsNoRecovery } from "./rules/migration-is-no-recovery.ts";
import { misplacedAttribute } from "./rules/misplaced-attribute.ts";
import { missingAttribute } from "./rules/missing-attribute.ts";
import { missingBrace } from "./rules/missing-brace.ts";
import { missingImport } from "./rules/missing-import.ts";
import { missingUnit } from "./rules/missing-unit.ts";
import { missingValue } from "./rules/missing-value.ts";
import { mtdMissed } from "./rules/mtd-missed.ts";
import { needsCircle } from "./rules/needs-circle.ts";
import { needsFarAway } from "./rules/needs-far-away.ts";
import { needsLaterTier } from "./rules/needs-later-tier.ts";
import { noCopy } from "./rules/no-copy.ts";
import { noPointInTime } from "./rules/no-point-in-time.ts";
import { noRoute } from "./rules/no-route.ts";
import { noSource } from "./rules/no-source.ts";
import { nothingImmutable } from "./rules/nothing-immutable.ts";
import { oneTierForAll } from "./rules/one-tier-for-all.ts";
import { optionMismatch } from "./rules/option-mismatch.ts";
import { outOfRange } from "./rules/out-of-range.ts";
import { placeCannotRun } from "./rules/place-cannot-run.ts";
import { quorumSharesConduit } from "./rules/quorum-shares-conduit.ts";
import { rawLunsNotCopied } from "./rules/raw-luns-not-copied.ts";
import { recoveryCapacity } from "./rules/recovery-capacity.ts";
import { recoveryPointsDiffer } from "./rules/recovery-points-differ.ts";
import { redirectMissing } from "./rules/redirect-missing.ts";
import { referenceCircle } from "./rules/reference-circle.ts";
import { repeatedAttribute } from "./rules/repeated-attribute.ts";
import { replicationCircle } from "./rules/replication-circle.ts";
import { retentionTooShort } from "./rules/retention-too-short.ts";
import { reviewOverdue } from "./rules/review-overdue.ts";
import { rpoMissed } from "./rules/rpo-missed.ts";
import { rtoMissed } from "./rules/rto-missed.ts";
import { runbookIncomplete } from "./rules/runbook-incomplete.ts";
import { serversNotReady } from "./rules/servers-not-ready.ts";
import { severalPlans } from "./rules/several-plans.ts";
import { shareUnknown } from "./rules/share-unknown.ts";
import { singleLine } from "./rules/single-line.ts";
import { standardDora } from "./rules/standard-dora.ts";
import { standardIso } from "./rules/standard-iso.ts";
import { standardNist } from "./rules/standard-nist.ts";
import { standbyLineSlower } from "./rules/standby-line-slower.ts";
import { standbySharesConduit } from "./rules/standby-shares-conduit.ts";
import { storageLeftBehind } from "./rules/storage-left-behind.ts";
import { suppressionExpired } from "./rules/suppression-expired.ts";
import { suppressionInvalid } from "./rules/suppression-invalid.ts";
import { suppressionUnused } from "./rules/suppression-unused.ts";
import { syncTooFar } from "./rules/sync-too-far.ts";
import { technologyLimit } from "./rules/technology-limit.ts";
import { tierContradictsItself } from "./rules/tier-contradicts-itself.ts";
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
import { windowTooShort } from "./rules/window-too-short.ts";
import { witnessMissing } from "./rules/witness-missing.ts";
import { wrongDimension } from "./rules/wrong-dimension.ts";

/** All rules, in the order of the reference. */
export const rules: readonly Rule[] = [
  syncTooFar,
  fasterThanLight,
  linkTooSmall,
  rpoMissed,
  rtoMissed,
  mtdMissed,
  tierContradictsItself,
  corruptionRpoMissed,
  corruptionRtoMissed,
  expectMissed,
  noCopy,
  nothingImmutable,
  retentionTooShort,
  serversNotReady,
  recoveryCapacity,
  backupDoesNotFit,
  bulkGoesFirst,
  initialCopyLong,
  standbyLineSlower,
  liveMigrationInfeasible,
  windowTooShort,
  drillContradicts,
  singleLine,
  recoveryPointsDiffer,
  imageAndDataApart,
  needsFarAway,
  gainsNotMultiplied,
  noRoute,
  technologyLimit,
  groupTooLarge,
  witnessMissing,
  noPointInTime,
  directoryNotCopied,
  rawLunsNotCopied,
  machineDefinitionsMissing,
  crashConsistentDatabase,
  logsMissing,
  arraysDiffer,
  migrationIsNoRecovery,
  storageLeftBehind,
  followTheSun,
  addressCannotMove,
  layerTwoTooFar,
  redirectMissing,
  placeCannotRun,
  standbySharesConduit,
  quorumSharesConduit,
  shareUnknown,
  doubtfulGain,
  labFigure,
  needsLaterTier,
  runbookIncomplete,
  reviewOverdue,
  drillOverdue,
  changedSinceReview,
  standardNist,
  standardIso,
  standardDora,
  oneTierForAll,
  blockCopyOfDatabase,
  dailyCycle,
  frequentBackup,
  agentsOnOneHost,
  noSource,
  replicationCircle,
  copyToItself,
  duplicateReplication,
  needsCircle,
  referenceCircle,
  unknownName,
  optionMismatch,
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
  suppressionInvalid,
  suppressionExpired,
  suppressionUnused,
  badConfig,
];
