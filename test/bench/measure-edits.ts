import { setTimeout as pause } from "node:timers/promises";
import { type EditSpot, editSpot } from "./edit-spot.ts";
import { type Launch, type Session, startSession } from "./lsp-client.ts";
import { type Summary, summarise } from "./summary.ts";

export interface EditLimits {
  /** Edits that count, after the warm-up. */
  readonly edits: number;
  readonly warmUp: number;
  /** Milliseconds after which no further edit of a series starts, and longest wait for one answer. */
  readonly budget: number;
}

export interface EditSeries {
  /** As the client feels it: from sending the change to the arrival of its diagnostics. */
  readonly latency: Summary;
  /** Mean processor time of the server for an edit, in milliseconds, all threads; timers that delay the work do not count. */
  readonly cpu?: number;
  /** How many diagnostics the file had: with the extra character, and without. */
  readonly diagnostics: { readonly inserted: number; readonly deleted: number };
}

export interface EditMeasures {
  readonly mode: "push" | "pull";
  /** Milliseconds from sending the whole text to its diagnostics. */
  readonly open: number;
  /** Bytes on the server's heap once the file is open. */
  readonly heap?: number;
  /** An edit inside a number. */
  readonly number: EditSeries;
  /** An edit inside a reference, which breaks and mends it. */
  readonly name: EditSeries;
}

/** Fewest edits that count, whatever the budget. */
const FEWEST_EDITS = 4;
/** Share of a series' time after which a slow server is warm enough. */
const WARM_UP_SHARE = 0.25;
/** Milliseconds between an answer and the next edit: work behind the answer does not run into it. */
const PAUSE = 30;
/** Longest handshake, in milliseconds. */
const HANDSHAKE = 60_000;

/**
 * Opens `text` in a new server and measures edits of one character in its middle, put in and taken out in turn.
 * Rejects when the server ends or does not answer in time.
 */
export async function measureEdits(
  launch: Launch,
  text: string,
  spots: { readonly number: RegExp; readonly name: RegExp },
  limits: EditLimits,
): Promise<EditMeasures> {
  const session = await startSession(launch, HANDSHAKE);
  try {
    const opened = await session.open(text, limits.budget);
    const heap = await session.heap();
    const number = await series(session, editSpot(text, spots.number), "1", limits);
    const name = await series(session, editSpot(text, spots.name), "x", limits);
    return { mode: session.mode(), open: opened.milliseconds, ...(heap === undefined ? {} : { heap }), number, name };
  } finally {
    await session.stop();
  }
}

async function series(session: Session, spot: EditSpot, insert: string, limits: EditLimits): Promise<EditSeries> {
  const start = performance.now();
  const times: number[] = [];
  const diagnostics = { inserted: 0, deleted: 0 };
  let cpuBefore: number | undefined;
  let warm = 0;
  while (times.length < limits.edits) {
    const spent = (performance.now() - start) / limits.budget;
    if (spent > 1 && times.length >= FEWEST_EDITS) break;
    const counts = warm >= limits.warmUp || (warm > 0 && spent > WARM_UP_SHARE);
    if (counts && times.length === 0) cpuBefore = await session.cpu();
    const inserted = await session.edit({ ...spot, insert }, limits.budget);
    await pause(PAUSE);
    const deleted = await session.edit(spot, limits.budget);
    await pause(PAUSE);
    diagnostics.inserted = inserted.diagnostics;
    diagnostics.deleted = deleted.diagnostics;
    if (counts) times.push(inserted.milliseconds, deleted.milliseconds);
    else warm += 2;
  }
  const cpuAfter = await session.cpu();
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpuBefore) / times.length;
  return { latency: summarise(times), ...(cpu === undefined ? {} : { cpu }), diagnostics };
}
