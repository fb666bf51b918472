import type { CommandFailure } from "./command-failure.ts";
import type { Host } from "./host.ts";

/** Says on the standard error what could not be read; true when there was something. */
export function reportFailures(
  { failures }: { readonly failures: readonly Pick<CommandFailure, "place" | "message">[] },
  host: Pick<Host, "err">,
): boolean {
  for (const { place, message } of failures) host.err(`drplan: ${place}: ${message}\n`);
  return failures.length > 0;
}
