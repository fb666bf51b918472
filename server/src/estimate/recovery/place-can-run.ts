import type { Site } from "../../model/site.ts";

/** Whether workloads may run at a site that nobody names for it: a vault, a bunker or a witness has servers only if it says so. */
export function canRun({ role, hosts = 0 }: Pick<Site, "role" | "hosts">): boolean {
  return role === undefined || role === "production" || role === "recovery" || hosts > 0;
}

/** Whether they may at one that is named for it: also where it says how it stands by for them, for then it has something to run them on. */
export function mayRunNamed(site: Pick<Site, "role" | "hosts" | "standby">): boolean {
  return canRun(site) || (site.standby !== undefined && site.standby !== "none");
}

/** Why nothing runs there although it is named for it: `'york' is a vault without 'hosts'`. */
export function roleWords({ name, role }: Pick<Site, "name" | "role">): string {
  return `'${name}' is a ${role} without \`hosts\`, so nothing can run there`;
}

/** Why no place is left for data that lie at a site. */
export function noPlaceWords(site: Pick<Site, "name" | "role" | "hosts">): string {
  return canRun(site)
    ? "no place is left to run it"
    : `'${site.name}' is a ${site.role} and runs no workloads, and 'recover-at' names no other place`;
}
