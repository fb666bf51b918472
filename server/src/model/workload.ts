import { type Bytes, type Rate, type Ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readWindowedRates, type WindowedRate } from "./link.ts";
import { type Money, readMoney } from "./money.ts";
import { readChange, readDuration, readRate, readRatio, readSize } from "./read-quantity.ts";

/** What must be recovered as a whole, as declared. Data and change are per copy where `count` says that there are several. */
export interface Workload {
  readonly id: number;
  readonly name: string;
  readonly label: string | undefined;
  readonly site: string | undefined;
  readonly tier: string | undefined;
  readonly kind: WorkloadKind | undefined;
  readonly data: Uncertain<Bytes> | undefined;
  /** In the order written: the last that holds at an instant counts. */
  readonly change: readonly WindowedRate[];
  /** Mean rates of distinct bytes, by the length of the window. */
  readonly unique: readonly UniqueRate[];
  readonly burst: Uncertain<Ratio> | undefined;
  readonly writeSize: Uncertain<Bytes> | undefined;
  /** Memory of its virtual machines, which a live migration copies. */
  readonly memory: Uncertain<Bytes> | undefined;
  /** How fast its memory changes while it runs. */
  readonly dirtyRate: Uncertain<Rate> | undefined;
  /** Virtual machines of one copy; absent: it needs no boot and no hosts. */
  readonly vms: number | undefined;
  /** Names of the workloads that must be up before this one starts. */
  readonly needs: readonly string[];
  readonly start: Uncertain<Seconds>;
  readonly verify: Uncertain<Seconds>;
  readonly rawLuns: boolean;
  readonly consistency: "crash" | "application";
  /** Identical copies of it; `data`, `change`, `vms` and costs are per copy. */
  readonly count: number;
  /** How users reach it after it moved; absent: without delay. */
  readonly redirect: Redirect | undefined;
  /** Names of the sites where it may be recovered, in order of preference; empty: where its copies are. */
  readonly recoverAt: readonly string[];
  /** Money per second of outage; the currency as written. */
  readonly outageCost: Money | undefined;
  /** Money per second of lost data. */
  readonly lossCost: Money | undefined;
}

export interface Redirect {
  readonly method: "dns" | "bgp" | "anycast" | "load-balancer" | "layer2" | "manual";
  /** Declared; absent: by the method's constant, or 0. */
  readonly takes: Uncertain<Seconds> | undefined;
}

/** The mean rate at which distinct bytes are rewritten in any window of that length. */
export interface UniqueRate {
  readonly value: Uncertain<Rate>;
  readonly per: Seconds;
}

export type WorkloadKind = NonNullable<DeclarationOf<"workload">["document"]["value"]["kind"]>;

export function readWorkload({ id, document }: DeclarationOf<"workload">): Workload {
  const { value } = document;
  const data = readSize(value.data);
  return {
    id,
    name: value.name ?? "",
    label: value.label,
    site: value.site,
    tier: value.tier,
    kind: value.kind,
    data,
    change: readWindowedRates(value.change, (text) => readChange(text, data)),
    unique: (value.unique ?? []).flatMap((statement) => {
      const distinct = readChange(statement.rate, data);
      const per = readDuration(statement.per)?.likely;
      return distinct && per ? [{ value: distinct, per }] : [];
    }),
    burst: readRatio(typeof value.burst === "object" ? value.burst.ratio : value.burst),
    writeSize: readSize(value["write-size"]),
    memory: readSize(value.memory),
    dirtyRate: readRate(value["dirty-rate"]),
    vms: value.vms,
    needs: value.needs ?? [],
    start: readDuration(value.start) ?? NO_TIME,
    verify: readDuration(value.verify) ?? NO_TIME,
    rawLuns: value["raw-luns"] ?? false,
    consistency: value.consistency ?? "crash",
    count: value.count ?? 1,
    redirect: readRedirect(value.redirect),
    recoverAt: value["recover-at"] ?? [],
    outageCost: readMoney(value["outage-cost"]),
    lossCost: readMoney(value["loss-cost"]),
  };
}

const NO_TIME: Uncertain<Seconds> = exactly(seconds(0));

function readRedirect(written: DeclarationOf<"workload">["document"]["value"]["redirect"]): Redirect | undefined {
  if (written === undefined) return undefined;
  if (typeof written === "string") return { method: written as Redirect["method"], takes: undefined };
  return { method: written.method, takes: readDuration(written.takes) };
}
