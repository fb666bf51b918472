import type { Bytes, Ratio } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readWindowedRates, type WindowedRate } from "./link.ts";
import { readChange, readRatio, readSize } from "./read-quantity.ts";

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
  readonly burst: Uncertain<Ratio> | undefined;
  readonly writeSize: Uncertain<Bytes> | undefined;
  readonly count: number;
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
    burst: readRatio(typeof value.burst === "object" ? value.burst.ratio : value.burst),
    writeSize: readSize(value["write-size"]),
    count: value.count ?? 1,
  };
}
