import type { Settings } from "../protocol.ts";

export const DEFAULT_SETTINGS: Settings = {
  inlayHints: { link: true, replication: true, backup: true, migration: true, recovery: true },
  codeLens: true,
  maxNumberOfProblems: 1000,
};

/** Reads settings as a client sends them; what is absent or makes no sense is as by default. */
export function readSettings(sent: unknown): Settings {
  const section = asRecord(sent);
  const hints = asRecord(section.inlayHints);
  const most = section.maxNumberOfProblems;
  return {
    inlayHints: {
      link: flag(hints.link, DEFAULT_SETTINGS.inlayHints.link),
      replication: flag(hints.replication, DEFAULT_SETTINGS.inlayHints.replication),
      backup: flag(hints.backup, DEFAULT_SETTINGS.inlayHints.backup),
      migration: flag(hints.migration, DEFAULT_SETTINGS.inlayHints.migration),
      recovery: flag(hints.recovery, DEFAULT_SETTINGS.inlayHints.recovery),
    },
    codeLens: flag(section.codeLens, DEFAULT_SETTINGS.codeLens),
    maxNumberOfProblems:
      typeof most === "number" && most >= 1 ? Math.floor(most) : DEFAULT_SETTINGS.maxNumberOfProblems,
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}
