import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { technologiesDoc } from "../../scripts/generate/technologies-doc.ts";
import { shippedTechnologies } from "../../server/src/catalogue/shipped-technologies.ts";
import {
  allTechnologies,
  nearestTechnologies,
  searchTechnologies,
  technology,
} from "../../server/src/catalogue/technologies.ts";
import { TECHNOLOGY_CLASSES, type Technology } from "../../server/src/catalogue/technology.ts";
import { witnessMaxRtt } from "../../server/src/catalogue/witness-max-rtt.ts";

const FOLDER = new URL("../../server/catalogue/technologies/", import.meta.url);
const SCHEMA = new URL("../../schemas/technology.schema.json", import.meta.url);
const PAGE = new URL("../../docs/technologies.md", import.meta.url);

interface CatalogueFile {
  readonly class: string;
  readonly sources?: Readonly<Record<string, unknown>>;
  readonly technologies: readonly Readonly<Record<string, unknown>>[];
}

const files = readdirSync(FOLDER)
  .sort()
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as CatalogueFile] as const);

function known(id: string): Technology {
  const found = technology(id);
  if (!found) throw new Error(`No technology '${id}'.`);
  return found;
}

describe("the shipped files", () => {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")) as object);

  test.each(files)("%s is what the schema allows", (_name, file) => {
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    ["a limit without its unit", { id: "a", product: "A", modes: ["sync"], mark: "S", "max-rtt": "5" }],
    ["an id in capitals", { id: "SRDF", product: "A", modes: ["sync"], mark: "S" }],
    ["no source and no mark", { id: "a", product: "A", modes: ["sync"] }],
    ["an attribute that nobody knows", { id: "a", product: "A", modes: ["sync"], mark: "S", "max-latency": "5 ms" }],
    [
      "a distance for a round trip",
      { id: "a", product: "A", modes: ["sync"], mark: "S", "max-rtt": { value: "5 km" } },
    ],
  ])("the schema refuses %s", (_what, entry) => {
    expect(validate({ class: "array", technologies: [entry] })).toBe(false);
  });

  test("are named after their class, one for each", () => {
    expect(files.map(([name, file]) => [name, file.class])).toEqual(
      [...TECHNOLOGY_CLASSES].sort().map((name) => [`${name}.json`, name]),
    );
  });

  test("use every source that they list", () => {
    for (const [name, file] of files) {
      const entries = JSON.stringify(file.technologies);
      for (const key of Object.keys(file.sources ?? {}))
        expect(entries, `${name} ${key}`).toContain(`"source":"${key}"`);
    }
  });

  test("stay small on the wire", () => {
    const size = files.reduce((sum, [, file]) => sum + Buffer.byteLength(JSON.stringify(file)), 0);
    expect(size).toBeLessThanOrEqual(60_000);
  });

  test("name 90 technologies or more, each once", () => {
    const ids = files.flatMap(([, file]) => file.technologies.map(({ id }) => id));
    expect(ids.length).toBeGreaterThanOrEqual(90);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the catalogue as read", () => {
  test("has no problems", () => {
    expect(shippedTechnologies().problems).toEqual([]);
  });

  test("holds every entry of the files", () => {
    const ids = files.flatMap(([, file]) => file.technologies.map(({ id }) => id));
    expect(
      allTechnologies()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
  });

  test("is frozen to the last limit", () => {
    const vsan = known("vsan-stretched");
    expect([vsan, vsan.maxRtt, vsan.maxRtt?.value, vsan.modes, vsan.citation].every(Object.isFrozen)).toBe(true);
  });

  test.each(allTechnologies().map((one) => [one.id, one] as const))(
    "%s says where its figures come from",
    (_id, one) => {
      const stated = [
        one,
        one.maxRtt,
        one.maxDistance,
        one.minBandwidth,
        one.maxChange,
        ...one.witnessMaxRtt,
        one.witnessMinBandwidth,
        one.interval,
        one.ownLag,
        one.roundTrips,
        one.writeOverhead,
        one.promote,
        one.waitsForAll,
        one.history,
        one.sameArray,
        one.onLinkLoss,
      ];
      for (const citation of stated.flatMap((it) => (it ? [it.citation] : []))) {
        expect(citation.verified).toBe(citation.mark === "S" || citation.mark === "D");
        if (citation.verified) expect(citation.source).toMatch(/\w{3}/);
      }
      expect(one.modes.length).toBeGreaterThan(0);
      expect(one.class).toBeDefined();
    },
  );
});

/** Published figures, in the units in which they were published. */
const PUBLISHED_RTT_MS = [
  ["vsan-stretched", 5, "S", "2020-"],
  ["vmotion-4.0", 5, "S", "2010-2011"],
  ["vmotion-5.0", 10, "S", "2010-2011"],
  ["vmotion-6.0", 150, "S", "2015-2018"],
  ["storage-replica-sync", 5, "S", "2016"],
  ["azure-local-stretched", 5, "S", undefined],
  ["nutanix-metro-availability", 5, "S", "2024"],
  ["vplex-metro", 5, "S", "2010"],
  ["snapmirror-active-sync", 10, "S", "2024"],
  ["snapmirror-sync", 10, "S", "2026"],
  ["snapmirror-strictsync", 10, "S", "2026"],
  ["activecluster-5.0", 5, "S", "2017"],
  ["activecluster", 11, "M-h", "2019-"],
  ["xp-continuous-access-sync", 20, "S", "2009"],
  ["xp-continuous-access-async", 600, "S", "2009"],
  ["p6000-continuous-access", 200, "S", "2012-2014"],
  ["svsp-continuous-access", 300, "S", "2009"],
  ["peer-persistence", 5, "M-m", "2020"],
  ["peer-persistence-4.0", 10, "M-m", "2020"],
  ["global-active-device", 20, "M-m", undefined],
  ["svc-metro-mirror", 250, "S", "2017"],
  ["svc-metro-mirror-7.3", 80, "S", "2017"],
  ["svc-remote-copy-ip-10g", 10, "S", "2017"],
  ["recoverpoint-sync-fc", 4, "M-m", undefined],
  ["recoverpoint-sync-ip", 10, "M-m", undefined],
  ["srdf-a", 200, "M-m", undefined],
  ["exchange-dag", 500, "S", "2011"],
  ["cisco-ftd-cluster", 20, "S", "2023"],
  ["juniper-jsa-ha", 2, "S", "2022"],
  ["consul", 50, "M-h", undefined],
  ["metrocluster-ip", 7, "S", "2020"],
  ["portworx-metro", 10, "S", "2025"],
  ["vplex-metro-non-uniform", 10, "M-m", undefined],
  ["flashsystem-policy-based-ha", 1, "M-m", "2023"],
  ["ibm-mq-rdqm-ha", 5, "M-h", undefined],
  ["unity-sync", 10, "M-m", undefined],
  ["nimble-peer-persistence", 5, "M-m", undefined],
  ["infinibox-active-active", 5, "M-m", undefined],
] as const;

describe("published limits", () => {
  test.each(PUBLISHED_RTT_MS)("%s allows %d ms (%s, %s)", (id, milliseconds, mark, year) => {
    const limit = known(id).maxRtt;
    expect(limit?.value.low).toBeCloseTo(milliseconds / 1000, 12);
    expect(limit?.value.high).toBeCloseTo(milliseconds / 1000, 12);
    expect(limit?.citation.mark).toBe(mark);
    expect(limit?.citation.year).toBe(year);
  });

  test.each([
    ["srdf-metro", 5, 10],
    ["vsphere-metro-storage-cluster", 5, 10],
    ["hypermetro", 1, 10],
    ["kafka-stretch", 50, 100],
    ["svc-global-mirror-change-volumes", 80, 250],
    ["etcd", 100, 5000],
    ["ibm-mq-rdqm-dr", 5, 100],
  ])("%s: between %d ms and %d ms it depends", (id, low, high) => {
    const limit = known(id).maxRtt;
    expect(limit?.value.low).toBeCloseTo(low / 1000, 12);
    expect(limit?.value.high).toBeCloseTo(high / 1000, 12);
    expect(limit?.note).toBeDefined();
  });

  test.each([
    ["datacore-sync", 10],
    ["p6000-continuous-access", 20_000],
    ["p6000-continuous-access-wdm", 500],
    ["ds8000-metro-mirror", 300],
    ["svc-metro-mirror", 300],
    ["metrocluster-fc", 300],
    ["metrocluster-ip", 700],
    ["svc-hyperswap", 300],
    ["truecopy", 300],
    ["powerstore-metro", 96],
    ["recoverpoint-sync-fc", 200],
  ])("%s reaches %d km", (id, kilometres) => {
    expect(known(id).maxDistance?.value.high).toBe(kilometres * 1000);
  });

  test("a limit that is 'below' a figure excludes it", () => {
    expect(known("datacore-sync").maxDistance?.exclusive).toBe(true);
    expect(known("snapmirror-active-sync").maxRtt?.exclusive).toBe(true);
    expect(known("vsan-stretched").maxRtt?.exclusive).toBeUndefined();
  });

  test("a distance that only restates a round trip is not judged by", () => {
    const stretched = known("azure-local-stretched").maxDistance;
    expect(stretched).toMatchObject({ advisory: true, value: { low: 32_000, high: 48_000 } });
    expect(known("srdf-s").maxDistance).toMatchObject({ advisory: true, value: { high: 200_000 } });
    expect(known("srdf-s").maxRtt).toBeUndefined();
  });

  test.each([
    ["vsan-stretched", 10_000, undefined, "S"],
    ["vmotion-4.0", 622, undefined, "M-l"],
    ["vmotion-6.0", 250, "session", "S"],
    ["xp-continuous-access-sync", 16, "path", "S"],
    ["p6000-continuous-access", 2, "path", "S"],
    ["svc-metro-mirror", 2.6, undefined, "S"],
    ["zerto", 5, undefined, "S"],
    ["juniper-jsa-ha", 1000, undefined, "S"],
    ["metrocluster-ip", 10_000, undefined, "S"],
  ])("%s needs %d Mbps (per %s, %s)", (id, megabits, per, mark) => {
    const limit = known(id).minBandwidth;
    expect(limit?.value.likely).toBeCloseTo((megabits * 1e6) / 8, 6);
    expect(limit?.per).toBe(per);
    expect(limit?.citation.mark).toBe(mark);
  });

  test.each([
    [1, 0.5],
    [2, 0.2],
    [10, 0.2],
    [11, 0.1],
    [15, 0.1],
    [16, 0.1],
  ])("a vSAN witness for %d hosts per site may be %d s away", (hosts, limit) => {
    expect(witnessMaxRtt(known("vsan-stretched"), hosts)?.value).toEqual({ low: limit, likely: limit, high: limit });
  });

  test("without the number of hosts the witness limit is open", () => {
    expect(witnessMaxRtt(known("vsan-stretched"))?.value).toEqual({ low: 0.1, likely: 0.1, high: 0.5 });
    expect(witnessMaxRtt(known("nutanix-metro-availability"))).toMatchObject({ value: { high: 0.2 }, exclusive: true });
    expect(witnessMaxRtt(known("drbd-c"))).toBeUndefined();
  });

  test.each([
    ["vsphere-replication", 300, 86_400, undefined],
    ["vsphere-replication-enhanced", 60, 86_400, undefined],
    ["powerstore-async", 300, 86_400, undefined],
    ["hyper-v-replica", 30, 900, undefined],
    ["snapmirror-async", 300, undefined, undefined],
    ["log-shipping-sql-server", undefined, undefined, 900],
    ["active-directory", 900, undefined, 10_800],
    ["svc-global-mirror-change-volumes", 60, 86_400, 300],
    ["veeam-cdp", 2, 3600, undefined],
    ["unity-async", 300, 86_400, undefined],
    ["azure-netapp-files-replication", 600, 86_400, undefined],
    ["nutanix-nearsync", 20, 900, undefined],
    ["nutanix-async", 3600, undefined, undefined],
    ["proxmox-storage-replication", 60, undefined, 900],
    ["vmware-live-cyber-recovery", 900, undefined, undefined],
  ])("%s cycles every %s s to %s s, usually %s s", (id, shortest, longest, usual) => {
    const interval = known(id).interval;
    expect([interval?.shortest, interval?.longest, interval?.usual]).toEqual([shortest, longest, usual]);
  });

  test.each([
    ["hyper-v-replica", [30, 300, 900]],
    ["azure-netapp-files-replication", [600, 3600, 86_400]],
    ["vsphere-replication", undefined],
  ])("%s cycles every %j s and no other", (id, offered) => {
    expect(known(id).interval?.only).toEqual(offered);
  });

  test.each([
    ["ds8000-metro-mirror", 1, 1],
    ["metrocluster-fc", 1, 1],
    ["hypermetro", 1, 2],
  ])("a write by %s crosses the line %d to %d times", (id, low, high) => {
    expect(known(id).roundTrips?.value).toMatchObject({ low, high });
  });

  test("what is behind even on an idle line says by how much", () => {
    expect(known("srdf-a").ownLag?.value).toMatchObject({ low: 30, high: 60 });
    expect(known("ds8000-global-mirror").ownLag?.value).toMatchObject({ low: 3, high: 5 });
    expect(known("s3-replication-time-control").ownLag?.value.high).toBe(900);
    expect(known("aurora-global-database").ownLag?.value.high).toBe(1);
    expect(known("azure-sql-geo-replication").ownLag?.value.high).toBe(5);
    expect(known("dynamodb-global-tables").ownLag?.value.high).toBe(1);
    expect(known("gcp-persistent-disk-async").ownLag?.value.high).toBe(60);
    expect(known("efs-replication").ownLag?.value.high).toBe(900);
    expect(known("postgres-async").ownLag).toBeUndefined();
  });

  test.each([
    ["metrocluster-ip", 60, 60, "D"],
    ["aws-rds-multi-az", 0, 60, "M-h"],
    ["aws-rds-multi-az-cluster", 35, 35, "S"],
    ["aurora-global-database", 60, 60, "S"],
    ["aws-elastic-disaster-recovery", 300, 1200, "M-h"],
  ])("a copy by %s is promoted in %d s to %d s (%s)", (id, low, high, mark) => {
    expect(known(id).promote).toMatchObject({ value: { low, high }, citation: { mark } });
  });

  test("a write waits for every member where the maker says so", () => {
    const all = allTechnologies().filter(({ waitsForAll }) => waitsForAll?.value);
    expect(all.map(({ id }) => id).sort()).toEqual(["galera", "kafka-stretch"]);
  });

  test("Azure Site Recovery takes 54 MB/s per machine from VMware, 100 MB/s from Azure", () => {
    expect(known("azure-site-recovery").maxChange).toMatchObject({ value: { likely: 54e6 }, per: "vm" });
    expect(known("azure-site-recovery-a2a").maxChange).toMatchObject({ value: { likely: 100e6 }, per: "vm" });
    const normal = known("azure-site-recovery-a2a-normal-churn");
    expect(normal.maxChange).toMatchObject({ value: { likely: 54e6 }, per: "vm" });
  });

  test("the setting is an age only where the maker says so", () => {
    const ages = allTechnologies().filter(({ settingIsAge }) => settingIsAge);
    expect(ages.map(({ id }) => id)).toEqual([
      "vsphere-replication",
      "vsphere-replication-enhanced",
      "cloud-director-availability",
      "azure-site-recovery",
    ]);
  });

  test("what stops writes when the partner is lost says so", () => {
    const stopping = allTechnologies().filter(({ onLinkLoss }) => onLinkLoss?.value === "stop");
    expect(stopping.map(({ id }) => id).sort()).toEqual([
      "data-guard-max-protection",
      "postgres-sync",
      "snapmirror-strictsync",
    ]);
  });
});

describe("looking up", () => {
  test("a version may be written with hyphens", () => {
    expect(technology("vmotion-5-0")).toBe(known("vmotion-5.0"));
    expect(technology("vmotion-9.9")).toBeUndefined();
  });

  test.each([
    ["vmware vsan", "vsan-stretched"],
    ["VMware vMotion 6.0", "vmotion-6.0"],
    ["srm", "site-recovery-manager"],
    ["GAD", "global-active-device"],
    ["dell powerstore metro volume", "powerstore-metro"],
    ["oracle far sync", "data-guard-far-sync"],
    ["vsan-stretched", "vsan-stretched"],
  ])("'%s' finds %s first", (text, id) => {
    expect(searchTechnologies(text)[0]?.id).toBe(id);
  });

  test("a vendor finds all of its products, others' under its name, and no more", () => {
    expect(
      searchTechnologies("netapp")
        .map(({ id }) => id)
        .sort(),
    ).toEqual([
      "azure-netapp-files-replication",
      "metrocluster-fc",
      "metrocluster-ip",
      "snapmirror-active-sync",
      "snapmirror-async",
      "snapmirror-strictsync",
      "snapmirror-sync",
    ]);
  });

  test("every word has to occur", () => {
    expect(
      searchTechnologies("sql server")
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["log-shipping-sql-server", "sql-server-ag-async", "sql-server-ag-sync"]);
    expect(searchTechnologies("netapp oracle")).toEqual([]);
    expect(searchTechnologies("  ")).toEqual([]);
  });

  test.each([
    ["vsan-streched", "vsan-stretched"],
    ["srdfs", "srdf-s"],
    ["vmotion", "vmotion-6.0"],
    ["postgre-sync", "postgres-sync"],
    ["vsan", "vsan-stretched"],
  ])("'%s' suggests %s first", (text, id) => {
    expect(nearestTechnologies(text)[0]?.id).toBe(id);
  });

  test("nothing is suggested for what resembles nothing", () => {
    expect(nearestTechnologies("quux-frobnicator-9000")).toEqual([]);
  });
});

test("docs/technologies.md is up to date", () => {
  expect(technologiesDoc(allTechnologies())).toBe(readFileSync(PAGE, "utf8"));
});
