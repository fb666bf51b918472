import { describe, expect, it } from "vitest";
import type { Derivation } from "../../server/src/estimate/explain/derivation.ts";
import { explainBackup } from "../../server/src/estimate/explain/explain-backup.ts";
import { backupEstimate } from "../support/backups.ts";
import { estimatesOfText } from "../support/estimates.ts";

const SITES = `site west {}
site east {}
link wan west <-> east { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
workload db { site west; data 360 GB; change 500 kB/s }
`;

function derivations(backups: string, name: string): readonly Derivation[] {
  return explainBackup(backupEstimate(SITES + backups, name), estimatesOfText(SITES + backups));
}

function plain(text: string | undefined): string | undefined {
  return text?.replaceAll("\u00a0", " ");
}

function inputsOf({ inputs }: Derivation): readonly string[] {
  return inputs.map(({ name, value, origin }) => plain(`${name}: ${value}, ${origin}`) as string);
}

describe("how a backup's figures came about", () => {
  const tapes = `backup tape of db to west { every 1 w; hold 1 h; takes 48 h }
backup vault of tape to east { every 4 w; hold 684 h; transit 24 h }`;

  it("adds the levels up, and names the part that is longest", () => {
    const [loss] = derivations(tapes, "vault") as [Derivation];
    expect(inputsOf(loss)).toEqual([
      "interval of 'tape': 7 d, declared",
      "hold of 'tape': 1 h, declared",
      "propagation of 'tape': 2 d, declared",
      "interval of 'vault': 28 d, declared",
      "hold of 'vault': 28 d 12 h, declared",
      "propagation of 'vault': 24 h, declared: transit 24 h",
    ]);
    expect(loss.bottleneck).toBe("the hold of 'vault'");
    expect(loss.notes.join()).toMatch(/when they start/);
  });

  it("says when it starts, and that only times by the clock count then", () => {
    const [loss] = derivations("backup b of db to east { every 1 d at 22:00 }", "b") as [Derivation];
    expect(inputsOf(loss)[0]).toBe("interval: 24 h, declared, at 22:00");
    expect(loss.formula).toMatch(/^arrival/);
    expect(loss.notes).toEqual([]);
  });

  it("tells what is sent, over which line, and what reading back rests on", () => {
    const [, duration, restore] = derivations("backup b of db to east { every 1 d; full-every 1 w }", "b");
    expect(inputsOf(duration as Derivation)).toEqual([
      "data: 360 GB, declared",
      "change: 500 kB/s, declared",
      "the route takes: 10 MB/s, over 'wan'",
      "increment: 1 h 12 min, estimated",
      "full: 10 h, estimated",
    ]);
    expect(inputsOf(restore as Derivation)[1]).toMatch(/^restore rate: 200 MB\/s, assumed: .*assume { restore-rate/);
  });

  it("says what is missing where nothing bounds a figure", () => {
    const text = `${SITES}workload files { site west }\nbackup b of files to east { every 1 d }`;
    for (const { notes } of explainBackup(backupEstimate(text, "b"), estimatesOfText(text))) {
      expect(notes.join()).toMatch(/nothing bounds it/);
    }
  });

  it("has a constant for a snapshot, and no data", () => {
    const all = derivations("backup b of db to west { every 1 h; method snapshot }", "b");
    expect(all.map(({ title }) => title)).toHaveLength(2);
    expect(inputsOf(all[1] as Derivation)).toEqual([expect.stringMatching(/^going back: 5 min, assumed/)]);
  });
});
