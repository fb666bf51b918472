import { expect, it } from "vitest";
import { idsOfKind } from "../../server/src/model/plan.ts";
import { inPlanOrder } from "../../server/src/model/plan-order.ts";
import { runbookFor } from "../../server/src/model/runbook-for.ts";
import { scenarioMeant } from "../../server/src/model/scenario-list.ts";
import { planOfText } from "../support/plan-of-text.ts";

const GENERAL = `runbook { step general "do" { takes 5 min } }\n`;
const OWN = `runbook for loss-of-a { step own "do" { takes 5 min } }\n`;

const ROWS: readonly (readonly [text: string, scenario: string, step: string | undefined, why: string])[] = [
  [GENERAL, "loss-of-a", "general", "none names it"],
  [`${GENERAL}${OWN}`, "loss-of-a", "own", "it is named"],
  [`${GENERAL}${OWN}`, "loss-of-b", "general", "another is named"],
  [`${OWN}`, "loss-of-b", undefined, "there is none for it"],
  [`${GENERAL}${OWN}scenario flood { lose site a }`, "flood", "own", "it stands for the one that is named"],
  [
    `${OWN}runbook for flood { step flooded "do" { takes 5 min } }\nscenario flood { lose site a }`,
    "flood",
    "flooded",
    "its own name goes first",
  ],
];

it.each(ROWS)("%s, %s: %s (%s)", (text, name, expected) => {
  const plan = planOfText(`site a {}\nsite b {}\n${text}`);
  const scenario = scenarioMeant(plan, name);
  const found = scenario && runbookFor(plan, scenario, inPlanOrder(plan, idsOfKind(plan, "runbook")));
  expect(found?.steps[0]?.name).toBe(expected);
});
