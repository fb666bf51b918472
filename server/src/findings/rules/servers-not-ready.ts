import type { Constants } from "../../model/constants.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDuration, formatNumber } from "../../quantity/format-quantity.ts";
import { relaxMissFix } from "../fixes/relax-objective-fix.ts";
import { warmStandbyFix } from "../fixes/warm-standby-fix.ts";
import { type MissedOutcome, worstMiss } from "../missed-outcome.ts";
import { otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { serversNeededAt, waitsForServers } from "../servers-needed.ts";
import { showLikely, showTime } from "../show.ts";

interface NotReady {
  readonly missed: MissedOutcome;
  readonly constants: Constants;
}

export const serversNotReady = defineRule<NotReady>({
  code: "servers-not-ready",
  severity: "error",
  summary: "An RTO of days needs servers that stand ready, not servers that are bought after the disaster.",
  why: "Who buys after the disaster waits for delivery, usually for weeks and together with everybody else who was hit, and then sets servers up one after the other. A provider refused to promise 800 servers within 48 hours: that would be 16.7 an hour, a good crew sets up two. What has to be back within days needs capacity that is there.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: 800 servers in 48 hours were refused; procurement after the disaster breaks an RTO of 24 to 48 hours",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby none; provision-lead 6 w; provision-rate 2/h }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
tier silver { rpo 48 h; rto 48 h }
workload office { site york; tier <|silver|>; count 800; data 5 GB; change 2 kB/s; vms 1 }
backup nightly of office to leeds { every 1 d; keep 30 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby warm; hosts 40; vms-per-host 20 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
tier silver { rpo 48 h; rto 48 h }
workload office { site york; tier silver; count 800; data 5 GB; change 2 kB/s; vms 1 }
backup nightly of office to leeds { every 1 d; keep 30 d; immutable yes }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    if (lookUp(plan, name) !== declaration) return;
    const missed = worstMiss(
      estimates,
      name,
      "rto",
      (outcome) => outcome.expect.rto === undefined && waitsForServers(outcome),
    );
    const place = missed?.outcome.chosen?.place;
    if (!missed || !place) return;
    const { spans } = declaration.document;
    yield {
      at: spans.at("/tier") ?? spans.header,
      severity: missed.verdict === "missed" ? "error" : "warning",
      facts: { missed, constants: estimates.constants },
      related: [{ declaration: place.id, pointer: "/standby", message: "No servers stand ready here" }],
    };
  },

  message({ missed, constants }) {
    const { estimate, outcome, objective, reached, others } = missed;
    const { name } = outcome.workload.workload;
    const place = outcome.chosen?.place;
    const lead = place?.provisionLead ?? constants["provision-lead"].value;
    const rate = (place?.provisionRate ?? constants["provision-rate"].value).likely * HOUR;
    const servers = serversNeededAt(estimate, place?.name ?? "");
    const wanted = (servers / objective) * HOUR;
    const setUp =
      objective > 0 && wanted > rate
        ? `, and ${servers} servers within ${formatDuration(objective)} are ${formatNumber(wanted)} an hour, where ${formatNumber(rate)} can be set up`
        : "";
    return `'${name}' is to be back within ${formatDuration(objective)} at '${place?.name ?? ""}', where no servers stand ready (in '${estimate.scenario.name}'${otherScenarios(others)}): procurement alone takes ${showTime(lead)}${setUp}, so it is back after ${showLikely(reached)}.`;
  },

  fixes: ({ missed }, context) => [
    ...warmStandbyFix(missed, context),
    ...relaxMissFix(missed, missed.outcome.by === "corruption" ? "corruption-rto" : "rto", context),
  ],
});

/** Seconds. */
const HOUR = 3600;
