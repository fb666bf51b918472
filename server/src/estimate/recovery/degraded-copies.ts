import { memoised } from "../../base/memoised.ts";
import { inPlanOrder } from "../../model/plan-order.ts";
import { type Bytes, bytes, type Rate, rate } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import { DAY } from "../../quantity/week.ts";
import { after, type Duration, exactDuration, never, type UncertainDuration } from "../kernel/duration.ts";
import type { LinkFlow } from "../link-flow.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";
import type { Sharing } from "../sharing.ts";
import type { Lost } from "./damaged-network.ts";
import { detourShares, detoursFit } from "./detour-shares.ts";
import { flowOnDetour, onDetour } from "./on-detour.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import type { Strike } from "./strike.ts";
import type { Degradation } from "./workload-outcome.ts";
import { copiesTouched, type Hit } from "./workloads-hit.ts";

/**
 * Copies of workloads that run on although their copies' ways or ends are lost, or that stop for that alone. What the
 * detours carry is found when it is asked for. `reads` gains the declarations on which all of it depends. `before` are
 * those of an earlier estimate with the same sites and links: a copy that is bound as it was goes by the same way.
 */
export function degradedCopies(
  inputs: ScenarioInputs,
  strike: Strike,
  hits: readonly Hit[],
  reads: Set<number>,
  before: readonly Degradation[] = [],
): readonly Degradation[] {
  if (strike.events.length === 0) return [];
  const stopped = new Map(hits.map(({ workload, by }) => [workload.workload.name, by]));
  const network = strike.networkAt(0);
  const known = new Map(before.map(({ replication: { bound }, route }) => [bound, route]));
  const moves: Move[] = [];
  for (const replication of copiesTouched(inputs, strike.everything)) {
    const { bound, route } = replication;
    const by = stopped.get(bound.workload.workload.name);
    const stopsWorkload = by === "partner" || by === "majority";
    if (!route || (by !== undefined && !stopsWorkload)) continue;
    const detour = known.has(bound)
      ? known.get(bound)
      : network.detour(route.hops, bound.from.name, bound.to.name, bound.over !== undefined);
    moves.push({ replication, detour, stopsWorkload });
    reads.add(bound.replication.id).add(bound.workload.workload.id);
    for (const { link } of detour?.hops ?? []) reads.add(link.link.id);
  }
  return degradedFrom(inOrder(moves, inputs), inputs, strike.everything);
}

/** The same copies by the same ways, which others load in another way than before. */
export function degradedUnderLoads(
  degraded: readonly Degradation[],
  inputs: ScenarioInputs,
  lost: Lost,
): readonly Degradation[] {
  const moves = degraded.map(({ replication, route, stopsWorkload }) => ({
    replication,
    detour: route,
    stopsWorkload,
  }));
  return degradedFrom(moves, inputs, lost);
}

function degradedFrom(moves: readonly Move[], inputs: ScenarioInputs, lost: Lost): readonly Degradation[] {
  const detours = new Detours(moves, inputs, lost);
  return moves.map((move) => new DegradedCopy(move, detours));
}

interface Move {
  readonly replication: ReplicationEstimate;
  readonly detour: Route | undefined;
  readonly stopsWorkload: boolean;
}

/** By name; the order of the text decides only between copies of the same workload by the same way. */
function inOrder(moves: readonly Move[], { estimates: { plan } }: ScenarioInputs): readonly Move[] {
  const keyed = moves.map((move) => ({ move, key: keyOf(move), block: move.replication.bound.replication.id }));
  keyed.sort((a, b) => {
    if (a.key !== b.key) return a.key < b.key ? -1 : 1;
    return a.block === b.block ? 0 : inPlanOrder(plan, [a.block, b.block])[0] === a.block ? -1 : 1;
  });
  return keyed.map(({ move }) => move);
}

function keyOf({ replication: { bound } }: Move): string {
  return `${bound.workload.workload.name} ${bound.to.name} ${bound.from.name}`;
}

