import { cell, codeSpan, paragraphs } from "../base/markdown.ts";
import type { Citation, Limit, Stated, Technology } from "../catalogue/technology.ts";
import { formatDuration } from "../quantity/format-quantity.ts";

/** A product with the limits that its maker publishes, and where each comes from. */
export function technologyMarkdown(technology: Technology): string {
  const { id, product, vendor, class: kind, modes, note, citation, origin } = technology;
  const facts = [vendor, kind, modes.join(", ")].filter((fact) => fact !== undefined && fact !== "");
  return paragraphs(
    [`**${product}**`, ...facts].join(" · "),
    limitsTable(limitsOf(technology)),
    note,
    `*${codeSpan(id)} · ${origin === "plan" ? "declared in this plan · " : ""}${citationText(citation)}*`,
  );
}

/** The last column stands only where a limit has another source than the whole entry. */
function limitsTable(rows: readonly Row[]): string {
  if (rows.length === 0) return "No limits are published.";
  const named = rows.some(([, , source]) => source !== "");
  const line = (cells: readonly string[]) => `| ${(named ? cells : cells.slice(0, 2)).map(cell).join(" | ")} |`;
  return [line(["limit", "figure", "source"]), named ? "|:--|:--|:--|" : "|:--|:--|", ...rows.map(line)].join("\n");
}

type Row = readonly [name: string, figure: string, source: string];

function limitsOf(technology: Technology): readonly Row[] {
  const rows: Row[] = [];
  const add = (name: string, limit: Limit<number> | undefined, at = "") => {
    if (limit) rows.push([name, figureOf(limit) + at, sourceOf(limit, technology)]);
  };
  add("longest round trip", technology.maxRtt);
  add("longest distance", technology.maxDistance);
  add("least bandwidth", technology.minBandwidth);
  add("fastest change", technology.maxChange);
  for (const limit of technology.witnessMaxRtt) {
    const { upToHosts } = limit;
    add(
      "round trip to the witness",
      limit,
      upToHosts === undefined ? "" : ` (up to ${upToHosts} ${upToHosts === 1 ? "host" : "hosts"} a site)`,
    );
  }
  add("bandwidth to the witness", technology.witnessMinBandwidth);
  const { interval, history } = technology;
  if (interval?.text !== undefined) rows.push(["interval", interval.text, sourceOf(interval, technology)]);
  add("own lag", technology.ownLag);
  add("round trips per write", technology.roundTrips);
  add("added to each write", technology.writeOverhead);
  add("time to promote a copy", technology.promote);
  if (history) rows.push(["earlier points in time", historyText(history), sourceOf(history, technology)]);
  addStated(rows, "same array at both ends", technology.sameArray, (same) => (same ? "yes" : "no"), technology);
  addStated(
    rows,
    "a write waits for",
    technology.waitsForAll,
    (all) => (all ? "all members" : "a majority"),
    technology,
  );
  addStated(rows, "when the link is lost", technology.onLinkLoss, (does) => `writes ${does}`, technology);
  return rows;
}

function addStated<T>(
  rows: Row[],
  name: string,
  stated: Stated<T> | undefined,
  show: (value: T) => string,
  technology: Technology,
): void {
  if (stated) rows.push([name, show(stated.value), sourceOf(stated, technology)]);
}

function figureOf({ text, exclusive, advisory, per }: Limit<number>): string {
  const scope = per === undefined ? "" : ` per ${per === "1000-components" ? "1000 components" : per}`;
  return `${exclusive ? "below " : ""}${text}${scope}${advisory ? " (typical)" : ""}`;
}

function historyText({ value, keep, every }: NonNullable<Technology["history"]>): string {
  if (!value) return "none";
  const far = keep === undefined ? "yes" : `up to ${formatDuration(keep)}`;
  return every === undefined ? far : `${far}, every ${formatDuration(every)} at least`;
}

/** The source where it is another than that of the whole entry; what is not verified says so. */
function sourceOf(stated: { readonly citation: Citation; readonly note?: string }, { citation }: Technology): string {
  const own = stated.citation;
  const same = own.source === citation.source && own.mark === citation.mark;
  const parts = [same ? undefined : citationText(own), stated.note];
  return parts.filter((part) => part !== undefined).join("; ");
}

function citationText({ source, year, verified }: Citation): string {
  const from = [source, year].filter((part) => part !== undefined).join(", ");
  const mark = verified ? "" : "unverified: professional knowledge, check with the vendor";
  return [from, mark].filter((part) => part !== "").join(" · ") || "source not named";
}
