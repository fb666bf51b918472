import type { BackupEstimate } from "../../estimate/backup-estimate.ts";
import { durationWithinLimit } from "../../estimate/kernel/within-limit.ts";
import { intervalLever, type Lever, withAttribute } from "../../estimate/levers.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import { solve } from "../../estimate/solve.ts";
import { type Declaration, isKind } from "../../model/declaration.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { widerLineFix } from "../fixes/wider-line-fix.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { showRange, showTime } from "../show.ts";
import { replaceValue, setAttributes } from "../statement-edit.ts";

export const backupDoesNotFit = defineRule<BackupEstimate>({
  code: "backup-does-not-fit",
  severity: "error",
  summary: "A backup must end before the next one is due, and inside its window.",
  why: "A backup that takes longer than its interval or its window is cut off, skips the next one or runs into working hours, so points in time are missing just where they are counted on. Fulls are the large ones: they must fit the window and the time until the next full.",
  sources: [
    "Backups by the clock: docs/model.md",
    "K. Keeton, A. Merchant, DSN 2004: propagation windows of backups and vaults",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 100 Mbps; medium leased-line; available 50 % }
tier bronze { rpo 5 d; rto 10 d }
workload files { site york; tier bronze; data 6 TB; change 250 kB/s }
backup weekly of files to leeds { every <|1 d|>; full-every 7 d; keep 30 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium leased-line; available 50 % }
tier bronze { rpo 5 d; rto 10 d }
workload files { site york; tier bronze; data 6 TB; change 250 kB/s }
backup weekly of files to leeds { every 1 d; full-every 7 d; keep 30 d; immutable yes }`,
  },
  kinds: ["backup"],

  *check(declaration, { estimates, plan }) {
    const late = estimates.backups(declaration).filter(({ reasons }) => reasons.includes("backup-does-not-fit"));
    const worst = late.find(({ fits }) => fits === "missed") ?? late[0];
    if (!worst) return;
    const { spans } = declaration.document;
    const link = worst.route?.narrowest?.link;
    yield {
      at: spans.at("/every/interval") ?? spans.at("/every") ?? spans.header,
      severity: worst.fits === "missed" ? "error" : "warning",
      facts: worst,
      related:
        link && plan.declarations.get(link.id)
          ? [{ declaration: link.id, pointer: "/bandwidth", message: `The bandwidth of '${link.name}'` }]
          : [],
    };
  },

  message({ bound: { backup }, duration, fits }) {
    const full = backup.fullEvery ? `, a full every ${showTime(backup.fullEvery)}` : "";
    const window = backup.window ? ", in its window" : "";
    const due = backup.every ? `one is due every ${showTime(backup.every)}${full}${window}` : "";
    const takes = fits === "missed" ? "takes" : "may take too long:";
    return `'${backup.name}' ${takes} ${showRange(duration)} at its longest, but ${due}.`;
  },

  fixes: (estimate, context) => [
    ...widerLine(estimate, context),
    ...longerInterval(estimate, context),
    ...rarerFulls(estimate, context),
  ],
});

function fitsIn({ estimates, plan }: Pick<PlanEstimates, "estimates" | "plan">, { id }: Declaration): boolean {
  const now = estimates.backups(plan.declarations.get(id));
  return now.length > 0 && now.every(({ fits }) => fits === "met");
}

/** Whether it is also there in time for the objectives of what has no other copy. */
function losesNoMore({ estimates, plan }: PlanEstimates, { id }: Declaration): boolean {
  return estimates.backups(plan.declarations.get(id)).every(({ loss, workloads: [bound] }) => {
    const rpo = bound?.tier?.rpo;
    if (!bound || rpo === undefined || estimates.copiesOf(bound.workload.name).length > 0) return true;
    return durationWithinLimit(loss, { most: rpo }) !== "missed";
  });
}

function widerLine({ route }: BackupEstimate, context: FixContext): readonly FixCandidate[] {
  const { declaration } = context;
  const works = (now: PlanEstimates) => fitsIn(now, declaration) && losesNoMore(now, declaration);
  return widerLineFix(route?.narrowest?.link, works, takesNow, context);
}

function takesNow({ estimates, plan, declaration }: FixContext): string {
  const [now] = estimates.backups(plan.declarations.get(declaration.id));
  return now ? `it takes ${showRange(now.duration)}` : "";
}

/** The shortest interval in which it fits: points in time are then further apart. */
function longerInterval(_: BackupEstimate, context: FixContext): readonly FixCandidate[] {
  const { plan, estimated, settings, declaration } = context;
  const lever = intervalLever(plan, declaration.id);
  const longer = lever && { ...lever, values: INTERVALS.filter((time) => lever.values.every((other) => other < time)) };
  const found = longer && solve(estimated, longer, (now) => fitsIn(now, declaration), settings.assume);
  if (!lever || found?.kind !== "found") return [];
  const pointer = declaration.document.spans.at("/every/interval") ? "/every/interval" : "/every";
  const text = lever.text(found.value);
  return [
    {
      edits: replaceValue(declaration, pointer, text),
      title: (after) => `Take it every ${text} instead of ${lever.present} (${takesNow(after)})`,
    },
  ];
}

/** Intervals that people choose, seconds, shortest first. */
const INTERVALS = [600, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800, 43_200, 86_400, 172_800, 604_800];

/** Fulls further apart: a restore then reads more increments. */
function rarerFulls(
  { bound: { backup } }: BackupEstimate,
  { estimated, settings, declaration }: FixContext,
): readonly FixCandidate[] {
  const present = backup.fullEvery;
  if (!present || !isKind(declaration, "backup")) return [];
  const lever: Lever = {
    declaration: declaration.id,
    what: "full-every",
    present: formatDuration(present.likely),
    values: FULLS.filter((days) => days * DAY > present.high),
    text: (days) => `${days} d`,
    changes: (days) => withAttribute(declaration, "full-every", `${days} d`),
  };
  const found = solve(estimated, lever, (now) => fitsIn(now, declaration), settings.assume);
  if (found?.kind !== "found") return [];
  const text = lever.text(found.value);
  return [
    {
      edits: setAttributes(declaration, { "full-every": text }),
      title: () => `Send a full every ${text} instead of ${lever.present} (a restore reads more increments)`,
    },
  ];
}

/** Days between fulls that people choose. */
const FULLS = [2, 7, 14, 28, 56, 84];

/** Seconds. */
const DAY = 86_400;
