import type { T } from "../../server/src/estimate/document/figure.ts";
import type { OutcomeEntry } from "../../server/src/estimate/document/scenario-entry.ts";
import { about, type Case, exactly, HOUR, likely, ofPlan } from "./case.ts";

const KEETON = "Keeton and Merchant, A framework for evaluating storage system dependability, DSN 2004 (unverified)";

/** The workload of the study and its levels of copies. */
const vaulted = (levels: string) => `site main {}
site vault-site {}
tier standard { rpo 60 d; rto 7 d }
workload cello { site main; tier standard; data 1360 GB; change 799 kB/s }
${levels}`;

/** Loss of a level whose copies are taken as soon as those before them are there: hours. */
const loss = (name: string, levels: string) =>
  ofPlan(vaulted(levels), ({ backups }) => low(backups.find((backup) => backup.name === name)?.loss));

function low(range: T | null | undefined): number | string | undefined {
  if (!range) return undefined;
  return range.low === "never" ? `never (${range.reason})` : range.low / HOUR;
}

const TAPE = "backup tape of cello to main { method tape; every 1 w; hold 1 h; takes 48 h; keep 4 w }";
const DAILY = "backup tape of cello to main { method tape; every 24 h; hold 1 h; takes 12 h; keep 4 w }";

export const publishedCopies: readonly Case[] = [
  {
    id: "PC26",
    source: KEETON,
    about: "loss with a split mirror every 12 h",
    expected: exactly(12, "h"),
    predicted: loss("mirror", "backup mirror of cello to main { method snapshot; every 12 h; keep 2 d }"),
  },
  {
    id: "PC27",
    source: KEETON,
    about: "with a weekly tape that takes 48 h and is held for 1 h",
    expected: exactly(217, "h"),
    predicted: loss("tape", TAPE),
  },
  {
    id: "PC28",
    source: KEETON,
    about: "with every fourth of them in a vault, held for 684 h, 24 h on its way",
    expected: exactly(1429, "h"),
    predicted: loss(
      "vault",
      `${TAPE}\nbackup vault of tape to vault-site { method tape; every 4 w; hold 684 h; transit 24 h; keep 3 year }`,
    ),
  },
  {
    id: "weekly vault",
    source: KEETON,
    about: "with each of them in a vault, held for 12 h, 24 h on its way",
    expected: exactly(253, "h"),
    predicted: loss(
      "vault",
      `${TAPE}\nbackup vault of tape to vault-site { method tape; every 1 w; hold 12 h; transit 24 h; keep 3 year }`,
    ),
  },
  {
    id: "daily tape",
    source: KEETON,
    about: "with a daily tape that takes 12 h and is held for 1 h",
    expected: exactly(37, "h"),
    predicted: loss("tape", DAILY),
  },
  {
    id: "weekly vault of daily tapes",
    source: KEETON,
    about: "with a daily tape of which one a week goes to the vault, held for 12 h, 24 h on its way",
    expected: exactly(217, "h"),
    predicted: loss(
      "vault",
      `${DAILY}\nbackup vault of tape to vault-site { method tape; every 1 w; hold 12 h; transit 24 h; keep 3 year }`,
    ),
  },
  {
    id: "batched mirror",
    source: KEETON,
    about: "with a mirror that is sent every minute and takes a minute (0.03 h)",
    expected: about(2, "min", 1),
    predicted: ofPlan(
      `${vaulted("replicate cello to vault-site { mode periodic; every 1 min }")}
link wan main <-> vault-site { bandwidth 799 kB/s; efficiency 100 %; loss 0 %; rtt 1 ms }`,
      ({ replications: [copy] }) => likely(copy?.rpo?.worst, 60),
    ),
  },
  {
    id: "array failure",
    source: KEETON,
    about: "recovery of 1360 GB from tape at the same site, at 157.4 MB/s (from the published 2.4 h)",
    expected: about(2.4, "h", 1),
    predicted: recovery("tape", "corrupt workload cello; undetected 100 h", "main"),
  },
  {
    id: "site failure",
    source: KEETON,
    about: "the same from the vault, which is 24 h away, at another site",
    expected: about(26.4, "h", 1),
    predicted: recovery("vault", "lose site main", "spare"),
  },
  {
    id: "site failure, loss",
    source: KEETON,
    about: "what is lost with the site",
    expected: exactly(1429, "h"),
    predicted: ofFailure("lose site main", "spare", ({ rpo }) => low(rpo)),
  },
  {
    id: "LTO-8",
    source: "LTO Program, generation 8: 12 TB a cartridge, 360 MB/s",
    about: "time to fill a cartridge",
    expected: about(9.26, "h", 0.1),
    predicted: ofPlan(
      vaulted("backup tape of cello to main { method tape; every 1 w; full-every 1 w; rate 360 MB/s }").replace(
        "data 1360 GB",
        "data 12 TB",
      ),
      ({ backups: [backup] }) => likely(backup?.duration, HOUR),
    ),
  },
];

/** Recovery time from the copy of that name, without anything of people and places. */
function recovery(copy: string, what: string, at: string) {
  return ofFailure(what, at, (outcome) =>
    outcome.copy?.includes(copy) ? likely(outcome.rto, HOUR) : `recovered from ${outcome.copy}`,
  );
}

/** Something of the only workload in a scenario. */
function ofFailure(what: string, at: string, read: (outcome: OutcomeEntry) => number | string | undefined) {
  const levels = `${TAPE}
backup vault of tape to vault-site { method tape; every 4 w; hold 684 h; transit 24 h; keep 3 year }`;
  return ofPlan(
    `${vaulted(levels).replace("site main {}", "site main { restore-rate 157.4 MB/s }")}
site spare { standby hot; restore-rate 157.4 MB/s }
scenario failure { ${what}; detect 0 s; declare 0 s; mobilise 0 s; recover-at ${at} }`,
    ({ scenarios }) => {
      const outcome = scenarios.find(({ name }) => name === "failure")?.workloads[0];
      return outcome && read(outcome);
    },
  );
}