/** What all copies get of their detours, found when it is first asked for. */
class Detours {
  readonly #moves: readonly Move[];
  readonly #inputs: Pick<ScenarioInputs, "constants" | "flows">;
  readonly #lost: Lost;
  #shares: ReadonlyMap<LinkFlow, Sharing> | undefined;

  constructor(moves: readonly Move[], { constants, flows }: ScenarioInputs, lost: Lost) {
    this.#moves = moves;
    this.#inputs = flows ? { constants, flows } : { constants };
    this.#lost = lost;
  }

  #flowOf = memoised((move: Move) =>
    move.detour ? flowOnDetour(move.replication, move.detour, this.#inputs.constants) : undefined,
  );

  #isCrowded: boolean | undefined;

  /** Whether the detours cannot carry all peaks at once. */
  get isCrowded(): boolean {
    const { flows } = this.#inputs;
    this.#isCrowded ??= flows !== undefined && !detoursFit(this.#moved(), flows, this.#lost);
    return this.#isCrowded;
  }

  #moved(): readonly LinkFlow[] {
    return this.#moves.flatMap((move) => this.#flowOf(move) ?? []);
  }

  /** A copy by its detour, with what it gets of that beside those that go there too, and what travels there anyhow. */
  of(move: Move, detour: Route): ReplicationEstimate {
    const { constants, flows } = this.#inputs;
    const flow = this.#flowOf(move);
    if (flow && flows) this.#shares ??= detourShares(this.#moved(), flows, this.#lost);
    return onDetour(move.replication, detour, constants, flow && this.#shares?.get(flow));
  }
}

/** A copy with its figures, which few ask for. */
class DegradedCopy implements Degradation {
  readonly replication: ReplicationEstimate;
  readonly route: Route | undefined;
  readonly stopsWorkload: boolean;
  readonly #move: Move;
  readonly #detours: Detours;
  #found: Figures | undefined;

  constructor(move: Move, detours: Detours) {
    this.replication = move.replication;
    this.route = move.detour;
    this.stopsWorkload = move.stopsWorkload;
    this.#move = move;
    this.#detours = detours;
  }

  get isCrowded(): boolean {
    return this.route !== undefined && this.#detours.isCrowded;
  }

  get rpo(): UncertainDuration {
    return this.#figures().rpo;
  }

  get backlogPerDay(): Uncertain<Bytes> {
    return this.#figures().backlogPerDay;
  }

  get journalLasts(): UncertainDuration | undefined {
    return this.#figures().journalLasts;
  }

  #figures(): Figures {
    if (!this.#found) {
      this.#found = this.route
        ? figuresOn(this.#detours.of(this.#move, this.route))
        : figuresWhenStopped(this.replication);
    }
    return this.#found;
  }
}

type Figures = Pick<Degradation, "rpo" | "backlogPerDay" | "journalLasts">;

function figuresWhenStopped({ demand, journal }: ReplicationEstimate): Figures {
  const growth = demand?.mean ?? exactly(rate(0));
  return {
    rpo: exactDuration(never("no-route")),
    backlogPerDay: { low: ofDay(growth.low), likely: ofDay(growth.likely), high: ofDay(growth.high) },
    journalLasts: journal?.ridesOut(),
  };
}

function figuresOn({ rpo, journal, backlogPerDay }: ReplicationEstimate): Figures {
  return {
    rpo: rpo?.worst ?? UNKNOWN,
    backlogPerDay,
    journalLasts: journal && backlogPerDay.high > 0 ? fills(journal.size, backlogPerDay) : undefined,
  };
}

const UNKNOWN: UncertainDuration = { low: after(0), likely: after(0), high: never("not-known") };

function ofDay(growth: Rate): Bytes {
  return bytes(Math.min(growth * DAY, Number.MAX_VALUE));
}

/** How long a journal takes up what comes in besides what goes out. */
function fills(size: Uncertain<Bytes>, perDay: Uncertain<Bytes>): UncertainDuration {
  const time = (space: Bytes, growth: Bytes): Duration =>
    growth > 0 ? after((space / growth) * DAY) : never("journal-overflow");
  return {
    low: time(size.low, perDay.high),
    likely: time(size.likely, perDay.likely),
    high: time(size.high, perDay.low),
  };
}
