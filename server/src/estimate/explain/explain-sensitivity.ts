import type { Steps } from "../../base/steps.ts";
import type { ConstantName } from "../../model/constants.ts";
import type { Declaration } from "../../model/declaration.ts";
import { lookUp, type Plan } from "../../model/plan.ts";
import { formatDuration, formatRate } from "../../quantity/format-quantity.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import type { Estimates } from "../estimates.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import { profileMean } from "../kernel/weekly-profile.ts";
import type { LinkEstimate } from "../link-estimate.ts";
import type { MigrationEstimate } from "../migration-estimate.ts";
import type { PlanEstimates } from "../plan-estimates.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../recovery/workload-outcome.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { sameCopy } from "../same-copy.ts";
import {
  type Figure,
  type FigureInputs,
  type FigureValue,
  type SensitivityBounds,
  sensitivitiesOf,
} from "../sensitivity.ts";
import type { Derivation, DerivationSensitivity } from "./derivation.ts";

/** Derivations, and the figures of those of which one asks what moves them. */
export interface Asked {
  readonly derivations: readonly { readonly derivation: Derivation; readonly figure: Figure | undefined }[];
  readonly inputs: FigureInputs;
}

/** The derivations of a link (`explainLink`), with its round trip and what it leaves for replication as figures. */
export function askOfLink(derivations: readonly Derivation[], estimate: LinkEstimate, base: PlanEstimates): Asked {
  const { id } = estimate.link;
  const now = (estimates: Estimates) => estimates.link(estimates.plan.declarations.get(id));
  const roundTrip: Figure = { read: (estimates) => now(estimates)?.rtt?.time.likely, show: showTime };
  const capacity: Figure = {
    read: (estimates) => {
      const flow = now(estimates)?.flow;
      return flow && profileMean(flow.capacity.likely);
    },
    show: showRate,
  };
  const last = derivations.length - 1;
  const figureAt = (index: number) => {
    if (index === 0 && estimate.rtt) return roundTrip;
    return index === last && estimate.flow ? capacity : undefined;
  };
  return {
    derivations: derivations.map((derivation, index) => ({ derivation, figure: figureAt(index) })),
    // Round trip and capacity are the line's own, whatever travels on it.
    inputs: { ...inputsOf(base.plan, [id], estimate.assumed), alone: true },
  };
}

/** The derivations of a copy (`explainReplication`), with its latency, or its age at worst, as figure. */
export function askOfCopy(
  derivations: readonly Derivation[],
  estimate: ReplicationEstimate,
  base: PlanEstimates,
): Asked {
  const figure: Figure = {
    read: (estimates) => {
      const copy = sameCopy(estimate, estimates);
      return valueIn(copy?.sync ? copy.sync.added.likely : copy?.rpo?.worst.likely);
    },
    show: showTime,
  };
  // What a synchronous copy costs is its latency, which stands first; its recovery point is 0 whatever moves.
  const at = estimate.sync ? 0 : derivations.length - 1;
  return {
    derivations: derivations.map((derivation, index) => ({ derivation, figure: index === at ? figure : undefined })),
    inputs: copyInputs(estimate, base),
  };
}

/** The derivation of a first copy (`explainInitialCopy`), with how long it takes as figure, unless too many others go with it. */
export function askOfInitialCopy(derivation: Derivation, estimate: ReplicationEstimate, base: PlanEstimates): Asked {
  if ((base.estimates.initialCopy(estimate)?.group.length ?? 0) > MOST_TOGETHER) {
    return { derivations: [{ derivation, figure: undefined }], inputs: inputsOf(base.plan, [], []) };
  }
  const figure: Figure = {
    read: (estimates) => {
      const copy = sameCopy(estimate, estimates);
      return valueIn(copy && estimates.initialCopy(copy)?.likely);
    },
    show: showTime,
  };
  const { declarations, ...inputs } = copyInputs(estimate, base);
  const links = estimate.route?.hops.map(({ link }) => link) ?? [];
  const others = inputsOf(base.plan, othersOn(links, base), []);
  return {
    derivations: [{ derivation, figure }],
    inputs: { ...inputs, declarations: [...new Set([...declarations, ...others.declarations])] },
  };
}

/** First copies that are solved anew for each value that is tried. Own choice. */
const MOST_TOGETHER = 50;

