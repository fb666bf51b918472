import type { Bytes, Rate, Ratio, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readWindowedRates, type WindowedRate } from "./link.ts";
import { readChange, readDuration, readRatio, readSize } from "./read-quantity.ts";

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
  readonly count: number;
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
    count: value.count ?? 1,
  };
}
