import { describe, expect, it } from "vitest";
import { recoveryCapacity } from "../../../server/src/estimate/recovery/recovery-capacity.ts";
import { siteOf, workloadOf } from "../../../server/src/model/bind.ts";
import { lookUp } from "../../../server/src/model/plan.ts";
import { estimatesOfText } from "../../support/estimates.ts";

/** What `dr` needs when `stays` run there and `moves` recover there; each workload by its attributes. */
function check(site: string, stays: readonly string[], moves: readonly string[]) {
  const workloads = [...stays, ...moves].map((attributes, i) => `workload w${i} { site dr; data 1 GB; ${attributes} }`);
  const { plan } = estimatesOfText(`site dr { ${site} }\n${workloads.join("\n")}\n`);
  const place = siteOf(lookUp(plan, "dr"));
  const all = workloads.flatMap((_, i) => workloadOf(lookUp(plan, `w${i}`)) ?? []);
  if (!place) throw new Error("There is no site.");
  return recoveryCapacity(place, all.slice(0, stays.length), all.slice(stays.length));
}

describe("the capacity of a place of recovery", () => {
  it.each([
    // TechTarget 2009: 60 servers on 2 hosts at 30 : 1, and 2 more hosts for as many that recover there.
    ["60 at 30 a host, and 60 more", "hosts 2; vms-per-host 30", ["vms 60"], ["vms 60"], 4, 2],
    ["a host that is begun is a host", "hosts 3; vms-per-host 30", ["vms 1"], ["vms 60"], 3, 3],
    ["copies count", "hosts 9; vms-per-host 10", [], ["vms 5; count 7"], 4, 9],
    ["what has no machines needs no room", "hosts 0; vms-per-host 10", [""], [""], 0, 0],
  ])("%s", (_what, site, stays, moves, needed, available) => {
    expect(check(site, stays, moves).hosts).toEqual({ needed, available });
  });

  it.each([
    ["hosts", "vms-per-host 30"],
    ["their density", "hosts 30"],
  ])("is not checked without %s", (_what, site) => {
    expect(check(site, ["vms 60"], ["vms 40"])).toMatchObject({ resident: 60, recovered: 40, hosts: undefined });
  });
});
