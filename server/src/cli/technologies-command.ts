import { allTechnologies, nearestTechnologies, searchTechnologies } from "../catalogue/technologies.ts";
import { paintWith } from "../report/paint.ts";
import { technologiesText } from "../report/technologies-text.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import type { Format } from "./program.ts";

/** Prints the shipped technologies, or those that all words of the text find. Figures in JSON are in SI units. */
export function technologiesCommand(search: string, { format }: { readonly format: Format }, host: Host): ExitCode {
  const found = search.trim() === "" ? allTechnologies() : searchTechnologies(search);
  if (format === "json") {
    host.out(`${JSON.stringify({ technologies: found }, null, 2)}\n`);
    return 0;
  }
  if (found.length === 0) {
    const alike = nearestTechnologies(search).map(({ id }) => id);
    const hint = alike.length === 0 ? "" : `; the nearest are ${alike.join(", ")}`;
    throw new CommandFailure(search, `no technology is known by this name${hint}`);
  }
  host.out(technologiesText(found, paintWith(host.colours)));
  return 0;
}
