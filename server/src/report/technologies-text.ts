import type { Limit, Technology } from "../catalogue/technology.ts";
import { formatDuration } from "../quantity/format-quantity.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { textTable } from "./text-table.ts";

/** Technologies for a terminal: what a plan writes, the product, what it can do, and its published limits. */
export function technologiesText(technologies: readonly Technology[], paint: Paint): string {
  return textTable(
    technologies,
    [
      { title: "using", cell: ({ id }) => id, look: (_, text) => paint.strong(text) },
      { title: "product", cell: ({ vendor, product }) => printable(withVendor(vendor, product)) },
      { title: "modes", cell: ({ modes }) => modes.join(", ") },
      { title: "limits", cell: (technology) => printable(limitsOf(technology).join("; ")) },
      { title: "known", cell: ({ citation }) => (citation.verified ? "" : "unverified") },
    ],
    paint,
  );
}

function withVendor(vendor: string | undefined, product: string): string {
  return vendor === undefined || product.startsWith(vendor) ? product : `${vendor} ${product}`;
}

function limitsOf(technology: Technology): readonly string[] {
  const { maxRtt, maxDistance, minBandwidth, maxChange, interval, ownLag } = technology;
  const shortest = interval?.shortest;
  return [
    ...limit("RTT", "≤", maxRtt),
    ...limit("distance", "≤", maxDistance),
    ...limit("line", "≥", minBandwidth),
    ...limit("change", "≤", maxChange),
    ...(shortest === undefined ? [] : [`every ≥ ${formatDuration(shortest)}`]),
    ...(ownLag ? [`lag ${ownLag.text}`] : []),
  ];
}

/** In brackets what is typical only; nothing is judged by it. */
function limit(what: string, sign: "≤" | "≥", published: Limit<number> | undefined): readonly string[] {
  if (!published) return [];
  const { text, exclusive, advisory } = published;
  const shown = `${what} ${exclusive ? (sign === "≤" ? "<" : ">") : sign} ${text}`;
  return [advisory ? `(${shown})` : shown];
}
