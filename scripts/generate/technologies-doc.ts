import {
  type Citation,
  type HistoryOffer,
  type IntervalLimit,
  type Limit,
  type Stated,
  TECHNOLOGY_CLASSES,
  type Technology,
  type TechnologyClass,
} from "../../server/src/catalogue/technology.ts";
import { formatDuration } from "../../server/src/quantity/format-quantity.ts";

const TITLES: Readonly<Record<TechnologyClass, string>> = {
  array: "Arrays",
  hypervisor: "Hypervisors",
  host: "Hosts",
  database: "Databases",
  filesystem: "File systems",
  object: "Object storage",
  messaging: "Messaging",
  appliance: "Appliances",
};

const INTRODUCTION = `# Technologies

What a plan may name with \`using\`, and what is known about it. This page is generated from \`server/catalogue/technologies\`.

The mark says how a figure is known: **S** read in the source named, **D** arithmetic from such a source; **M-h**, **M-m**
and **M-l** professional knowledge with high, medium, and low or no stated confidence. Figures with an M mark are unverified:
findings and estimates that rest on one say so. A plan overrides any figure in a \`technology\` block of its own, which may
be \`based-on\` one of these.

A range of limits means that the limit depends on what its note names: inside the range the result is at risk. A limit
"below" a figure excludes the figure itself. A limit in brackets is typical or follows from another: it is shown, but nothing
is judged by it. Where no limit stands, none is published, or none is known. A version in an id may be written with hyphens
as well: \`vmotion-5-0\`.
`;

/** The page `docs/technologies.md`: one table for each class. */
export function technologiesDoc(technologies: readonly Technology[]): string {
  const sections = TECHNOLOGY_CLASSES.map((name) => {
    const members = technologies.filter((one) => one.class === name);
    return [`## ${TITLES[name]}`, "", row(HEADINGS), row(HEADINGS.map(() => "---")), ...members.map(rowOf)].join("\n");
  });
  return `${[INTRODUCTION.trimEnd(), ...sections].join("\n\n")}\n`;
}

const HEADINGS = ["id", "product", "modes", "limits", "notes", "mark and source"];

function rowOf(one: Technology): string {
  const product = one.vendor ? `${one.vendor} ${one.product}` : one.product;
  const limits = factsOf(one).map(({ text, stated }) => `${text}${markOf(stated, one)}`);
  const notes = [one.note, ...factsOf(one).map(({ name, stated }) => stated.note && `${name}: ${stated.note}`)];
  return row([
    `\`${one.id}\``,
    product,
    one.modes.join(", "),
    limits.join("; ") || "none published",
    notes.filter((note) => note !== undefined).join(" "),
    citationsOf(one).join("; "),
  ]);
}

interface Fact {
  readonly name: string;
  readonly text: string;
  readonly stated: Pick<Stated<unknown>, "citation" | "note">;
}

function factsOf(one: Technology): readonly Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, stated: Fact["stated"] | undefined, text: string): void => {
    if (stated) facts.push({ name, text, stated });
  };
  const limit = (name: string, found: Limit<number> | undefined, most = ""): void =>
    add(name, found, found ? limitText(name, found, most) : "");
  limit("RTT", one.maxRtt, "up to ");
  limit("distance", one.maxDistance, "up to ");
  limit("bandwidth", one.minBandwidth, "from ");
  limit("change", one.maxChange, "up to ");
  for (const found of one.witnessMaxRtt) limit(witnessName(found.upToHosts), found, "up to ");
  limit("witness bandwidth", one.witnessMinBandwidth, "from ");
  add("interval", one.interval, one.interval ? intervalText(one.interval, one.settingIsAge) : "");
  limit("own lag", one.ownLag);
  limit("round trips per write", one.roundTrips);
  limit("added to each write", one.writeOverhead);
  limit("promoted in", one.promote);
  if (one.waitsForAll?.value) add("quorum", one.waitsForAll, "writes wait for all members");
  if (one.history?.value) add("history", one.history, `keeps points in time${historyText(one.history)}`);
  if (one.sameArray?.value) add("arrays", one.sameArray, "same make of array at both sites");
  if (one.onLinkLoss) add("link loss", one.onLinkLoss, `writes ${one.onLinkLoss.value} when the partner is lost`);
  return facts;
}

function witnessName(hosts: number | undefined): string {
  if (hosts === undefined) return "RTT to the witness";
  return `RTT to the witness with up to ${hosts} ${hosts === 1 ? "host" : "hosts"} per site`;
}

function limitText(name: string, { text, exclusive, advisory, per }: Limit<number>, most: string): string {
  const counted = per ? ` per ${per.replace("1000-components", "1000 components")}` : "";
  const bound = exclusive ? "below " : text.includes("..") ? "" : most;
  const whole = `${name} ${bound}${text}${counted}`;
  return advisory ? `(${whole})` : whole;
}

function intervalText({ text, longest, usual }: IntervalLimit, isAge: boolean): string {
  const bounds = text === undefined ? [] : [`${longest === undefined ? "from " : ""}${text}`];
  const usually = usual === undefined ? [] : [`usually ${formatDuration(usual)}`];
  return `${isAge ? "age set" : "interval"} ${[...bounds, ...usually].join(", ")}`;
}

function historyText({ keep, every }: HistoryOffer): string {
  const back = keep === undefined ? "" : `, up to ${formatDuration(keep)} back`;
  return every === undefined ? back : `${back}, ${formatDuration(every)} apart or more`;
}

/** The mark of a figure whose citation is not the entry's. */
function markOf(stated: Fact["stated"], one: Technology): string {
  return sameCitation(stated.citation, one.citation) ? "" : ` [${stated.citation.mark}]`;
}

function citationsOf(one: Technology): readonly string[] {
  const texts = [one.citation, ...factsOf(one).map(({ stated }) => stated.citation)].map(citationText);
  // A mark alone says nothing more once it stands beside its figure.
  return texts.filter((text, index) => texts.indexOf(text) === index && (index === 0 || text.includes(":")));
}

function citationText({ mark, source, year }: Citation): string {
  const told = source === undefined ? "" : `: ${source}`;
  return `${mark}${told}${year === undefined ? "" : ` (${year})`}`;
}

function sameCitation(a: Citation, b: Citation): boolean {
  return citationText(a) === citationText(b);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
