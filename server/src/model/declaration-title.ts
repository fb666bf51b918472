import type { Declaration } from "./declaration.ts";

/**
 * What people call a block, and by what it is known in another version of the plan: `link wan`, `replicate orders to dublin`,
 * `runbook for fire`. Several blocks may be called the same, such as two `assume` blocks.
 */
export function declarationTitle({ document: { kind, value }, name }: Declaration): string {
  if (name !== undefined) return `${kind} ${name}`;
  switch (kind) {
    case "replicate":
      return `replicate ${copyWords((value.workloads ?? []).join(", "), value)}`;
    case "migrate":
      return `migrate ${copyWords(value.workload ?? "", value)}`;
    case "runbook":
      return value.for ? `runbook for ${value.for.join(", ")}` : "runbook";
    case "drill":
      return ["drill", value.date, value.scenario].filter((part) => part !== undefined).join(" ");
    case "import":
      return `import ${value.file ?? ""}`;
    default:
      return kind;
  }
}

function copyWords(what: string, { from, to }: { readonly from?: string; readonly to?: string }): string {
  const source = from === undefined ? "" : ` from ${from}`;
  return `${what}${source}${to === undefined ? "" : ` to ${to}`}`;
}
