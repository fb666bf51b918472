import { type BoundReplication, bindReplications } from "../../model/bind.ts";
import { lookUp } from "../../model/plan.ts";
import { productName } from "../product-name.ts";
import { defineRule } from "../rule.ts";

interface Differ {
  readonly bound: BoundReplication;
  /** Makers of both sides, where both are known; else the names do not tell. */
  readonly makers: readonly [string, string] | undefined;
}

/** Makers of storage by the families that their arrays' names start with or hold. Common knowledge of the trade. */
const MAKERS: readonly (readonly [string, RegExp])[] = [
  ["Dell EMC", /\b(dell|emc|vmax|powermax|symmetrix|dmx|powerstore|unity|vnx|clariion|xtremio|isilon|powerscale)/i],
  ["NetApp", /\b(netapp|ontap|fas|aff|asa)\b/i],
  ["HPE", /\b(hpe?|3par|primera|alletra|nimble|eva)\b/i],
  ["Hitachi", /\b(hitachi|hds|vsp|usp|hus)\b/i],
  ["IBM", /\b(ibm|ds8\w*|storwize|flashsystem|svc|xiv)\b/i],
  ["Pure Storage", /\b(pure|flasharray|flashblade)\b/i],
  ["Fujitsu", /\b(fujitsu|eternus)\b/i],
  ["Huawei", /\b(huawei|oceanstor|dorado)\b/i],
];

export const arraysDiffer = defineRule<Differ>({
  code: "arrays-differ",
  severity: "error",
  summary: "An array's own replication needs arrays of one make at both sites.",
  why: "Arrays replicate to their like: the protocol is the maker's own, and the maker supports named pairs of models only. Between different makes it takes replication above the arrays, by the host, the hypervisor or the database, or an appliance before them.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: array-based replication needs like arrays, host-based may cross brands",
    "docs/technologies.md: which products need the same kind of array",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08; array "VMAX 250F" }
site leeds { location 53.80, -1.55; array "NetApp FAS8200" }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; using <|srdf-a|>; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08; array "VMAX 250F" }
site leeds { location 53.80, -1.55; array "PowerMax 2000" }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; using srdf-a; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    const [bound] = bindReplications(plan, declaration);
    if (!bound?.technology?.sameArray?.value) return;
    const [here, there] = [bound.from.arrays, bound.to.arrays];
    if (here.length === 0 || there.length === 0 || here.some((one) => there.some((other) => mayPair(one, other))))
      return;
    const [own] = here.flatMap(makerOf);
    const [other] = there.flatMap(makerOf);
    yield {
      at: spans.at("/using") ?? spans.header,
      severity: own && other ? "error" : "warning",
      facts: { bound, makers: own && other ? [own, other] : undefined },
      related: [bound.from, bound.to].flatMap(({ name }) => {
        const site = lookUp(plan, name);
        return site ? [{ declaration: site.id, pointer: "/array", message: `The arrays of '${name}'` }] : [];
      }),
    };
  },

  message({ bound: { technology, from, to }, makers }) {
    const [one, other] = [from, to].map(({ name, arrays }) => `'${name}' has ${arrays.join(", ")}`);
    const differ = makers ? `${makers[0]} does not replicate to ${makers[1]}` : "their names tell no common make";
    return `${productName(technology)} needs the same kind of array at both sites: ${one}, ${other}; ${differ}.`;
  },
});

/** Whether two arrays are or may be of one make: the makers are known and the same, or their names share a word. */
function mayPair(one: string, other: string): boolean {
  const [a] = makerOf(one);
  const [b] = makerOf(other);
  if (a && b) return a === b;
  const words = wordsOf(other);
  return wordsOf(one).some((word) => words.includes(word));
}

function makerOf(array: string): readonly string[] {
  return MAKERS.filter(([, pattern]) => pattern.test(array)).map(([maker]) => maker);
}

/** Words of two letters and more: a single letter or number tells one array of a kind from another. */
function wordsOf(array: string): readonly string[] {
  return array.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}
