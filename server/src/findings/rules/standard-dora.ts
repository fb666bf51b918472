import {
  apartElement,
  attributeElement,
  backupElement,
  drillElement,
  runbookElement,
  standardRule,
  stepElement,
  yearlyElement,
} from "../standard.ts";

export const standardDora = standardRule({
  id: "dora",
  title: "DORA",
  elements: [
    attributeElement("reviewed", "Art. 6(5)", "a review at least once a year"),
    yearlyElement("review-every", "Art. 6(5)", "a review at least once a year"),
    runbookElement("Art. 11(3)", "response and recovery plans"),
    stepElement("declare", "Art. 11(2)(c)", "the activation of dedicated plans without delay"),
    stepElement("assess", "Art. 11(2)(d)", "an estimate of impacts, damages and losses"),
    stepElement("notify", "Art. 11(2)(e)", "communication and crisis management actions"),
    drillElement("Art. 11(6)", "tests of the plans at least yearly"),
    yearlyElement("test-every", "Art. 11(6)", "tests of the plans at least yearly"),
    backupElement("Art. 12(1)", "backup and restoration procedures"),
    apartElement("Art. 12(3)", "backups that are segregated from the source system"),
  ],
  code: "standard-dora",
  summary: "A plan under DORA must hold the elements that the regulation names.",
  why: "`standard dora` says that the plan belongs to a financial entity under the Digital Operational Resilience Act. Chapter II asks for response and recovery plans that are activated without delay, for communication, for tests at least yearly, and for backups that are apart from what they protect. The rule looks for what a plan can hold of them; it gives no legal advice.",
  sources: [
    "Regulation (EU) 2022/2554 on digital operational resilience for the financial sector (DORA), Art. 6, 11 and 12",
  ],
  examples: {
    bad: `plan "Shop" { owner "Operations"; reviewed 2026-03-14; standard <|dora|>; test-every 24 month }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 26 h; rto 4 d }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
backup nightly of files to leeds { every 1 d; keep 30 d }
runbook {
  step alert "Monitoring alerts the people on call" { takes 15 min; kind alert }
  step notify "Call the recovery team" { takes 10 min; kind notify; after alert }
  step assess "Look at the damage" { takes 30 min; kind assess; after notify }
  step declare "The head of operations declares" { takes 20 min; kind declare; after assess }
  step restart "Start the machines" { takes 30 min; kind recover; after declare }
  step back "Go back to York" { takes 1 d; kind failback; after restart }
}
drill 2026-06-20 { scenario loss-of-york; result passed }`,
    good: `plan "Shop" { owner "Operations"; reviewed 2026-03-14; standard dora }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 26 h; rto 4 d }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
backup nightly of files to leeds { every 1 d; keep 30 d }
runbook {
  step alert "Monitoring alerts the people on call" { takes 15 min; kind alert }
  step notify "Call the recovery team" { takes 10 min; kind notify; after alert }
  step assess "Look at the damage" { takes 30 min; kind assess; after notify }
  step declare "The head of operations declares" { takes 20 min; kind declare; after assess }
  step restart "Start the machines" { takes 30 min; kind recover; after declare }
  step back "Go back to York" { takes 1 d; kind failback; after restart }
}
drill 2026-06-20 { scenario loss-of-york; result passed }`,
  },
});
