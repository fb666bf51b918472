import { describe, expect, it } from "vitest";
import type { BackupEstimate } from "../../server/src/estimate/backup-estimate.ts";
import type { UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import { backupEstimate, backupEstimates } from "../support/backups.ts";

const HOUR = 3600;

/** Two sites, and a line of 10 MB/s (36 GB/h) between them that carries nothing else. */
const SITES = `site west {}
site east {}
link wan west <-> east { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
`;

/** Low, likely and high in hours, to the second; the reason of what never happens. */
function hours({ low, likely, high }: UncertainDuration): readonly (number | string)[] {
  return [low, likely, high].map((one) => (one.kind === "never" ? one.because : Math.round(one.time) / HOUR));
}

/** The same of something that is exact. */
function exactHours(duration: UncertainDuration): number | string {
  const [low, likely, high] = hours(duration);
  expect([low, likely]).toEqual([high, high]);
  return likely as number | string;
}

describe("published chains: Keeton and Merchant, DSN 2004", () => {
  const chain = (tapeAt = "", vaultAt = "", mirrorAt = "") => `site west {}
site vault {}
workload db { site west; data 1 TB }
backup split of db to west { every 12 h${mirrorAt}; method snapshot }
backup tape of split to west { every 1 w${tapeAt}; hold 1 h; takes 48 h; method tape }
backup vaulted of tape to vault { every 4 w${vaultAt}; hold 684 h; transit 24 h }
`;
  it.each([
    // name       low    likely  high                      why
    ["split", 12, 12, 12, "PC26: the interval"],
    ["tape", 217, 217, 229, "PC27: 168 + 1 + 48; + 12 where the split copy is not made just before"],
    ["vaulted", 1429, 1429, 1609, "PC28: 49 + 672 + 684 + 24; + 168 + 12 where levels do not follow each other"],
  ])("%s: %d h, %d h, %d h (%s)", (name, low, likely, high) => {
    expect(hours(backupEstimate(chain(), name).loss)).toEqual([low, likely, high]);
  });

  it.each([
    ["split", 12],
    ["tape", 217],
    ["vaulted", 1429],
  ])("%s by the clock, each level just when the one before is there: %d h exactly", (name, loss) => {
    const plan = chain(" at sun 00:00", " at tue 01:00", " at 00:00");
    expect(exactHours(backupEstimate(plan, name).loss)).toBe(loss);
  });

  it("of the workload itself, without the split copy, no interval comes on top of the tape's", () => {
    const plan = chain().replace("tape of split", "tape of db");
    expect(hours(backupEstimate(plan, "tape").loss)).toEqual([217, 217, 217]);
    expect(hours(backupEstimate(plan, "vaulted").loss)).toEqual([1429, 1429, 1597]);
  });
});

describe("loss of one level", () => {
  const plan = (backup: string, workload = "data 360 GB; change 500 kB/s") => `${SITES}
workload db { site west; ${workload} }
backup b of db to east { ${backup} }
`;
  it.each<readonly [string, string, number, number]>([
    // 24 h × 500 kB/s = 43.2 GB, at 36 GB/h 1.2 h.
    ["SC33: daily, as daily replication", "every 24 h", 25.2, 25.2],
    ["at a time, likewise", "every 24 h at 22:00", 25.2, 25.2],
    ["reduction halves what is sent", "every 24 h; reduction 2x", 24.6, 24.6],
    ["a slower backup server", "every 24 h; rate 5 MB/s", 26.4, 26.4],
    ["a faster one does not make the line faster", "every 24 h; rate 500 MB/s", 25.2, 25.2],
    ["measured", "every 24 h; takes 6 h", 30, 30],
    ["hold and courier", "every 24 h; takes 6 h; hold 2 h; transit 24 h", 56, 56],
    // The increment before a full is 24 h older; a full takes 360 / 36 = 10 h.
    ["a full a week", "every 24 h at 22:00; full-every 1 w", 34, 34],
    ["at an unknown time, too", "every 24 h; full-every 1 w", 34, 34],
    // 15 min × 500 kB/s = 450 MB, 45 s. The full goes beside.
    ["logs do not wait for fulls", "every 15 min; method log; full-every 1 w", 0.2625, 0.2625],
    ["logs by the clock", "every 15 min at 00:00; method log; full-every 1 w", 0.2625, 0.2625],
    ["a snapshot moves nothing", "every 1 h; method snapshot", 1, 1],
    // From the start on Thursday to that on Monday 96 h, in which 96 × 1.8 GB change: 4.8 h.
    ["four nights a week", "every 24 h; window mon-thu 22:00-06:00", 100.8, 100.8],
    // From 16:00, the last start of a day, to 09:00, and 17 × 1.8 GB: 0.85 h.
    ["hourly by day", "every 1 h; window 09:00-17:00", 17.85, 17.85],
    // A full of 10 h that begins at 22:00 pauses from 06:00 to 22:00: 26 h. The increment before it is 24 h older.
    ["a full that takes two nights", "every 24 h; full-every 1 w; window 22:00-06:00", 50, 50],
    // It begins on Friday at 22:00, like every fourth week.
    ["a window over the weekend", "every 4 w at fri 22:00; full-every 4 w; window fri-sun", 682, 682],
    ["past the week's end", "every 1 w; full-every 1 w; window sun 22:00-10:00", 178, 178],
  ])("%s: %s", (_why, backup, low, high) => {
    const [least, likely, most] = hours(backupEstimate(plan(backup), "b").loss);
    expect(least).toBeCloseTo(low, 3);
    expect(likely).toBeCloseTo(high, 3);
    expect(most).toBeCloseTo(high, 3);
  });
});

describe("a copy of a backup by the clock", () => {
  it.each<readonly [string, string, string, readonly number[]]>([
    ["at 04:00 the one of 22:00 is 6 h old", "every 24 h at 22:00", "every 24 h at 04:00", [30, 30, 30]],
    // Each is there at 02:00.
    ["at 01:00 that of the night before", "every 24 h at 22:00; takes 4 h", "every 24 h at 01:00", [51, 51, 51]],
    ["at 02:00 it is just there", "every 24 h at 22:00; takes 4 h", "every 24 h at 02:00", [28, 28, 28]],
    ["at the opening of its window", "every 24 h at 22:00; takes 4 h", "every 24 h; window 03:00-05:00", [29, 29, 29]],
    // In turns it takes one that is 21 h old, and one that is 9 h old: 36 + 21.
    ["every 36 h of each day's", "every 24 h at 01:00", "every 36 h at 22:00", [57, 57, 57]],
    ["more often than there are new ones", "every 1 w at sun 01:00; takes 5 h", "every 24 h at 06:00", [173, 173, 173]],
    ["more often, and always late", "every 1 w at sun 01:00; takes 5 h", "every 24 h at 05:00", [196, 196, 196]],
    ["in the same hour of a day that is not said", "every 1 w at sun 01:00", "every 1 w at 01:00", [168, 168, 312]],
    ["a day later, or in the other week", "every 2 w at sun 00:00", "every 2 w at mon 00:00", [360, 360, 528]],
    // On Sunday at 01:00 the newest is of 22:00 the day before; four weeks later it is 675 h old.
    ["every fourth Sunday", "every 24 h at 22:00", "every 4 w at sun 01:00", [675, 675, 675]],
    ["one of them without a time", "every 24 h", "every 24 h at 04:00", [24, 24, 48]],
    ["an interval that is not certain", "every 20..24 h at 22:00", "every 24 h at 04:00", [24, 24, 48]],
  ])("%s: %s, then %s", (_why, first, second, expected) => {
    const measured = first.includes("takes") ? first : `${first}; takes 0 s`;
    const plan = `site west {}
workload db { site west }
backup a of db to west { ${measured} }
backup b of a to west { ${second}; takes 0 s }
`;
    expect(hours(backupEstimate(plan, "b").loss)).toEqual(expected);
  });
});

describe("whether it fits", () => {
  const plan = (backup: string) => `${SITES}
workload db { site west; data 360 GB; change 500 kB/s }
backup b of db to east { ${backup} }
`;
  it.each<readonly [string, string, BackupEstimate["fits"]]>([
    ["10 h in 12", "every 24 h; full-every 1 w; window 20:00-08:00", "met"],
    ["10 h in 8", "every 24 h; full-every 1 w; window 22:00-06:00", "missed"],
    ["10 h in 8, by the clock", "every 24 h at 22:00; full-every 1 w; window 22:00-06:00", "missed"],
    ["10 h in 12, begun 4 h late", "every 24 h at 00:00; full-every 1 w; window 20:00-08:00", "missed"],
    [
      "10 h, on a day that is not said, in a night or a weekend",
      "every 24 h at 20:00; full-every 1 w; window fri-sun",
      "at-risk",
    ],
    ["10 h on the Saturday that is said", "every 24 h at sat 20:00; full-every 1 w; window sat-sun", "met"],
    ["a full longer than the interval of increments", "every 6 h; full-every 1 w", "met"],
    ["a full longer than its own interval", "every 6 h; full-every 9 h", "missed"],
    ["increments of 1.2 h in 2", "every 24 h; window 02:00-04:00", "met"],
    ["increments of 1.2 h in 1", "every 24 h; window 02:00-03:00", "missed"],
    ["as measured", "every 4 h; takes 5 h", "missed"],
    ["between 3 and 5 h", "every 4 h; takes 3..5 h", "at-risk"],
    ["a courier may be on the way longer than the interval", "every 24 h; takes 1 h; transit 72 h", "met"],
    ["logs beside a full", "every 15 min; method log; full-every 1 w", "met"],
    ["the full beside logs", "every 15 min; method log; full-every 8 h", "missed"],
  ])("%s: %s: %s", (_why, backup, verdict) => {
    const { fits, reasons } = backupEstimate(plan(backup), "b");
    expect([fits, reasons]).toEqual([verdict, verdict === "met" ? [] : ["backup-does-not-fit"]]);
  });

  it("a backup that has more to send than the line carries never catches up", () => {
    const { loss, fits } = backupEstimate(plan("every 1 h; method log").replace("500 kB/s", "20 MB/s"), "b");
    expect([exactHours(loss), fits]).toEqual(["unbounded-lag", "missed"]);
  });

  it("one that sends its increments no faster than they come is bounded by the data", () => {
    // Back to back: each sends all 360 GB in 10 h, and the next has to wait for it.
    const { loss, fits } = backupEstimate(plan("every 1 h").replace("500 kB/s", "20 MB/s"), "b");
    expect([exactHours(loss), fits]).toEqual([20, "missed"]);
  });
});

describe("what is not said", () => {
  const plan = (workload: string, backup = "every 24 h") => `${SITES}
workload db { site west; ${workload} }
backup b of db to east { ${backup} }
`;
  it("without data and change nothing bounds the loss from above", () => {
    const { loss, restore, fits, reasons } = backupEstimate(plan(""), "b");
    expect(hours(loss)).toEqual([24, 24, "not-known"]);
    expect(hours(restore)).toEqual([0, 0, "not-known"]);
    expect([fits, reasons]).toEqual(["at-risk", ["not-estimated"]]);
  });
  it("SC23: nightly images of which the change is not said are at most as large as the data", () => {
    expect(hours(backupEstimate(plan("data 360 GB"), "b").loss)).toEqual([24, 34, 34]);
  });
  it("a time that was measured needs neither", () => {
    expect(exactHours(backupEstimate(plan("", "every 24 h; takes 2 h"), "b").loss)).toBe(26);
  });
  it("without the speed of the line likewise", () => {
    const text = plan("data 360 GB; change 500 kB/s").replace("bandwidth 80 Mbps; ", "");
    expect(hours(backupEstimate(text, "b").loss)).toEqual([24, 24, "not-known"]);
  });
  it("without links nothing ever arrives", () => {
    const text = plan("data 360 GB; change 500 kB/s").replace(/link.*\n/, "");
    const { loss, restore, fits, reasons } = backupEstimate(text, "b");
    expect([exactHours(loss), exactHours(restore), fits, reasons]).toEqual([
      "no-route",
      "no-route",
      "missed",
      ["no-route"],
    ]);
  });
  it("nothing is estimated without an interval", () => {
    expect(backupEstimates(plan("data 360 GB", "keep 30 d"), "b")).toEqual([]);
  });
});

describe("members of a block", () => {
  it("share its rate", () => {
    const plan = `site west {}
workload a { site west; data 100 GB; change 1 MB/s }
workload b { site west; data 100 GB; change 2 MB/s; count 2 }
backup all of a, b to west { every 1 h; rate 10 MB/s }
`;
    // 3.6 GB + 2 × 7.2 GB at 36 GB/h: 0.5 h, for each.
    const estimates = backupEstimates(plan, "all");
    expect(estimates.map(({ of, loss }) => [of, exactHours(loss)])).toEqual([
      ["a", 1.5],
      ["b", 1.5],
    ]);
    expect(estimates[1]?.restoreBytes("b")?.likely).toBe(200e9);
    expect(estimates[1]?.restoreBytes("a")).toBeUndefined();
  });

  it("share the line that they take, and no other", () => {
    const plan = `${SITES}
site south {}
link slow south <-> east { bandwidth 8 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
workload a { site west; data 360 GB }
workload b { site south; data 7.2 GB }
workload c { site west; data 36 GB }
backup all of a, b, c to east { every 1 d; full-every 1 d }
`;
    // 396 GB at 36 GB/h: 11 h; 7.2 GB at 3.6 GB/h: 2 h. All are there when the last is.
    expect(backupEstimates(plan, "all").map(({ loss }) => exactHours(loss))).toEqual([35, 35, 35]);
    const limited = plan.replace("full-every 1 d", "full-every 1 d; rate 5 MB/s");
    // 403.2 GB at 18 GB/h.
    expect(backupEstimates(limited, "all").map(({ loss }) => exactHours(loss))).toEqual([46.4, 46.4, 46.4]);
  });

  it("copies of a backup of several are several", () => {
    const plan = `${SITES}
workload a { site west; data 36 GB }
workload b { site west; data 36 GB }
backup first of a, b to west { every 1 d; takes 1 h }
backup second of first to east { every 1 d; takes 2 h }
`;
    const estimates = backupEstimates(plan, "second");
    expect(estimates.map(({ of, workloads, loss }) => [of, workloads[0]?.workload.name, hours(loss)])).toEqual([
      ["first", "a", [27, 27, 51]],
      ["first", "b", [27, 27, 51]],
    ]);
  });

  it("that copy each other in a circle hold what came in from outside", () => {
    const plan = `${SITES}
workload a { site west; data 36 GB }
backup first of a, second to west { every 1 d; takes 1 h }
backup second of first to east { every 1 d; takes 1 h }
backup third of third to east { every 1 d; takes 1 h }
`;
    expect(backupEstimates(plan, "first").map(({ of }) => of)).toEqual(["a"]);
    expect(backupEstimates(plan, "second").map(({ of, loss }) => [of, hours(loss)])).toEqual([["first", [26, 26, 50]]]);
    expect(backupEstimates(plan, "third")).toEqual([]);
  });
});

describe("restore", () => {
  const plan = (backup: string, west = "") => `${SITES.replace("site west {}", `site west { ${west} }`)}
workload db { site west; data 360 GB; change 1 MB/s }
backup b of db to east { ${backup} }
`;
  it.each<readonly [string, string, string, readonly number[]]>([
    ["the line, 36 GB/h", "every 24 h", "", [10, 10, 10]],
    ["the backup", "every 24 h; restore-rate 5 MB/s", "", [20, 20, 20]],
    ["the site", "every 24 h; restore-rate 5 MB/s", "restore-rate 4 MB/s", [25, 25, 25]],
    ["its lead before", "every 24 h; restore-lead 4 h", "", [14, 14, 14]],
    ["a courier's way back, then 200 MB/s unless said", "every 24 h; takes 1 h; transit 12 h", "", [12.5, 12.5, 12.5]],
    // Six increments of 86.4 GB follow the full before the next one: 14.4 h.
    ["what came since the full", "every 24 h; full-every 1 w", "", [10, 24.4, 24.4]],
    // All writes of a week and of the 10 h of the next full: 178 h × 3.6 GB, 17.8 h; replayed four times as fast, 44.5 h.
    ["all logs since the full", "every 15 min; method log; full-every 1 w", "", [10, 72.3, 72.3]],
  ])("held back by %s: %s", (_why, backup, west, expected) => {
    const actual = hours(backupEstimate(plan(backup, west), "b").restore) as number[];
    expect(actual.map((one) => Number(one.toFixed(3)))).toEqual(expected);
  });

  it("goes back by another line where the one that it came by leads there alone", () => {
    // 360 GB at 5 MB/s.
    const lines = plan("every 24 h").replace(
      /link wan.*/,
      `link up west -> east { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
link down east -> west { bandwidth 40 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }`,
    );
    expect(exactHours(backupEstimate(lines.replace("to east", "to east over up"), "b").restore)).toBe(20);
    expect(exactHours(backupEstimate(lines.replace(/link down.*/, ""), "b").restore)).toBe("no-route");
  });

  // The newest image is 24 h old at worst: 360 GB and 24 h × 3.6 GB at 36 GB/h, whatever is kept, and wherever other images
  // lie; then 24 h of writing are replayed in 6.
  it.each([
    ["the newest image", "backup image of db to east { every 24 h; takes 0 s }", [10, 18.4, 18.4]],
    [
      "the nearer of two",
      "backup image of db to east { every 24 h; takes 0 s }\nbackup often of db to east { every 6 h; takes 0 s }",
      [10, 12.1, 12.1],
    ],
    // Six increments of 86.4 GB follow the full: 14.4 h; then the logs of a day, 2.4 h and 6.
    ["what follows a full", "backup image of db to east { every 24 h; takes 0 s; full-every 1 w }", [10, 32.8, 32.8]],
    // 30 days of 86.4 GB: 72 h, and 180 of replay.
    ["no image at their place", "backup image of db to west { every 24 h; takes 0 s }", [10, 262, 262]],
    // 3 h, 360 GB at 5 MB/s, 86.4 GB at 10 MB/s, and 6 h of replay.
    [
      "an image with a lead and a rate of its own",
      "backup image of db to east { every 24 h; takes 0 s; restore-lead 3 h; restore-rate 5 MB/s }",
      [23, 31.4, 31.4],
    ],
  ])("of logs is that of %s, and of the logs since", (_base, base, expected) => {
    const actual = hours(
      backupEstimate(`${plan("every 15 min; method log; keep 30 d")}${base}`, "b").restore,
    ) as number[];
    expect(actual.map((one) => Number(one.toFixed(3)))).toEqual(expected);
  });

  it("of logs that a block copies on, of which images follow the logs again, ends", () => {
    const text = `${plan("every 15 min; method log; keep 30 d")}backup vault of db, b to east { every 24 h; takes 0 s }`;
    expect(hours(backupEstimate(text, "b").restore)).toEqual([10, 18.4, 18.4]);
  });

  it("of a snapshot takes the constant", () => {
    const text = plan("every 1 h; method snapshot").replace("to east", "to west");
    const { restore, restoreBytes, assumed } = backupEstimate(text, "b");
    expect([exactHours(restore), restoreBytes("db")?.high, assumed]).toEqual([5 / 60, 0, ["revert-snapshot"]]);
    const slower = backupEstimate(`${text}\nassume { revert-snapshot 30 min }`, "b");
    expect(exactHours(slower.restore)).toBe(0.5);
  });

  it("has no way back over a line of one direction", () => {
    expect(exactHours(backupEstimate(plan("every 24 h").replace("<->", "->"), "b").restore)).toBe("no-route");
  });
});
