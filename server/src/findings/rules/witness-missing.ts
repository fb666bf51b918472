import type { Verdict } from "../../estimate/kernel/within-limit.ts";
import { witnessVerdict } from "../../estimate/witness.ts";
import type { BoundReplication } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

interface NoWitness {
  readonly bound: BoundReplication;
  readonly verdict: Verdict;
}

export const witnessMissing = defineRule<NoWitness>({
  code: "witness-missing",
  severity: "error",
  summary: "Automatic failover of a synchronous copy needs a witness at a third site.",
  why: "When the line between two sites is lost, each sees the other as dead. Without a third opinion both would run on (split brain) or none. The witness must be outside both sites, reachable from each over links that share nothing, and near enough for the product.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
tier gold { rpo 0 s; rto 4 h }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode sync; failover <|automatic|>; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33; role witness }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
link one york <-> hull { bandwidth 100 Mbps }
link two leeds <-> hull { bandwidth 100 Mbps }
tier gold { rpo 0 s; rto 4 h }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode sync; failover automatic; witness hull; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { estimates }) {
    const [first] = estimates.replications(declaration);
    const verdict = first && witnessVerdict(estimates.network, first.bound);
    if (!first || verdict === undefined || verdict === "met" || !isKind(declaration, "replicate")) return;
    const { value, spans } = declaration.document;
    // One that is named but nowhere declared is told as that.
    if (value.witness !== undefined && !first.bound.witness) return;
    const at = spans.at("/witness") ?? spans.at("/failover") ?? spans.header;
    yield { at, severity: verdict === "missed" ? "error" : "warning", facts: { bound: first.bound, verdict } };
  },

  message({ bound: { from, to, witness }, verdict }) {
    const sites = `'${from.name}' and '${to.name}'`;
    if (!witness)
      return `Automatic failover between ${sites} has no witness, so it cannot tell a lost site from a lost line.`;
    if (witness === from || witness === to)
      return `The witness is at '${witness.name}', one of the two sites that it has to judge.`;
    if (verdict === "at-risk") return `The witness at '${witness.name}' may be too far away for the product.`;
    return `The witness at '${witness.name}' cannot judge: ${sites} must each reach it over links that share nothing, within the product's round trip.`;
  },

  fixes: (_facts, { declaration }) => [
    {
      edits: replaceValue(declaration, "/failover", "manual"),
      title: () => "Fail over by hand (a decision and its time are then part of the RTO)",
    },
  ],
});
