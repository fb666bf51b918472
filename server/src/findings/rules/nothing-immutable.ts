import type { BackupEstimate } from "../../estimate/backup-estimate.ts";
import type { Backup } from "../../model/backup.ts";
import { lookUp } from "../../model/plan.ts";
import { otherScenarios } from "../objective-words.ts";
import { outcomesOf, type ScenarioOutcome } from "../outcomes-of.ts";
import { protectionOf } from "../protection.ts";
import { defineRule, type FixCandidate } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";

interface Reachable {
  readonly name: string;
  /** None of them restores it out of reach. */
  readonly backups: readonly Backup[];
  /** Logs that are out of reach, while what they are applied to is not. */
  readonly logs: BackupEstimate | undefined;
  /** A declared attack in which nothing is left; absent: none is declared. */
  readonly attack: ScenarioOutcome | undefined;
  readonly others: number;
}

export const nothingImmutable = defineRule<Reachable>({
  code: "nothing-immutable",
  severity: "error",
  summary: "An attacker must not reach all copies: one of them is immutable or offline.",
  why: "Who encrypts data for ransom looks for the backups first, with the rights of those who administer them. What survives is what nobody can change before its time (object lock, write-once storage) and what is not connected (tapes in a vault). Where a scenario with `attacker yes` is declared and nothing is left in it, that is an error; otherwise it is only mentioned.",
  sources: [
    "CISA: #StopRansomware Guide, 2023: offline, encrypted backups",
    "Regulation (EU) 2022/2554 (DORA), Art. 12(3): backups on systems that are segregated",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 24 h; rto 12 h }
<|workload files|> { site york; tier silver; data 60 GB; change 25 kB/s }
backup nightly of files to leeds { every 12 h; keep 30 d }
scenario attack { corrupt workload files; attacker yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 24 h; rto 12 h }
workload files { site york; tier silver; data 60 GB; change 25 kB/s }
backup nightly of files to leeds { every 12 h; keep 30 d; immutable yes }
scenario attack { corrupt workload files; attacker yes }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    const protection = protectionOf(plan, declaration);
    if (!protection || lookUp(plan, name) !== declaration) return;
    const found = estimates.backupsOf(name);
    if (found.length === 0 || found.some(isSafe)) return;
    const held = found.map(({ bound }) => bound.backup);
    const logs = found.find(({ bound }) => cannotChange(bound.backup));
    const attacks = outcomesOf(estimates, name).filter(
      ({ estimate, outcome }) => estimate.scenario.attacker && !outcome.chosen && outcome.verdict !== "none",
    );
    const [attack] = attacks;
    yield {
      at: declaration.document.spans.header,
      severity: attack ? "error" : "info",
      facts: { name, backups: held, logs, attack, others: attacks.length - 1 },
      related: held
        .flatMap((backup) => (cannotChange(backup) ? [] : backup))
        .map(({ id }) => ({ declaration: id, pointer: "/of", message: "It can be changed and deleted" })),
    };
  },

  message({ name, backups, logs, attack, others }) {
    const which =
      backups.length === 1 ? `its backup '${backups[0]?.name}' is` : `none of its ${backups.length} backups is`;
    const not = backups.length === 1 ? "neither immutable nor offline" : "immutable or offline";
    const based = logs?.base?.bound.backup.name;
    const where = attack ? `in '${attack.estimate.scenario.name}'${otherScenarios(others)}` : "if somebody means harm";
    return based === undefined
      ? `Nothing of '${name}' is safe ${where}: ${which} ${not}.`
      : `Nothing of '${name}' is safe ${where}: the logs in '${logs?.bound.backup.name}' are applied to '${based}', which is neither immutable nor offline.`;
  },

  fixes: ({ backups }, { plan }) =>
    backups
      .filter((backup) => !cannotChange(backup))
      .map(({ id, name }): FixCandidate => {
        return {
          edits: setAttributes(plan.declarations.get(id), { immutable: "yes" }),
          title: () => `Make '${name}' immutable (its storage must offer that, and keeps everything until its time)`,
        };
      }),
});

function cannotChange({ immutable, offline }: Backup): boolean {
  return immutable || offline;
}

/** Logs are worth nothing without what they are applied to. */
function isSafe({ bound, base }: BackupEstimate): boolean {
  return cannotChange(bound.backup) && (!base || isSafe(base));
}
