import type { Host } from "./host.ts";
import type { LoadedPlans } from "./load-plans.ts";

/** Says on the standard error what could not be read; true when there was something. */
export function reportFailures({ failures }: LoadedPlans, host: Host): boolean {
  for (const { place, message } of failures) host.err(`drplan: ${place}: ${message}\n`);
  return failures.length > 0;
}
