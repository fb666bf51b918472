import type { HintKind } from "../features/inlay-hints.ts";
import type { Settings } from "../protocol.ts";

/** The kinds of inlay hints that the settings leave. */
export function hintKinds({ inlayHints }: Settings): ReadonlySet<HintKind> {
  const kinds: HintKind[] = [];
  if (inlayHints.link) kinds.push("link-rtt", "link-capacity");
  if (inlayHints.replication) kinds.push("write-latency", "replication-rpo");
  if (inlayHints.backup) kinds.push("backup-loss");
  if (inlayHints.migration) kinds.push("migration-time");
  if (inlayHints.recovery) kinds.push("tier-verdict");
  return new Set(kinds);
}

/** Whether a kind of code action is asked for: kinds are hierarchical, and none given means all. */
export function wantsKind(only: readonly string[] | undefined): (kind: string) => boolean {
  return (kind) => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}