/** The derivations of a backup (`explainBackup`), with what it loses, how long one takes and reading it back as figures. */
export function askOfBackup(derivations: readonly Derivation[], estimate: BackupEstimate, base: PlanEstimates): Asked {
  const { of, bound } = estimate;
  const figureOf = (read: (backup: BackupEstimate) => UncertainDuration): Figure => ({
    read: ({ plan, backups }) => {
      const now = backups(plan.declarations.get(bound.backup.id)).find((each) => each.of === of);
      return valueIn(now && read(now).likely);
    },
    show: showTime,
  });
  const last = derivations.length - 1;
  const figureAt = (index: number) => {
    if (index === 0) return figureOf(({ loss }) => loss);
    return figureOf(index === last ? ({ restore }) => restore : ({ duration }) => duration);
  };
  return {
    derivations: derivations.map((derivation, index) => ({ derivation, figure: figureAt(index) })),
    inputs: backupInputs(estimate, base),
  };
}

/** The derivation of a migration (`explainMigration`), with how long it takes as figure. */
export function askOfMigration(
  derivations: readonly Derivation[],
  { bound, route, duration, assumed }: MigrationEstimate,
  base: PlanEstimates,
): Asked {
  const figure: Figure = {
    read: ({ plan, migration }) => valueIn(migration(plan.declarations.get(bound.migration.id))?.duration?.likely),
    show: showTime,
  };
  const links = route?.hops.map(({ link }) => link) ?? [];
  const ids = [bound.migration.id, bound.workload.workload.id, ...idNamed(base.plan, bound.migration.using)];
  return {
    derivations: derivations.map((derivation) => ({ derivation, figure: duration ? figure : undefined })),
    inputs: inputsOf(
      base.plan,
      [...ids, ...links.map(({ link }) => link.id), ...othersOn(links, base)],
      [...assumed, ...links.flatMap((link) => link.assumed)],
    ),
  };
}

/** The derivations of an outcome (`explainOutcome`), with the loss and the recovery time as figures. */
export function askOfOutcome(
  derivations: readonly Derivation[],
  outcome: WorkloadOutcome,
  { scenario, reads }: ScenarioEstimate,
  base: PlanEstimates,
): Asked {
  const { name } = outcome.workload.workload;
  const figures = (["rpo", "rto"] as const).map(
    (what): Figure => ({
      read: (estimates) => {
        const now = estimates.scenario(scenario.name)?.outcomes.find(({ workload }) => workload.workload.name === name);
        return valueIn(now?.[what].likely);
      },
      show: showTime,
    }),
  );
  return {
    derivations: derivations.map((derivation, index) => ({ derivation, figure: figures[index] })),
    inputs: { ...outcomeInputs(outcome, reads, base), scenarios: [scenario.name] },
  };
}

/** The derivations, with what moves their figures. Each input is varied once for all of them. */
export function* withSensitivity(
  asked: readonly Asked[],
  base: PlanEstimates,
  bounds?: SensitivityBounds,
): Steps<readonly Derivation[]> {
  const all = asked.flatMap(({ derivations }) => derivations);
  const figures = all.flatMap(({ figure }) => figure ?? []);
  const inputs: FigureInputs = {
    declarations: [...new Set(asked.flatMap(({ inputs: { declarations } }) => declarations))],
    constants: [...new Set(asked.flatMap(({ inputs: { constants } }) => constants))],
    scenarios: [...new Set(asked.flatMap(({ inputs: { scenarios } }) => scenarios))],
    alone: asked.every(({ inputs: { alone } }) => alone),
  };
  const found = yield* sensitivitiesOf(base, figures, inputs, bounds);
  return all.map(({ derivation, figure }) => {
    const rows = figure ? (found[figures.indexOf(figure)] ?? []) : [];
    if (!figure || rows.length === 0) return derivation;
    const sensitivity = rows.slice(0, MOST_SHOWN).map((row): DerivationSensitivity => {
      const { input, origin, from, to, atFrom, atTo } = row;
      return { input, origin, from, to, effect: `${figure.show(atFrom)} … ${figure.show(atTo)}` };
    });
    return { ...derivation, sensitivity };
  });
}

/** Nobody acts on the tenth. Own choice. */
const MOST_SHOWN = 8;

