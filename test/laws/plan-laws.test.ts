import { describe } from "vitest";
import type { Random } from "../bench/seeded-random.ts";
import { blocksWith, figure, OTHER_UNITS, scaled, written } from "./figures.ts";
import { type Drawn, holdLaws } from "./hold-laws.ts";
import { CASES, lawDocument, noMore, told } from "./law-document.ts";
import { overfullLines } from "./overfull-lines.ts";
import { type Broken, differences, disordered, lostMore, shorterThanItsPath, worsened } from "./plan-laws.ts";

describe("on thousands of generated plans", () => {
  holdLaws({
    "low ≤ likely ≤ high": ({ base }) => disordered(base),
    "RTO ≥ critical path": ({ base }) => shorterThanItsPath(base),
    "what a line carries": ({ base }) => overfullLines(base.estimated),
    "other units, another order": ({ plan, base, random }) =>
      differences(base, lawDocument(written(shuffled(plan, random), OTHER_UNITS))),
    "another copy": anotherCopy,
    "more bandwidth": moreBandwidth,
    "more change": moreChange,
    "shorter interval": shorterInterval,
  });
});

function shuffled(blocks: readonly string[], random: Random): readonly string[] {
  const keyed = blocks.map((block) => ({ block, key: random.real(0, 1) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ block }) => block);
}

/** One that is in nobody's way: what it sends goes last and is next to nothing, or it goes by courier. */
function anotherCopy({ plan, base, random }: Drawn): Broken {
  const named = (kind: string) =>
    plan.flatMap((block) => (block.startsWith(`${kind} `) ? [block.split(" ")[1] as string] : []));
  const to = random.pick(named("site"));
  const workload = random.pick(named("workload"));
  const copy = random.chance(0.5)
    ? `backup another of ${workload} to ${to} { every ${figure("every", random.pick([60, 1440]))}; takes 30 min; keep 14 d; transit 1 h }`
    : `replicate ${workload} to ${to} { mode async; priority 9; reduction 1000000x }`;
  return lostMore(lawDocument(written([...plan, copy])), base);
}

/**
 * One line; or all, and then at every instant alike, their throttles and other traffic too. Where something takes two
 * lines, a wider one lets more of it through, which then takes more of the other from those who share only that.
 */
function moreBandwidth({ plan, base, random }: Drawn): Broken {
  const links = plan.flatMap((block, index) => (block.startsWith("link ") ? [index] : []));
  const factor = random.whole(2, 9);
  if (!base.hasLongRoutes && random.chance(0.5)) {
    return worsened(lawDocument(written(scaled(plan, "bandwidth", factor, random.pick(links)))), base);
  }
  const wider = links.reduce(
    (blocks, link) => scaled(scaled(blocks, "bandwidth", factor, link), "rate", factor, link),
    plan,
  );
  return worsened(lawDocument(written(wider)), base);
}

/** Of all workloads, or of one. */
function moreChange({ plan, base, random }: Drawn): Broken {
  const workloads = plan.flatMap((block, index) => (block.startsWith("workload ") ? [index] : []));
  const only = random.chance(0.5) ? random.pick(workloads) : undefined;
  return worsened(base, lawDocument(written(scaled(plan, "change", random.whole(2, 5), only))));
}

/** Of one copy or backup, as long as it fits: its own loss. What rewrites data more often, sends more; others may feel it. */
function shorterInterval({ plan, base, random }: Drawn): Broken {
  const spaced = blocksWith(plan, "every");
  if (spaced.length === 0) return [];
  const index = random.pick(spaced);
  const shorter = lawDocument(written(scaled(plan, "every", 1 / random.whole(2, 4), index)));
  const kind = plan[index]?.startsWith("replicate ") ? "replicate " : "backup ";
  const at = plan.slice(0, index).filter((block) => block.startsWith(kind)).length;
  if (kind === "backup ") {
    const [now, before] = [shorter.backups[at]?.loss, base.backups[at]?.loss];
    const fit = base.backupsOnSchedule && shorter.backupsOnSchedule;
    return !fit || noMore(now, before) ? [] : [`${told(now)}, not ${told(before)}`];
  }
  const [now, before] = [shorter.replications[at]?.rpo?.worst, base.replications[at]?.rpo?.worst];
  const fit = CASES.filter((on) => base.onSchedule[at]?.has(on) && shorter.onSchedule[at]?.has(on));
  return noMore(now, before, fit) ? [] : [`${told(now)}, not ${told(before)}`];
}
