import type { CheckSettings } from "../findings/check-settings.ts";
import type { ConfigFile } from "./config-file.ts";

/** What a check rests on, from the configuration that counts for a plan and the day on which is judged. */
export function settingsOf(
  config: ConfigFile | undefined,
  today: string | undefined,
): CheckSettings & { readonly assume?: ConfigFile["assume"] } {
  const day = today === undefined ? {} : { today };
  return config ? { ...day, severities: config.severities, assume: config.assume } : day;
}
