import { describe, expect, test } from "vitest";
import { completionDocumentation, completionsAt } from "../../server/src/features/completion.ts";
import type { CompletionItem } from "../../server/src/features/completion-item.ts";
import { withoutTabStops } from "../../server/src/features/completion-snippets.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";
import { unmarkCursor } from "../support/marked-text.ts";

function itemsAt(marked: string): readonly CompletionItem[] {
  const { text, cursor } = unmarkCursor(marked);
  const { items } = completionsAt(analyseText(text), MAIN, cursor, { today: "2026-11-22" });
  return [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

/** Checks what is offered at the cursor, best first. */
function completesAt(marked: string, expected: readonly string[]): void {
  expect(itemsAt(marked).map(({ label }) => label)).toEqual(expected);
}

/** Checks that these are offered, in this order, whatever else is. */
function offersAt(marked: string, expected: readonly string[]): void {
  const labels = itemsAt(marked).map(({ label }) => label);
  expect(labels.filter((label) => expected.includes(label))).toEqual(expected);
}

/** The text after the item of that label was taken, without its tab stops. */
function afterTaking(marked: string, label: string): string {
  const { text } = unmarkCursor(marked);
  const item = itemsAt(marked).find((one) => one.label === label);
  if (!item) throw new Error(`'${label}' is not offered.`);
  const inserted = item.snippet ? withoutTabStops(item.insertText) : item.insertText;
  return text.slice(0, item.replace.start) + inserted + text.slice(item.replace.end);
}

const SITES = `site frankfurt "Main hall" { location 50.11, 8.68 }
site dublin { location 53.35, -6.26 }
`;
const PLAN = `${SITES}region europe
tier gold { rpo 1 h; rto 4 h }
workload orders { site frankfurt; tier gold; data 4 TB }
workload mail { site frankfurt; tier gold; data 1 TB }
link wan frankfurt <-> dublin { bandwidth 1 Gbps; conduit north }
`;

describe("where a block starts", () => {
  const blocks = [
    "plan",
    "import",
    "region",
    "site",
    "link",
    "tier",
    "workload",
    "replicate",
    "backup",
    "migrate",
    "scenario",
    "runbook",
    "drill",
    "technology",
    "option",
    "assume",
  ];
  test("in an empty file", () => completesAt("<|>", blocks));
  test("over half a word", () => completesAt("site a { location 1, 1 }\nlin<|>", blocks));
  test("behind a whole block", () => completesAt("site a { location 1, 1 }\n<|>", blocks));
  test("behind a block that is never closed, at the margin", () =>
    completesAt("link wan a <-> b {\n  bandwidth 1 Gbps\n<|>", blocks));
  test("not in a comment", () => completesAt("// si<|>\nsite a { location 1, 1 }", []));

  test("a block comes with all that it must have", () => {
    expect(afterTaking("lin<|>", "link")).toBe("link name site <-> site {\n\tbandwidth 155 Mbps\n\t\n}");
    expect(afterTaking("<|>", "scenario")).toBe("scenario name {\n\tlose site name\n\t\n}");
    expect(afterTaking("<|>", "region")).toBe("region name");
    expect(afterTaking("<|>", "backup")).toBe("backup name of workload to site {\n\tevery 1 d\n\t\n}");
    expect(afterTaking("<|>", "runbook")).toBe("runbook {\n\tstep name { takes 10 min }\n\t\n}");
  });
  test("the few sites of a plan are choices of its tab stops", () => {
    const link = itemsAt(`${SITES}<|>`).find(({ label }) => label === "link");
    expect(link?.insertText).toContain("$" + "{2|frankfurt,dublin|}");
  });
});

describe("inside a block", () => {
  test("what is required comes first, what is there is not offered again", () => {
    const labels = itemsAt("link wan a <-> b { medium mpls; <|> }").map(({ label }) => label);
    expect(labels[0]).toBe("bandwidth");
    expect(labels).toContain("other-traffic");
    expect(labels).not.toContain("medium");
  });
  test("what may be repeated is offered again", () =>
    offersAt("workload o {\n  change 1 MB/s\n  <|>\n}", ["site", "data", "change"]));
  test("on an empty line", () => offersAt("site a {\n  <|>\n}\nsite b { location 1, 1 }", ["location", "standby"]));
  test("over half a word", () => offersAt("site a {\n  loc<|>\n}", ["location", "standby"]));
  test("before the other statements", () => offersAt("site a { <|>; standby warm }", ["location", "role"]));
  test("in an indented line of a block that is never closed", () =>
    offersAt("link wan a <-> b {\n  <|>\n\nsite c { location 1, 1 }", ["bandwidth", "medium"]));
  test("at the end of a file in the middle of a block", () =>
    offersAt("link wan a <-> b {\n  bandwidth 1 Gbps\n  <|>", ["medium", "distance"]));
  test("nested blocks", () => offersAt("runbook { <|> }", ["step"]));
  test("an option takes blocks, with only what tells them from others", () => {
    offersAt("option wider { <|> }", ["without", "link"]);
    expect(afterTaking("option wider { <|> }", "tier")).toBe("option wider { tier name {\n\t\n} }");
  });
  test("attributes of the innermost block", () =>
    offersAt("runbook {\n  step call {\n    <|>\n  }\n}", ["takes", "owner"]));

  test("an attribute comes with a value of the right unit", () => {
    expect(afterTaking("link w a <-> b { ban<|> }", "bandwidth")).toBe("link w a <-> b { bandwidth 155 Mbps }");
    expect(afterTaking("workload o { <|> }", "unique")).toMatch(/\{ unique \d+ [MG]B\/(s|h) per \d+ h \}/);
  });
  test("where values are chosen, the choice comes up at once", () => {
    const mode = itemsAt("replicate o to a { <|> }").find(({ label }) => label === "mode");
    expect(mode).toMatchObject({ insertText: "mode ", suggestNext: true });
  });
});

describe("values", () => {
  test("choices with what they mean", () => {
    const [first, ...rest] = itemsAt("replicate o to a { mode <|> }");
    expect(first).toMatchObject({ label: "sync", detail: expect.stringContaining("no loss") });
    expect(rest.map(({ label }) => label)).toEqual(["quorum", "async", "periodic", "log-shipping"]);
  });
  test("yes or no", () => completesAt("link w a <-> b { layer2 <|> }", ["yes", "no"]));
  test("half a value is replaced whole", () => {
    expect(afterTaking("link w a <-> b { medium met<|>ro }", "mpls")).toBe("link w a <-> b { medium mpls }");
  });
  test("a word of a value that is not there yet", () =>
    completesAt(`${PLAN}scenario s { expect gold <|> }`, ["rpo <=", "rto <="]));
  test("a lost '<='", () => offersAt(`${PLAN}scenario s { expect gold rpo <|> }`, ["<=", "15 min"]));
  test("a second part", () => completesAt("workload o { unique 1 MB/s <|> }", ["per"]));
  test("today where a date is meant", () => completesAt('plan "P" { reviewed <|> }', ["2026-11-22"]));
  test("a window, then its times", () => {
    offersAt("workload o { change 12 MB/s <|> }", ["mon-fri 09:00-17:00", "mon-fri", "sat,sun", "mon"]);
    completesAt("workload o { change 12 MB/s mon-fri <|> }", ["09:00-17:00"]);
    completesAt("workload o { change 12 MB/s mon-fri 09:00-17:00 <|> }", []);
  });
  test("a time of the day", () => offersAt("backup n of o to s { every 1 d at <|> }", ["02:00", "mon", "sun"]));
});

describe("units", () => {
  test("the usual one first, then its family", () => {
    const labels = itemsAt("link w a <-> b { bandwidth 155 <|> }").map(({ label }) => label);
    expect(labels.slice(0, 4)).toEqual(["Mbps", "bps", "kbps", "Gbps"]);
  });
  test("by what is asked for", () => {
    expect(itemsAt("workload o { change 12 <|> }")[0]?.label).toBe("MB/s");
    expect(itemsAt("tier t { rpo 12 <|> }")[0]?.label).toBe("min");
    offersAt("workload o { change 12 <|> }", ["%/day"]);
    expect(itemsAt("link w a <-> b { bandwidth 12 <|> }").map(({ label }) => label)).not.toContain("%/day");
  });
  test("half a unit", () => {
    expect(afterTaking("link w a <-> b { bandwidth 155 M<|> }", "Mbps")).toBe("link w a <-> b { bandwidth 155 Mbps }");
    expect(afterTaking("link w a <-> b { bandwidth 155M<|> }", "Mbps")).toBe("link w a <-> b { bandwidth 155 Mbps }");
    expect(afterTaking("link w a <-> b { bandwidth 155<|> }", "Gbps")).toBe("link w a <-> b { bandwidth 155 Gbps }");
  });
  test("at the end of a range", () =>
    expect(afterTaking("link w a <-> b { rtt 8..12 <|> }", "ms")).toBe("link w a <-> b { rtt 8..12 ms }"));
  test("the currency of the plan", () => {
    const plan = 'plan "P" { currency SEK }\n';
    expect(itemsAt(`${plan}workload o { outage-cost 500 <|> }`)[0]?.label).toBe("GBP/h");
    offersAt(`${plan}workload o { outage-cost 500 <|> }`, ["GBP/h", "SEK/h", "EUR/h"]);
  });
  test("none behind a count or a word that ends in a digit", () => {
    completesAt("site a { hosts 12 <|> }", []);
    completesAt(`${PLAN}workload o2 <|> {}`, []);
  });
});

describe("names", () => {
  test("by the kind that is meant", () => {
    completesAt(`${PLAN}replicate <|>`, ["orders", "mail"]);
    completesAt(`${PLAN}replicate orders to <|>`, ["frankfurt", "dublin"]);
    completesAt(`${PLAN}replicate orders to dublin over <|>`, ["wan"]);
    completesAt(`${PLAN}workload x { tier <|> }`, ["gold"]);
    completesAt(`${PLAN}site x { region <|> }`, ["europe"]);
  });
  test("words of the header in their order", () => completesAt(`${PLAN}replicate orders <|>`, ["to", "from", "over"]));
  test("not the ones that are there already", () => {
    completesAt(`${PLAN}replicate orders, <|>`, ["mail"]);
    completesAt(`${PLAN}link x frankfurt <-> <|>`, ["dublin"]);
  });
  test("not itself", () => completesAt(`${PLAN}workload shop { needs <|> }`, ["orders", "mail"]));
  test("on the line behind a comma", () => completesAt(`${PLAN}replicate orders,\n  <|>`, ["mail"]));
  test("of the kind that the statement gives", () => {
    completesAt(`${PLAN}scenario s { lose <|> }`, ["site", "region", "link", "conduit", "workload"]);
    completesAt(`${PLAN}scenario s { lose site <|> }`, ["frankfurt", "dublin"]);
    completesAt(`${PLAN}scenario s { lose conduit <|> }`, ["north"]);
    completesAt(`${PLAN}option o { without link <|> }`, ["wan"]);
  });
  test("arrows between two sites", () => completesAt(`${PLAN}link x frankfurt <|>`, ["<->", "->"]));
  test("scenarios, also those that every plan has", () =>
    completesAt(`${PLAN}scenario flood { lose site frankfurt }\nrunbook for <|>`, [
      "flood",
      "loss-of-frankfurt",
      "loss-of-dublin",
      "loss-of-europe",
      "corruption-of-orders",
      "corruption-of-mail",
      "loss-of-wan",
      "loss-of-north",
    ]));
  test("steps of the same runbook", () =>
    completesAt(
      "runbook { step a { takes 1 min }; step b { takes 1 min; after <|> } }\nrunbook { step c { takes 1 min } }",
      ["a"],
    ));
  test("where a recovery is planned, tried and judged", () => {
    const scenarios = ["flood", "loss-of-frankfurt", "corruption-of-mail", "loss-of-north"];
    offersAt(`${PLAN}scenario flood { lose site frankfurt }\ndrill 2026-11-01 { scenario <|> }`, scenarios);
    completesAt(`${PLAN}drill 2026-11-01 { scenario loss-of-dublin; measured <|> }`, ["orders", "mail"]);
    completesAt(`${PLAN}scenario s { expect <|> }`, ["orders", "mail", "gold"]);
    completesAt(`${PLAN}runbook { step a { takes 1 min; recovers orders, <|> } }`, ["mail"]);
    const nightly = "backup nightly of orders to dublin { every 1 d }\n";
    completesAt(`${PLAN}${nightly}backup weekly of <|>`, ["orders", "mail", "nightly"]);
    completesAt(`${PLAN}scenario s { recover-at <|> }`, ["frankfurt", "dublin"]);
  });
  test("found by their label", () => {
    const item = itemsAt(`${PLAN}workload x { site <|> }`).find(({ label }) => label === "frankfurt");
    expect(item).toMatchObject({ detail: "site · Main hall", filterText: "frankfurt Main hall" });
  });
  test("of every file of the plan", () => {
    const { text, cursor } = unmarkCursor('import "sites.drplan"\nworkload x { site <|> }');
    const analysis = analyseText({ "main.drplan": text, "sites.drplan": SITES });
    expect(completionsAt(analysis, MAIN, cursor).items.map(({ label }) => label)).toEqual(["frankfurt", "dublin"]);
  });
});

describe("technologies", () => {
  test("found by vendor and product, those of the mode first", () => {
    const items = itemsAt(`${PLAN}replicate orders to dublin { mode sync; using <|> }`);
    const vsan = items.find(({ label }) => label === "vsan-stretched");
    expect(vsan?.filterText).toContain("VMware");
    const live = items.findIndex(({ label }) => label === "vmotion-6.0");
    expect(items.indexOf(vsan as CompletionItem)).toBeLessThan(live);
  });
  test("their limits are told when one is looked at", () => {
    const documentation = completionDocumentation(analyseText(""), "technology vsan-stretched");
    expect(documentation).toContain("| longest round trip | 5 ms |");
  });
});

describe("places", () => {
  test("a city in quotes, by its name where that is enough", () => {
    expect(afterTaking("site a { location Dub<|> }", "Dublin, IE")).toBe('site a { location "Dublin" }');
    expect(afterTaking('site a { location "Dub<|>" }', "Dublin, IE")).toBe('site a { location "Dublin" }');
  });
  test("a cloud region without", () =>
    expect(afterTaking("site a { location aws:eu<|> }", "aws:eu-west-1")).toBe("site a { location aws:eu-west-1 }"));
  test("too many at first, so the editor asks again", () => {
    const { text, cursor } = unmarkCursor("site a { location <|> }");
    expect(completionsAt(analyseText(text), MAIN, cursor).incomplete).toBe(true);
  });
});

describe("anywhere in a plan that is cut off anywhere", () => {
  const whole = `site a { location 50.1, 8.6 } /* note */
link w a <-> b {
  bandwidth 155 Mbps; rtt 8..12 ms
}
replicate o, m from a to b over w { every 1 h 30 min }
scenario f { lose site a for 3 d; expect o rpo <= 1 h }
`;
  test("what is offered replaces a piece of the cursor's own line", () => {
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end);
      const line = { start: text.lastIndexOf("\n") + 1, end };
      for (const { replace } of completionsAt(analyseText(text), MAIN, end).items) {
        expect(replace.start).toBeGreaterThanOrEqual(line.start);
        expect(replace.end).toBe(line.end);
      }
    }
  });
});
