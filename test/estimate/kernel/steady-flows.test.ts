import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowNetwork } from "../../../server/src/estimate/kernel/flow-network.ts";
import { type FlowSystem, flowSystem } from "../../../server/src/estimate/kernel/flow-system.ts";
import { flowWeek } from "../../../server/src/estimate/kernel/flow-week.ts";
import { type SteadyFlows, steadyFlows } from "../../../server/src/estimate/kernel/steady-flows.ts";
import { profileMax } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { flowNetwork } from "../reference/flow-network.ts";
import { networks } from "../reference/random-network.ts";

const WEEK = 604_800;

/** Any network in which every flow sends something, from nearly idle to hopeless. */
const sending = networks({ min: 0.3, max: 1.4 }, { links: 4, flows: 10 })
  .map(flowNetwork)
  .map((network) => ({ ...network, flows: network.flows.filter(({ demand }) => profileMax(demand) > 0) }));

/** What every flow sends, and what every link carries, at an instant in the middle between two events. */
interface Instant {
  readonly arriving: readonly number[];
  readonly waiting: readonly boolean[];
  readonly sent: readonly number[];
  readonly capacities: readonly number[];
  readonly caps: readonly number[];
}

function instants(system: FlowSystem, { week }: SteadyFlows): readonly Instant[] {
  const { times, targets, values } = system.changes;
  const cuts = [...times, ...week.waits.flat(), ...week.levels.flatMap((log) => log.times), WEEK];
  const events = [...new Set(cuts)].sort((a, b) => a - b);
  const held = new Float64Array(system.means.length);
  let next = 0;
  return events.slice(1).map((end, i) => {
    const middle = ((events[i] ?? 0) + end) / 2;
    for (; next < times.length && (times[next] ?? 0) < middle; next++) held[targets[next] ?? 0] = values[next] ?? 0;
    const arriving = [...held.subarray(0, system.flows)];
    const waiting = arriving.map((_, flow) => (week.waits[flow] ?? []).filter((at) => at < middle).length % 2 === 1);
    const levels = week.levels.map((log) => log.levels[log.times.findLastIndex((at) => at < middle)] ?? 0);
    const groupOf = arriving.map((_, flow) => system.groups.findIndex(({ members }) => members.includes(flow)));
    return {
      arriving,
      waiting,
      sent: arriving.map((rate, flow) => (waiting[flow] ? (levels[groupOf[flow] ?? 0] ?? 0) : rate)),
      capacities: [...held.subarray(system.flows, system.flows + system.links)],
      caps: groupOf.map((group) => {
        const position = system.limited.indexOf(group);
        return position < 0 ? Number.MAX_VALUE : (held[system.flows + system.links + 2 * position] ?? 0);
      }),
    };
  });
}

function usedOf(network: FlowNetwork, link: number, sent: readonly number[], most = Number.MAX_VALUE): number {
  return network.flows.reduce((sum, { links, loads, priority }, flow) => {
    const hop = links.indexOf(link);
    return hop < 0 || priority > most ? sum : sum + (sent[flow] ?? 0) * (loads?.[hop] ?? 1);
  }, 0);
}

describe("at every instant", { timeout: 60_000 }, () => {
  const NEARLY = 1e-9;

  it("no link carries more than its capacity, and no flow more than its cap", () => {
    fc.assert(
      fc.property(sending, (network) => {
        const system = flowSystem(network);
        for (const { sent, capacities, caps } of instants(system, steadyFlows(system))) {
          capacities.forEach((capacity, link) => {
            expect(usedOf(network, link, sent)).toBeLessThanOrEqual(capacity + NEARLY);
          });
          sent.forEach((rate, flow) => {
            expect(rate).toBeLessThanOrEqual((caps[flow] ?? 0) + NEARLY);
          });
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("a flow waits only at its cap or at a full link on which no flow of its priority gets more, nor of a lower one anything", () => {
    let bottlenecks = 0;
    fc.assert(
      fc.property(sending, (network) => {
        const system = flowSystem(network);
        for (const { waiting, sent, capacities, caps } of instants(system, steadyFlows(system))) {
          network.flows.forEach(({ links, priority }, flow) => {
            const own = sent[flow] ?? 0;
            if (!waiting[flow] || own >= (caps[flow] ?? 0) - NEARLY) return;
            const held = links.some((link) => {
              const full = usedOf(network, link, sent, priority) >= (capacities[link] ?? 0) - NEARLY;
              const mates = network.flows.map((other, i) => {
                return other.links.includes(link) && other.priority === priority ? (sent[i] ?? 0) : 0;
              });
              return full && Math.max(...mates) <= own + NEARLY;
            });
            expect(held).toBe(true);
            bottlenecks++;
          });
        }
      }),
      { seed: 5, numRuns: 60 },
    );
    expect(bottlenecks).toBeGreaterThan(1000);
  });
});

describe("in the long run", { timeout: 60_000 }, () => {
  it("comes to what many weeks from an empty start come to", () => {
    let growing = 0;
    fc.assert(
      fc.property(sending, (network) => {
        const system = flowSystem(network);
        const { start, growth } = steadyFlows(system);
        let before: Float64Array = new Float64Array(system.flows);
        let backlog = before;
        for (let week = 0; week < 200; week++) {
          before = backlog;
          backlog = flowWeek(system, before).backlog;
        }
        growth.forEach((gain, flow) => {
          const volume = (system.means[flow] ?? 0) * WEEK;
          const gained = (backlog[flow] ?? 0) - (before[flow] ?? 0);
          expect(Math.abs((gain ?? 0) - gained)).toBeLessThanOrEqual(1e-5 * volume);
          if (gain === undefined) {
            expect(Math.abs((start[flow] ?? 0) - (backlog[flow] ?? 0))).toBeLessThanOrEqual(1e-5 * volume);
          } else growing++;
        });
      }),
      { seed: 8, numRuns: 40 },
    );
    expect(growing).toBeGreaterThan(20);
  });
});