/** All that a copy rests on: itself, its workload, its product, the links of its route, and who else uses these. */
function copyInputs(estimate: ReplicationEstimate, base: PlanEstimates): FigureInputs {
  const { plan } = base;
  const ids: number[] = [];
  const constants: ConstantName[] = [];
  for (let copy: ReplicationEstimate | undefined = estimate; copy; copy = copy.source) {
    const { replication, workload } = copy.bound;
    const links = copy.route?.hops.map(({ link }) => link) ?? [];
    ids.push(replication.id, workload.workload.id, ...links.map(({ link }) => link.id));
    ids.push(...idNamed(plan, replication.using));
    constants.push(...copy.assumed, ...links.flatMap(({ assumed }) => assumed));
  }
  if (estimate.shared) ids.push(...othersOn(estimate.route?.hops.map(({ link }) => link) ?? [], base));
  return inputsOf(plan, ids, constants);
}

/** A backup through all its levels: itself, what it holds, where it lies, the links of its way, and who else uses these. */
function backupInputs(estimate: BackupEstimate, base: PlanEstimates): FigureInputs {
  const ids: number[] = [];
  const others: number[] = [];
  const constants: ConstantName[] = [];
  for (let level: BackupEstimate | undefined = estimate; level; level = level.source) {
    const links = level.route?.hops.map(({ link }) => link) ?? [];
    ids.push(level.bound.backup.id, level.bound.to.id, ...links.map(({ link }) => link.id));
    others.push(...othersOn(links, base));
    constants.push(...level.assumed, ...links.flatMap(({ assumed }) => assumed));
  }
  ids.push(...estimate.workloads.map(({ workload }) => workload.id));
  return inputsOf(base.plan, [...ids, ...others], constants);
}

/** What brings a workload back, then the scenario and its runbook, then all else that was looked at. */
function outcomeInputs(
  { workload, chosen, recovery }: WorkloadOutcome,
  reads: Iterable<number>,
  base: PlanEstimates,
): FigureInputs {
  const { plan } = base;
  const source = chosen?.source;
  const copies = source?.kind === "replica" ? copyInputs(source.replication, base) : undefined;
  const backup = source?.kind === "backup" ? source.backup : undefined;
  const links = [...(chosen?.route?.hops ?? []), ...(backup?.route?.hops ?? [])].map(({ link }) => link);
  const near = [
    workload.workload.id,
    ...(chosen ? [chosen.place.id, chosen.at.id] : []),
    ...(backup ? [backup.bound.backup.id] : []),
    ...links.map(({ link }) => link.id),
    ...base.plans,
  ];
  const others = [...reads].filter((id) => SCENARIO_KINDS.has(plan.declarations.get(id)?.document.kind ?? ""));
  return inputsOf(
    plan,
    [...near, ...others, ...(copies?.declarations.map(({ id }) => id) ?? []), ...reads],
    [
      ...(recovery?.assumed ?? []),
      ...(copies?.constants ?? []),
      ...(backup?.assumed ?? []),
      ...links.flatMap(({ assumed }) => assumed),
    ],
  );
}

/** Kinds of blocks that say how a scenario and a recovery go. */
const SCENARIO_KINDS: ReadonlySet<string> = new Set(["scenario", "runbook"]);

/** What else travels over links, and of which workloads it is. */
function othersOn(links: readonly LinkEstimate[], { plan, users }: PlanEstimates): readonly number[] {
  return links.flatMap(({ link }) => withWorkloads(plan, users.get(link.id) ?? []));
}

function idNamed(plan: Plan, name: string | undefined): readonly number[] {
  const declaration = name === undefined ? undefined : lookUp(plan, name);
  return declaration ? [declaration.id] : [];
}

function withWorkloads(plan: Plan, ids: Iterable<number>): readonly number[] {
  return [...ids].flatMap((id) => {
    const copied = plan.declarations.get(id)?.references.filter(({ kinds }) => kinds.includes("workload")) ?? [];
    return [id, ...copied.flatMap(({ name }) => lookUp(plan, name)?.id ?? [])];
  });
}

function inputsOf(plan: Plan, ids: readonly number[], constants: readonly ConstantName[]): FigureInputs {
  const declarations = [...new Set(ids)].flatMap((id): readonly Declaration[] => {
    const declaration = plan.declarations.get(id);
    return declaration ? [declaration] : [];
  });
  return { declarations, constants: [...new Set(constants)], scenarios: [], alone: false };
}

/** A duration as the value of a figure, in seconds. */
function valueIn(duration: Duration | undefined): FigureValue | undefined {
  return duration?.kind === "after" ? duration.time : duration?.kind;
}

function showTime(value: FigureValue): string {
  return value === "never" ? "without end" : formatDuration(value);
}

function showRate(value: FigureValue): string {
  return value === "never" ? "without end" : formatRate(value, "bytes");
}
