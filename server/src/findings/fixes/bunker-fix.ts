import { asAsync, withBandwidth } from "../../estimate/alternatives.ts";
import { geodesic, pointTowards } from "../../estimate/kernel/geodesic.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { LEAST_FIBRE, lineSizesAbove, lineText } from "../../estimate/round-sizes.ts";
import type { Link } from "../../model/link.ts";
import { formatDistance } from "../../quantity/format-quantity.ts";
import { type Metres, metres, rate } from "../../quantity/quantity.ts";
import { freeName } from "../free-name.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { addBehind, removeStatement, replaceValue } from "../statement-edit.ts";
import { rpoAfter } from "./async-fixes.ts";

/**
 * Share of the reach at which the bunker is put. The reach is reckoned with the likely detours of a fibre route, 1.5; over a
 * short way they may be 3, and even then the limit must be kept. Own choice.
 */
const REACH_USED = 0.45;

/** No bunker nearer than this, metres: it would be lost together with the site. Own choice, after usual guidance on regional events. */
const NEAREST_BUNKER = 20_000;

/** No further than this, metres: what private fibre is commonly leased for. Own choice. */
const FURTHEST_BUNKER = 100_000;

/**
 * Puts a bunker site on the way, within reach of a synchronous copy, and copies on from there asynchronously: nothing
 * is lost with the site, and the far copy is only a little behind.
 */
export function bunkerFix(
  estimate: ReplicationEstimate,
  reach: Metres | undefined,
  context: FixContext,
): readonly FixCandidate[] {
  const { bound, route, sync } = estimate;
  const { plan, declaration } = context;
  const { from, to, replication } = bound;
  if (!reach || !sync || !route || !from.location || !to.location || replication.workloads.length !== 1) return [];
  if (reach * REACH_USED < NEAREST_BUNKER || from !== bound.workload.site || !("lineBreaks" in declaration.unit))
    return [];
  const distance = metres(Math.min(FURTHEST_BUNKER, reach * REACH_USED));
  // One that near the other side would be lost together with it, or lie beyond.
  if (distance + NEAREST_BUNKER > geodesic(from.location, to.location)) return [];
  const point = pointTowards(from.location, to.location, distance);
  const bandwidth = bunkerBandwidth(estimate);
  const line = bound.over?.[0]?.link ?? route.hops[0]?.link.link;
  const onwardBandwidth = line && onwardRate(estimate, line, context);
  if (bandwidth === undefined || !line || onwardBandwidth === undefined) return [];
  const workload = bound.workload.workload.name;
  const site = freeName(`${from.name}-bunker`, plan);
  const near = freeName(`${site}-fibre`, plan);
  const far = freeName(`${site}-${to.name}`, plan);
  const using = replication.using === undefined ? "" : `; using ${replication.using}`;
  const medium = line.medium ? `; medium ${line.medium}` : "";
  const blocks = [
    `\nsite ${site} { location ${point.latitude.toFixed(2)}, ${point.longitude.toFixed(2)}; role bunker }`,
    `link ${near} ${from.name} <-> ${site} { bandwidth ${lineText(bandwidth)}; medium dark-fibre }`,
    `link ${far} ${site} <-> ${to.name} { bandwidth ${lineText(onwardBandwidth)}${medium} }`,
    `replicate ${workload} to ${site} over ${near} { mode sync${using} }`,
  ];
  const { header } = declaration.document.spans;
  return [
    {
      edits: [
        {
          declaration: declaration.id,
          span: header,
          text: `replicate ${workload} from ${site} to ${to.name} over ${far}`,
        },
        ...removeStatement(declaration, "/using"),
        ...replaceValue(declaration, "/mode", "async"),
        ...addBehind(declaration, blocks),
      ],
      title: (after) => {
        if (!isSound(after, workload, site)) return undefined;
        const copied = rpoAfter(after, workload, site);
        const onward = rpoAfter(after, workload, to.name);
        return (
          copied &&
          onward &&
          `Add a bunker site ${formatDistance(distance)} from '${from.name}' (RPO ${copied}, ${onward} if both are lost; needs a site, ${lineText(bandwidth)} of dark fibre and a line on from there)`
        );
      },
    },
  ];
}

/** Whether the copy at the bunker keeps all limits in every case: else the problem has only moved there. */
function isSound({ estimates }: FixContext, workload: string, site: string): boolean {
  return estimates.copiesOf(workload).find(({ bound }) => bound.to.name === site)?.verdict === "met";
}

/** The bandwidth of the line that there is; a larger one where even asynchronous copies are too much for it. */
function onwardRate(estimate: ReplicationEstimate, line: Link, { estimates }: FixContext): number | undefined {
  const present = line.bandwidth?.likely;
  const async = asAsync(estimate, estimates);
  const link = async.route?.hops.find((hop) => hop.link.link === line)?.link;
  if (present === undefined || !link || !async.reasons.includes("link-too-small")) return present;
  return lineSizesAbove(present).find(
    (size) => !withBandwidth(async, link, rate(size), estimates).reasons.includes("link-too-small"),
  );
}

/** The smallest line that carries the peaks with room to spare, and no less than the product demands. */
function bunkerBandwidth({ bound, sync }: ReplicationEstimate): number | undefined {
  const peak = (sync?.required.high ?? 0) / PEAK_SHARE;
  const least = bound.technology?.minBandwidth?.value.high ?? 0;
  return lineSizesAbove(Math.max(peak, least - 1, LEAST_FIBRE - 1))[0];
}

/** Share of a new line that the peaks may take: goodput after framing, and queues that stay short. Own choice. */
const PEAK_SHARE = 0.75;
