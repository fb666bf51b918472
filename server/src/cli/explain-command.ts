import type { Analysis } from "../analysis.ts";
import type { Derivation } from "../estimate/explain/derivation.ts";
import { explainLink } from "../estimate/explain/explain-link.ts";
import { explainReplication } from "../estimate/explain/explain-replication.ts";
import { lookUp } from "../model/plan.ts";
import { derivationsText } from "../report/derivations-text.ts";
import { paintWith } from "../report/paint.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import { loadPlans } from "./load-plans.ts";
import { reportFailures } from "./report-failures.ts";

/** Prints how the figures of a link, or of a workload's replications, came about. */
export async function explainCommand(name: string, files: readonly string[], host: Host): Promise<ExitCode> {
  const loaded = await loadPlans(files, host);
  const derivations = loaded.plans.flatMap((analysis) => derivationsOf(name, analysis));
  if (derivations.length > 0) host.out(derivationsText(derivations, paintWith(host.colours)));
  if (reportFailures(loaded, host)) return 2;
  if (derivations.length === 0) throw new CommandFailure(name, whyNothing(name, loaded.plans));
  return 0;
}

function derivationsOf(name: string, { plan, estimates }: Analysis): readonly Derivation[] {
  const link = estimates.link(lookUp(plan, name));
  if (link) return explainLink(link, estimates);
  return estimates.copiesOf(name).flatMap((copy) => explainReplication(copy, estimates));
}

function whyNothing(name: string, plans: readonly Analysis[]): string {
  const kind = plans.map(({ plan }) => lookUp(plan, name)?.document.kind).find((found) => found !== undefined);
  if (kind === undefined) return "the plan declares no such name";
  if (kind === "link") return "this link cannot be estimated: give its sites locations, or the link a distance or rtt";
  if (kind === "workload") return "nothing is estimated of this workload: no replication copies it";
  return `a ${kind} has no figures of its own; name a link or a workload`;
}
