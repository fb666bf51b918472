import {
  attributeElement,
  backupElement,
  drillElement,
  mtdElement,
  runbookElement,
  standardRule,
  stepElement,
} from "../standard.ts";

export const standardNist = standardRule({
  id: "nist-sp-800-34",
  title: "NIST SP 800-34",
  elements: [
    mtdElement("3.2.1", "the maximum tolerable downtime of what is recovered"),
    backupElement("3.4.1", "backup and recovery methods"),
    attributeElement("owner", "3.4.6", "roles and responsibilities"),
    drillElement("3.5", "testing, training and exercises"),
    attributeElement("reviewed", "3.6", "plan maintenance"),
    runbookElement("4", "activation, recovery and reconstitution procedures"),
    stepElement("declare", "4.2.1", "activation criteria and procedure"),
    stepElement("notify", "4.2.2", "notification procedures"),
    stepElement("assess", "4.2.3", "an outage assessment"),
    stepElement("recover", "4.3.2", "recovery procedures"),
    stepElement("failback", "4.4", "a reconstitution phase"),
  ],
  code: "standard-nist",
  summary: "A plan after NIST SP 800-34 must hold the elements that it names.",
  why: "`standard nist-sp-800-34` promises a contingency plan after that guide: objectives from a business impact analysis, backups, responsibilities, tests, maintenance, and the three phases of activation and notification, recovery and reconstitution. The rule looks for what a plan can hold of them; whether it is any good remains for people to judge.",
  sources: ["NIST SP 800-34 Rev. 1, Contingency Planning Guide for Federal Information Systems, 2010"],
  examples: {
    bad: `plan "Shop" { owner "Operations"; reviewed 2026-03-14; standard <|nist-sp-800-34|> }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 26 h; rto 4 d; mtd 7 d }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
backup nightly of files to leeds { every 1 d; keep 30 d }
runbook {
  step alert "Monitoring alerts the people on call" { takes 15 min; kind alert }
  step notify "Call the recovery team" { takes 10 min; kind notify; after alert }
  step assess "Look at the damage" { takes 30 min; kind assess; after notify }
  step declare "The head of operations declares" { takes 20 min; kind declare; after assess }
  step restart "Start the machines" { takes 30 min; kind recover; after declare }
}
drill 2026-06-20 { scenario loss-of-york; result passed }`,
    good: `plan "Shop" { owner "Operations"; reviewed 2026-03-14; standard nist-sp-800-34 }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 26 h; rto 4 d; mtd 7 d }
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
