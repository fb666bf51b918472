import type { Estimates } from "../estimate/estimates.ts";
import type { MigrationEstimate } from "../estimate/migration-estimate.ts";
import type { MigrationCheck } from "../estimate/migration-limits.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { formatDistance, formatRate } from "../quantity/format-quantity.ts";
import { productName } from "./product-name.ts";
import type { Violation } from "./rule.ts";
import { showTime } from "./show.ts";

/** What keeps a migration from working. */
export interface MigrationFault {
  readonly kind: "migration";
  readonly estimate: MigrationEstimate;
  /** The limit of the product that is not kept; absent where it is something else. */
  readonly check: MigrationCheck | undefined;
}

/** The faults of a migration that its estimate leaves to the rule of this code: one for each limit that is not kept. */
export function* migrationFaults(
  declaration: Declaration,
  estimates: Estimates,
  code: string,
): Iterable<Violation<MigrationFault>> {
  const estimate = isKind(declaration, "migrate") ? estimates.migration(declaration) : undefined;
  if (!estimate?.reasons.includes(code)) return;
  const { spans } = declaration.document;
  const broken = estimate.product.filter(({ verdict, reason }) => verdict !== "met" && reason === code);
  for (const check of broken) {
    yield {
      at: spans.at("/using") ?? spans.at("/method") ?? spans.header,
      severity: check.verdict === "missed" ? "error" : "warning",
      facts: { kind: "migration", estimate, check },
    };
  }
  // One reason is enough: what is too far, or goes over too narrow a line, is not told again for its slowness.
  if (broken.length > 0 || (code === "live-migration-infeasible" && estimate.reasons.includes("link-too-small")))
    return;
  yield {
    at: spans.at(code === "window-too-short" ? "/window" : "/method") ?? spans.header,
    severity: estimate.verdict === "missed" ? "error" : "warning",
    facts: { kind: "migration", estimate, check: undefined },
  };
}

/** A limit of the product in words. */
export function limitMessage({ estimate, check }: MigrationFault): string {
  const { bound } = estimate;
  const { name } = bound.workload.workload;
  if (!check) {
    const offered = (estimate.use?.modes ?? []).map((mode) => `'${mode}'`).join(", ");
    return `${productName(bound.technology, "The product")} offers ${offered}, not '${bound.migration.method ?? ""}'.`;
  }
  const product = productName(check.technology, "The product");
  const is = check.verdict === "missed" ? "is" : "may be more:";
  const way = `from '${bound.from.name}' to '${bound.to.name}'`;
  switch (check.kind) {
    case "rtt":
      if (!bound.technology && check.verdict === "at-risk")
        return `Only ${product} moves '${name}' live so far: it allows a round trip of ${check.limit.text}, ${way} it is ${showTime(check.value as never)}, and earlier ones allow less. Say with 'using' what moves it.`;
      return `'${name}' cannot move live so far: ${product} allows a round trip of ${check.limit.text}, ${way} it ${is} ${showTime(check.value as never)}.`;
    case "distance":
      return `'${name}' cannot move live so far: ${product} allows ${check.limit.text}, ${way} the route ${is} ≈ ${formatDistance(check.value.likely)}.`;
    case "bandwidth": {
      const least = check.required?.likely ?? check.limit.value.likely;
      const { concurrent } = bound.migration;
      const moves = concurrent > 1 ? ` for ${concurrent} moves at the same time` : "";
      return `${product} requires a line of ${formatRate(least, "bits")}${moves}, the narrowest ${way} has ${formatRate(check.value.likely, "bits")}.`;
    }
  }
}

/** What a line does not carry of it. */
export function lineMessage(fault: MigrationFault): string {
  if (fault.check) return limitMessage(fault);
  const { bound, verdict } = fault.estimate;
  const ends = verdict === "missed" ? "never ends" : "may never end";
  return `The move of '${bound.workload.workload.name}' to '${bound.to.name}' ${ends}: other traffic leaves it nothing of the line.`;
}
