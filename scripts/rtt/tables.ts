import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Coordinates } from "../../server/src/base/coordinates.ts";

/** One published round trip between two places, both directions averaged. */
export interface Measured {
  readonly operator: string;
  readonly from: Site;
  readonly to: Site;
  /** Seconds. */
  readonly rtt: number;
}

export interface Site extends Coordinates {
  readonly name: string;
}

/** Reads the published tables in `folder`. */
export function readTables(folder: string): Measured[] {
  return TABLES.flatMap((file) => pairsOf(readCsv(join(folder, file))));
}

const TABLES = ["rtt_azure_p50_half.csv", "rtt_ibm_six_cities.csv"];

type Row = Readonly<Record<string, string>>;

function pairsOf(rows: readonly Row[]): Measured[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const ends = [row.src, row.dst].sort().join(" – ");
    groups.set(ends, [...(groups.get(ends) ?? []), row]);
  }
  return [...groups.values()].map((group) => {
    const row = group[0] as Row;
    const times = group.map(({ rtt_ms }) => Number(rtt_ms) / 1000);
    return {
      operator: row.dataset ?? "",
      from: { name: row.src ?? "", latitude: Number(row.src_lat), longitude: Number(row.src_lon) },
      to: { name: row.dst ?? "", latitude: Number(row.dst_lat), longitude: Number(row.dst_lon) },
      rtt: times.reduce((sum, time) => sum + time, 0) / times.length,
    };
  });
}

/** Rows of a CSV file with a header; fields may be quoted. */
export function readCsv(path: string): Row[] {
  const [header = [], ...rows] = readFileSync(path, "utf8").trim().split("\n").map(fieldsOf);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])));
}

function fieldsOf(line: string): string[] {
  return [...line.trim().matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
