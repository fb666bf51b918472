import { lookUp } from "../../model/plan.ts";
import { otherScenarios } from "../objective-words.ts";
import { outcomesOf, type ScenarioOutcome } from "../outcomes-of.ts";
import { protectionOf } from "../protection.ts";
import { defineRule, type FixCandidate } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";

interface Reachable {
  readonly name: string;
  /** Ids and names of its backups, none of which is out of reach. */
  readonly backups: readonly { readonly id: number; readonly name: string }[];
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
    const held = estimates.backupsOf(name).map(({ bound }) => bound.backup);
    if (held.length === 0 || held.some(({ immutable, offline }) => immutable || offline)) return;
    const attacks = outcomesOf(estimates, name).filter(
      ({ estimate, outcome }) => estimate.scenario.attacker && !outcome.chosen && outcome.verdict !== "none",
    );
    const [attack] = attacks;
    yield {
      at: declaration.document.spans.header,
      severity: attack ? "error" : "info",
      facts: { name, backups: held, attack, others: attacks.length - 1 },
      related: held.map(({ id }) => ({ declaration: id, pointer: "/of", message: "It can be changed and deleted" })),
    };
  },

  message({ name, backups, attack, others }) {
    const which =
      backups.length === 1 ? `its backup '${backups[0]?.name}' is` : `none of its ${backups.length} backups is`;
    const not = backups.length === 1 ? "neither immutable nor offline" : "immutable or offline";
    const where = attack ? `in '${attack.estimate.scenario.name}'${otherScenarios(others)}` : "if somebody means harm";
    return `Nothing of '${name}' is safe ${where}: ${which} ${not}.`;
  },

  fixes: ({ backups }, { plan }) =>
    backups.map(({ id, name }): FixCandidate => {
      return {
        edits: setAttributes(plan.declarations.get(id), { immutable: "yes" }),
        title: () => `Make '${name}' immutable (its storage must offer that, and keeps everything until its time)`,
      };
    }),
});
