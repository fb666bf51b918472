// Generated from schemas/plan.schema.json by `npm run generate`. Change the schema instead.

/** A quantity in the language's notation, sound in its unit and bounds; `parseQuantity` reads it. */
export type QuantityText = string;

/** What the blocks say, by the word that starts them. */
export interface BlockValues {
  readonly plan: Plan;
  readonly import: Import;
  readonly region: Region;
  readonly site: Site;
  readonly link: Link;
  readonly tier: Tier;
  readonly workload: Workload;
  readonly replicate: Replicate;
  readonly backup: Backup;
  readonly migrate: Migrate;
  readonly scenario: Scenario;
  readonly runbook: Runbook;
  readonly drill: Drill;
  readonly technology: Technology;
  readonly option: Option;
  readonly assume: Assume;
}

export interface Plan {
  /** The plan's title. */
  readonly title?: string;
  /** Who answers for the plan. */
  readonly owner?: string;
  /** The plan's own version. */
  readonly version?: string;
  /** When people last read the whole plan and agreed that it is true. */
  readonly reviewed?: string;
  /** How often the plan must be reviewed. */
  readonly "review-every"?: QuantityText;
  /** How often every scenario must be drilled. */
  readonly "test-every"?: QuantityText;
  /** Time zone of all times and windows in the plan, without daylight-saving steps. */
  readonly timezone?: string;
  /** Currency (ISO 4217) in which totals are reported. */
  readonly currency?: string;
  /** A standard that the plan must satisfy; its rules are then checked. */
  readonly standard?: readonly ("nist-sp-800-34" | "iso-22301" | "dora")[];
  /** From the disruption until somebody or something notices it. */
  readonly detect?: QuantityText;
  /** From noticing the disruption until the disaster is declared and recovery may start. */
  readonly declare?: QuantityText;
  /** From the declaration until the people who recover are at work. */
  readonly mobilise?: QuantityText;
  /** Over how long costs are added up when designs are compared. */
  readonly horizon?: QuantityText;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Import {
  /** Path of the file, relative to this one. */
  readonly file?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Region {
  /** The region's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Site {
  /** The site's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** Where it is: coordinates in degrees (latitude first), or a place that the catalogue knows. */
  readonly location?: string;
  /** The failure domain that it belongs to. */
  readonly region?: string;
  /** What the site is for. */
  readonly role?: "production" | "recovery" | "bunker" | "witness" | "vault";
  /** How ready the site is to take workloads over. */
  readonly standby?: "hot" | "warm" | "cold" | "none";
  /** Servers that workloads may run on. */
  readonly hosts?: number;
  /** Virtual machines that one server carries. */
  readonly "vms-per-host"?: number;
  /** Virtual machines that may boot at the same time. */
  readonly "boot-concurrency"?: number;
  /** Time for one virtual machine to boot. */
  readonly "boot-time"?: QuantityText;
  /** How fast backups can be restored onto this site's storage. */
  readonly "restore-rate"?: QuantityText;
  /** Servers that can be set up per time once they are there. */
  readonly "provision-rate"?: QuantityText;
  /** Time to procure servers where there are none. */
  readonly "provision-lead"?: QuantityText;
  /** Time until the people needed on site are there. */
  readonly "staff-arrival"?: QuantityText;
  /** A storage array or other shared device at the site; products may require the same one on both sides. */
  readonly array?: readonly string[];
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Link {
  /** The link's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** The site where it starts. */
  readonly from?: string;
  /** Both ways, or one way only. */
  readonly direction?: "both" | "one-way";
  /** The site where it ends. */
  readonly to?: string;
  /** What the line carries, as it is sold: each direction of a two-way line. */
  readonly bandwidth?: QuantityText;
  /** The kind of line; it decides what is assumed about delay, loss and overhead. */
  readonly medium?:
    | "dark-fibre"
    | "hollow-core"
    | "dwdm"
    | "fibre-channel"
    | "metro-ethernet"
    | "leased-line"
    | "mpls"
    | "cloud-backbone"
    | "internet-vpn"
    | "microwave"
    | "geo-satellite"
    | "leo-satellite";
  /** Length of the route that the cable really takes. */
  readonly distance?: QuantityText;
  /** Round-trip time as measured, there and back; may be a range. */
  readonly rtt?: QuantityText;
  /** Share of packets lost. */
  readonly loss?: QuantityText;
  /** Share of the bandwidth that carries payload after framing. */
  readonly efficiency?: QuantityText;
  /** Largest packet that the line carries, in bytes. */
  readonly mtu?: QuantityText;
  /** TCP window of one connection. */
  readonly "tcp-window"?: QuantityText;
  /** Parallel connections of one flow. */
  readonly streams?: number;
  /** The protocol that replication uses on the line. */
  readonly transport?: "tcp" | "udp-accelerated" | "fcip" | "iscsi" | "fc";
  /** Fibre Channel buffer credits of the ports at the ends. */
  readonly credits?: number;
  /** What replication may use of the line: a share, or a rate. */
  readonly available?: QuantityText;
  /** Traffic of others that the line carries besides. */
  readonly "other-traffic"?: readonly LinkOtherTraffic[];
  /** Most that replication may send, by agreement or setting. */
  readonly throttle?: readonly LinkThrottle[];
  /** WAN optimiser: by how much it shrinks replication traffic, and which one. It also ends the TCP session, so round-trip time no longer limits a stream. */
  readonly optimiser?: LinkOptimiser;
  /** Whether the extender answers the first round trip of a SCSI write locally, so that a write crosses the line once. */
  readonly "write-acceleration"?: boolean;
  /** The link that this one replaces: it carries nothing until that one is lost. */
  readonly "standby-for"?: string;
  /** A duct, cable or provider that links share, and lose together. It needs no declaration. */
  readonly conduit?: readonly string[];
  /** Whether the line joins both sites to one layer-2 network, so that addresses can move. */
  readonly layer2?: boolean;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface LinkOtherTraffic {
  /** How much. */
  readonly rate: QuantityText;
  /** When it applies, weekly, in the plan's time zone; left out, always. */
  readonly window?: string;
}

export interface LinkThrottle {
  /** The limit. */
  readonly rate: QuantityText;
  /** When it applies, weekly, in the plan's time zone; left out, always. */
  readonly window?: string;
}

export interface LinkOptimiser {
  /** By how much it shrinks the traffic. */
  readonly ratio: QuantityText;
  /** The product. */
  readonly name?: string;
}

export interface Tier {
  /** The tier's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** Most data that may be lost, as time before the disruption. */
  readonly rpo?: QuantityText;
  /** Longest time from the disruption until the workload serves again. */
  readonly rto?: QuantityText;
  /** Longest outage, including the work to catch up, that the business survives. */
  readonly mtd?: QuantityText;
  /** Time that people need after recovery to catch up on lost work and to verify. */
  readonly "work-recovery"?: QuantityText;
  /** Most data that may be lost when it was corrupted rather than destroyed. */
  readonly "corruption-rpo"?: QuantityText;
  /** Longest recovery when data was corrupted. */
  readonly "corruption-rto"?: QuantityText;
  /** Most that replication may add to each write. */
  readonly "write-latency"?: QuantityText;
  /** How far back a point in time must still exist. */
  readonly retain?: QuantityText;
  /** Which tiers recover first: lower first. */
  readonly order?: number;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Workload {
  /** The workload's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** Where it runs in normal times. */
  readonly site?: string;
  /** Its class, with the objectives. */
  readonly tier?: string;
  /** What it is; decides which defaults apply. */
  readonly kind?:
    | "database"
    | "virtual-machines"
    | "files"
    | "directory"
    | "name-service"
    | "identity"
    | "network"
    | "desktop"
    | "application";
  /** How much data it holds. */
  readonly data?: QuantityText;
  /** How fast it writes. The statement without a window is the base; one with a window replaces it there; where windows overlap the later counts. */
  readonly change?: readonly WorkloadChange[];
  /** Distinct data rewritten: the mean rate of distinct bytes in any window of that length. Periodic copies carry only these. */
  readonly unique?: readonly WorkloadUnique[];
  /** How much higher than `change` its busiest moments are, and for how long. Synchronous replication must carry them. */
  readonly burst?: WorkloadBurst;
  /** Size of a typical write. */
  readonly "write-size"?: QuantityText;
  /** Memory of its virtual machines, which a live migration copies. */
  readonly memory?: QuantityText;
  /** How fast its memory changes while it runs. */
  readonly "dirty-rate"?: QuantityText;
  /** Virtual machines that it consists of. */
  readonly vms?: number;
  /** A workload that must be up before this one starts. */
  readonly needs?: readonly string[];
  /** Time to start it once its machines run. */
  readonly start?: QuantityText;
  /** Time to check that it works before users return. */
  readonly verify?: QuantityText;
  /** Whether it uses raw LUNs, which hypervisor-based products cannot copy. */
  readonly "raw-luns"?: boolean;
  /** What state its copies must be in. */
  readonly consistency?: "crash" | "application";
  /** Identical copies of it; data, change, vms and cost are per copy. */
  readonly count?: number;
  /** How users reach it after it moved, and how long that takes. */
  readonly redirect?: WorkloadRedirect;
  /** Where it may be recovered, in order of preference. */
  readonly "recover-at"?: readonly string[];
  /** What an hour of outage costs. */
  readonly "outage-cost"?: QuantityText;
  /** What an hour of lost data costs. */
  readonly "loss-cost"?: QuantityText;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface WorkloadChange {
  /** Writes per time, or share of the data per day. */
  readonly rate: QuantityText;
  /** When it applies, weekly, in the plan's time zone; left out, always. */
  readonly window?: string;
}

export interface WorkloadUnique {
  /** Distinct bytes per time. */
  readonly rate: QuantityText;
  /** Length of the window. */
  readonly per: QuantityText;
}

export interface WorkloadBurst {
  /** Peak over mean. */
  readonly ratio: QuantityText;
  /** How long a burst lasts. */
  readonly for?: QuantityText;
}

export interface WorkloadRedirect {
  /** How. */
  readonly method: "dns" | "bgp" | "anycast" | "load-balancer" | "layer2" | "manual";
  /** How long until users follow. */
  readonly takes?: QuantityText;
}

export interface Replicate {
  /** The workloads that are copied. */
  readonly workloads?: readonly string[];
  /** The site it copies from; another than the workload's own makes a cascade. */
  readonly from?: string;
  /** The site that holds the copy. */
  readonly to?: string;
  /** The links it takes, in order. */
  readonly over?: readonly string[];
  /** When a write reaches the copy. */
  readonly mode?: "sync" | "quorum" | "async" | "periodic" | "log-shipping";
  /** How the copy takes over. */
  readonly failover?: "active" | "automatic" | "manual";
  /** The product that copies, from the catalogue or declared as `technology`; its limits are then checked. */
  readonly using?: string;
  /** Time between cycles, or between log files. */
  readonly every?: QuantityText;
  /** How much smaller the copy's traffic is than the changes, by compression and deduplication. */
  readonly reduction?: QuantityText;
  /** How much larger the copy's traffic is than the changes. */
  readonly amplification?: QuantityText;
  /** Round trips that one write takes. */
  readonly "round-trips"?: number;
  /** Space for changes that the link cannot carry yet; past it the copy must be resynchronised. */
  readonly journal?: QuantityText;
  /** Points in time that the copy keeps: how far back, and how far apart. */
  readonly history?: ReplicateHistory;
  /** How long the copy holds changes back before it applies them, as a guard against corruption. */
  readonly "apply-delay"?: QuantityText;
  /** How the first full copy gets there. */
  readonly "initial-copy"?: ReplicateInitialCopy;
  /** What a synchronous copy does when the partner cannot be reached. */
  readonly "on-link-loss"?: "continue" | "stop";
  /** The site of the witness that decides who runs on. */
  readonly witness?: string;
  /** Copies that are consistent with each other. Members share from, to and mode. */
  readonly "consistency-group"?: string;
  /** Which flows go first on a full link: lower first. */
  readonly priority?: number;
  /** Time to make the copy usable. */
  readonly promote?: QuantityText;
  /** When it may send, weekly. */
  readonly window?: string;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface ReplicateHistory {
  /** How far back. */
  readonly keep: QuantityText;
  /** Distance between two points. */
  readonly every?: QuantityText;
}

export interface ReplicateInitialCopy {
  /** How. */
  readonly method: "network" | "shipped";
  /** How long the disks travel. */
  readonly takes?: QuantityText;
}

export interface Backup {
  /** The backup's name. */
  readonly name?: string;
  /** What is backed up: workloads, or backups that this one copies on. */
  readonly of?: readonly string[];
  /** The site that keeps it. */
  readonly to?: string;
  /** The links it takes, in order. */
  readonly over?: readonly string[];
  /** How often a backup is taken, and at what time. */
  readonly every?: BackupEvery;
  /** How often a full backup is sent. */
  readonly "full-every"?: QuantityText;
  /** How it is taken. */
  readonly method?: "snapshot" | "image" | "agent" | "proxy" | "log" | "dump" | "tape";
  /** When it may run. */
  readonly window?: string;
  /** How fast the backup system reads or writes. */
  readonly rate?: QuantityText;
  /** How much smaller the stored and sent data is than the source. */
  readonly reduction?: QuantityText;
  /** How long it stays at the source before it is passed on. */
  readonly hold?: QuantityText;
  /** How long a courier takes; it then uses no link. */
  readonly transit?: QuantityText;
  /** How long taking it lasts, when measured. */
  readonly takes?: QuantityText;
  /** How long each backup is kept. */
  readonly keep?: QuantityText;
  /** Whether it lies where no account or network reaches it. */
  readonly offline?: boolean;
  /** Whether nobody can change or delete it before its time, administrators included. */
  readonly immutable?: boolean;
  /** How fast it can be read back. */
  readonly "restore-rate"?: QuantityText;
  /** Time before reading back can start: fetching tapes, thawing an archive. */
  readonly "restore-lead"?: QuantityText;
  /** Which flows go first on a full link: lower first. */
  readonly priority?: number;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface BackupEvery {
  /** How often. */
  readonly interval: QuantityText;
  /** When it starts: a time of day, for longer intervals with its day. */
  readonly at?: string;
}

export interface Migrate {
  /** The workload that moves. */
  readonly workload?: string;
  /** From where. */
  readonly from?: string;
  /** To where. */
  readonly to?: string;
  /** The links it takes, in order. */
  readonly over?: readonly string[];
  /** How it moves. */
  readonly method?: "live" | "cold" | "storage";
  /** The product that moves it; its limits are then checked. */
  readonly using?: string;
  /** Moves at the same time. */
  readonly concurrent?: number;
  /** Longest pause that its users tolerate. */
  readonly pause?: QuantityText;
  /** When it may run. */
  readonly window?: string;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Scenario {
  /** The scenario's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** What is lost, and for how long. */
  readonly lose?: readonly ScenarioLose[];
  /** Whose data is corrupted. Corruption travels with every real-time copy. */
  readonly corrupt?: readonly ScenarioCorrupt[];
  /** Whether somebody means harm: then only immutable or offline copies survive. */
  readonly attacker?: boolean;
  /** From the disruption until somebody or something notices it. */
  readonly detect?: QuantityText;
  /** From noticing the disruption until the disaster is declared and recovery may start. */
  readonly declare?: QuantityText;
  /** From the declaration until the people who recover are at work. */
  readonly mobilise?: QuantityText;
  /** How long corruption stays unnoticed; points in time from then on are not clean. */
  readonly undetected?: QuantityText;
  /** When it strikes: a time, with its day if that matters. */
  readonly at?: string;
  /** Where workloads may be recovered, in order of preference. */
  readonly "recover-at"?: readonly string[];
  /** What must be reached in this scenario, instead of the tier's objectives. */
  readonly expect?: readonly ScenarioExpect[];
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface ScenarioLose {
  /** What kind of thing. */
  readonly kind: "site" | "region" | "link" | "conduit" | "workload";
  /** Its name. */
  readonly name: string;
  /** For how long. */
  readonly for?: QuantityText;
}

export interface ScenarioCorrupt {
  /** Workloads, or everything at a site. */
  readonly kind?: "workload" | "site";
  /** Their names. */
  readonly names: readonly string[];
}

export interface ScenarioExpect {
  /** A workload or a tier. */
  readonly of: string;
  /** Most data that may be lost. */
  readonly rpo?: QuantityText;
  /** Longest recovery. */
  readonly rto?: QuantityText;
}

export interface Runbook {
  /** The scenarios that it serves. */
  readonly for?: readonly string[];
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** Step blocks inside. */
  readonly steps?: readonly Step[];
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Drill {
  /** When it took place. */
  readonly date?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** What was drilled. */
  readonly scenario?: string;
  /** What was reached. */
  readonly measured?: readonly DrillMeasured[];
  /** How it went. */
  readonly result?: "passed" | "failed";
  /** Where the minutes are. */
  readonly record?: string;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface DrillMeasured {
  /** Which workload. */
  readonly workload: string;
  /** Data lost. */
  readonly rpo?: QuantityText;
  /** Time until it served again. */
  readonly rto?: QuantityText;
}

export interface Technology {
  /** Its name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** The technology that it varies; what is left out here is taken from there. */
  readonly "based-on"?: string;
  /** Where it works. */
  readonly class?: "array" | "hypervisor" | "host" | "database" | "filesystem" | "object" | "messaging" | "appliance";
  /** What it can do. */
  readonly modes?: readonly ("sync" | "quorum" | "async" | "periodic" | "log-shipping" | "live" | "cold" | "storage")[];
  /** Longest round-trip time that it supports. */
  readonly "max-rtt"?: QuantityText;
  /** Longest distance that it supports. */
  readonly "max-distance"?: QuantityText;
  /** Least bandwidth that it needs. */
  readonly "min-bandwidth"?: QuantityText;
  /** The intervals that it can be set to. */
  readonly interval?: QuantityText;
  /** How far its copy is behind even on an idle link. */
  readonly "own-lag"?: QuantityText;
  /** Round trips that one write takes. */
  readonly "round-trips"?: number;
  /** Points in time that its copies keep: how far back at most, and how far apart at least. */
  readonly history?: TechnologyHistory;
  /** Whether both sides need the same kind of array. */
  readonly "same-array"?: boolean;
  /** Where these figures come from. */
  readonly source?: string;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface TechnologyHistory {
  /** How far back. */
  readonly keep: QuantityText;
  /** Distance between two points. */
  readonly every?: QuantityText;
}

export interface Option {
  /** The option's name. */
  readonly name?: string;
  /** Name for people, used in reports. */
  readonly label?: string;
  /** Removes something from the plan. A replication or migration is named by its workload and sites. */
  readonly without?: readonly OptionWithout[];
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** Region blocks inside. */
  readonly regions?: readonly Region[];
  /** Site blocks inside. */
  readonly sites?: readonly Site[];
  /** Link blocks inside. */
  readonly links?: readonly Link[];
  /** Tier blocks inside. */
  readonly tiers?: readonly Tier[];
  /** Workload blocks inside. */
  readonly workloads?: readonly Workload[];
  /** Replication blocks inside. */
  readonly replicate?: readonly Replicate[];
  /** Backup blocks inside. */
  readonly backups?: readonly Backup[];
  /** Migration blocks inside. */
  readonly migrations?: readonly Migrate[];
  /** Scenario blocks inside. */
  readonly scenarios?: readonly Scenario[];
  /** Runbook blocks inside. */
  readonly runbooks?: readonly Runbook[];
  /** Technology blocks inside. */
  readonly technologies?: readonly Technology[];
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface OptionWithout {
  /** What kind of block. */
  readonly kind:
    | "region"
    | "site"
    | "link"
    | "tier"
    | "workload"
    | "replicate"
    | "backup"
    | "migrate"
    | "scenario"
    | "technology";
  /** Its name; of a replication or migration, its workload. */
  readonly name: string;
  /** The site it copies from. */
  readonly from?: string;
  /** The site it copies to. */
  readonly to?: string;
}

export interface Assume {
  /** Length of a private fibre route over the great circle. */
  readonly "route-factor"?: QuantityText;
  /** The most that it may be below 100 km. */
  readonly "short-route-factor"?: QuantityText;
  /** Refractive index of fibre: by how much light is slower than in vacuum. */
  readonly "glass-index"?: QuantityText;
  /** Refractive index of air and hollow-core fibre. */
  readonly "air-index"?: QuantityText;
  /** Delay of one device in one direction. */
  readonly "device-delay"?: QuantityText;
  /** Devices at each end of a line. */
  readonly "devices-per-end"?: number;
  /** How far a site may be from the centre of the place that it names. */
  readonly "place-uncertainty"?: QuantityText;
  /** Altitude of geostationary satellites. */
  readonly "geo-altitude"?: QuantityText;
  /** Altitude of low-orbit satellites. */
  readonly "leo-altitude"?: QuantityText;
  /** TCP window of one connection. */
  readonly "tcp-window"?: QuantityText;
  /** Parallel connections of one flow. */
  readonly streams?: number;
  /** Largest packet of a line. */
  readonly mtu?: QuantityText;
  /** Packets lost on dark fibre, DWDM and Fibre Channel. */
  readonly "private-loss"?: QuantityText;
  /** Packets lost on Ethernet, leased lines, MPLS and backbones. */
  readonly "carrier-loss"?: QuantityText;
  /** Packets lost on the internet and on radio. */
  readonly "internet-loss"?: QuantityText;
  /** Share of a leased line that carries payload. */
  readonly "leased-line-efficiency"?: QuantityText;
  /** Time in which the far side takes a write in. */
  readonly "remote-service"?: QuantityText;
  /** Time of a write without replication. */
  readonly "local-write"?: QuantityText;
  /** Utilisation above which a synchronous link is at risk. */
  readonly "busy-threshold"?: QuantityText;
  /** Size of a typical write. */
  readonly "write-size"?: QuantityText;
  /** How much higher than the mean the busiest moments are. */
  readonly burst?: QuantityText;
  /** How long a burst lasts. */
  readonly "burst-length"?: QuantityText;
  /** How far an asynchronous copy is behind on an idle link when the product is unknown. */
  readonly "product-lag"?: QuantityText;
  /** How much faster logs are replayed than they were written: shipped ones, and those of a backup. */
  readonly "replay-speed"?: QuantityText;
  /** From the disruption until it is noticed. */
  readonly detect?: QuantityText;
  /** From noticing it until disaster is declared. */
  readonly declare?: QuantityText;
  /** From the declaration until the people who recover are at work. */
  readonly mobilise?: QuantityText;
  /** How long corruption stays unnoticed. */
  readonly undetected?: QuantityText;
  /** Detection by automatic failover and active copies. */
  readonly "automatic-detect"?: QuantityText;
  /** Time to make an array's copy usable. */
  readonly "promote-array"?: QuantityText;
  /** Time to make a database's copy usable. */
  readonly "promote-database"?: QuantityText;
  /** Time to make a hypervisor's copy usable. */
  readonly "promote-hypervisor"?: QuantityText;
  /** Time to go back to a snapshot. */
  readonly "revert-snapshot"?: QuantityText;
  /** Time for one virtual machine to boot. */
  readonly "boot-time"?: QuantityText;
  /** Virtual machines that boot at the same time. */
  readonly "boot-concurrency"?: number;
  /** Time to start up a cold site. */
  readonly "cold-start"?: QuantityText;
  /** Time to procure servers. */
  readonly "provision-lead"?: QuantityText;
  /** Servers that are set up per time. */
  readonly "provision-rate"?: QuantityText;
  /** How fast backups are restored. */
  readonly "restore-rate"?: QuantityText;
  /** Time until users follow a DNS change. */
  readonly "redirect-dns"?: QuantityText;
  /** Time until routes follow a BGP change. */
  readonly "redirect-bgp"?: QuantityText;
  /** Round-trip time from which a workload suffers when it is parted from what it needs. */
  readonly "separation-latency"?: QuantityText;
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}

export interface Step {
  /** The step's name. */
  readonly name?: string;
  /** What is done, in words. */
  readonly text?: string;
  /** How long it takes. */
  readonly takes?: QuantityText;
  /** Who does it; one owner does one manual step at a time. */
  readonly owner?: string;
  /** What it does; it then replaces the assumed time for that part of the recovery. */
  readonly kind?: "alert" | "assess" | "notify" | "declare" | "recover" | "redirect" | "verify" | "failback";
  /** Steps that must be done before. */
  readonly after?: readonly string[];
  /** The workloads that it recovers. */
  readonly recovers?: readonly string[];
  /** Who or what does it. */
  readonly by?: "manual" | "automatic";
  /** What it costs once. */
  readonly setup?: QuantityText;
  /** What it costs every year. */
  readonly cost?: QuantityText;
  /** When the thing itself last changed in reality; a review or drill before that date no longer proves it. */
  readonly changed?: string;
  /** The `///` lines above the block. */
  readonly doc?: string;
}
