import { attributeElement, drillElement, mtdElement, runbookElement, standardRule, stepElement } from "../standard.ts";

export const standardIso = standardRule({
  id: "iso-22301",
  title: "ISO 22301",
  elements: [
    attributeElement("owner", "5.3", "roles, responsibilities and authorities"),
    attributeElement("title", "7.5.2", "identified documents"),
    mtdElement("8.2.2", "the time after which not resuming becomes unacceptable"),
    runbookElement("8.4.4", "business continuity plans and procedures"),
    stepElement("assess", "8.4.2", "a response structure that assesses the disruption"),
    stepElement("declare", "8.4.2", "a response structure that activates the response"),
    stepElement("notify", "8.4.3", "warning and communication"),
    stepElement("failback", "8.4.5", "recovery from temporary measures back to normal"),
    drillElement("8.5", "an exercise programme"),
    attributeElement("reviewed", "8.6", "evaluation of the plan at planned intervals"),
  ],
  code: "standard-iso",
  summary: "A plan after ISO 22301 must hold the elements that it names.",
  why: "`standard iso-22301` promises a plan that is part of a business continuity management system: responsibilities, controlled documents, a business impact analysis, procedures for response, communication and return, exercises and evaluation. The rule looks for what a plan can hold of them; it does not replace an audit.",
  sources: ["ISO 22301:2019, Security and resilience: Business continuity management systems: Requirements"],
  examples: {
    bad: `plan "Shop" { owner "Operations"; reviewed 2026-03-14; standard <|iso-22301|> }
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
    good: `plan "Shop" { owner "Operations"; reviewed 2026-03-14; standard iso-22301 }
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
