import appliance from "../../catalogue/technologies/appliance.json" with { type: "json" };
import array from "../../catalogue/technologies/array.json" with { type: "json" };
import database from "../../catalogue/technologies/database.json" with { type: "json" };
import filesystem from "../../catalogue/technologies/filesystem.json" with { type: "json" };
import host from "../../catalogue/technologies/host.json" with { type: "json" };
import hypervisor from "../../catalogue/technologies/hypervisor.json" with { type: "json" };
import messaging from "../../catalogue/technologies/messaging.json" with { type: "json" };
import object from "../../catalogue/technologies/object.json" with { type: "json" };
import { readTechnologies, type TechnologiesReading, type TechnologyEntry } from "./read-technologies.ts";
import { TECHNOLOGY_CLASSES } from "./technology.ts";

/** The shipped catalogue as read, with what is wrong in it (nothing, or the tests fail). Read on first use, and frozen. */
export function shippedTechnologies(): TechnologiesReading {
  shipped ??= readShipped();
  return shipped;
}

let shipped: TechnologiesReading | undefined;

const FILES = { array, hypervisor, host, database, filesystem, object, messaging, appliance };

function readShipped(): TechnologiesReading {
  const entries = TECHNOLOGY_CLASSES.flatMap((name): TechnologyEntry[] =>
    FILES[name].technologies.map((entry, index) => ({
      id: entry.id,
      entry,
      origin: "catalogue",
      path: `/${name}/technologies/${index}`,
      sources: FILES[name].sources,
      class: name,
    })),
  );
  const reading = readTechnologies(entries, () => undefined);
  for (const one of reading.technologies.values()) freeze(one);
  return reading;
}

/** Freezes a value and all that it holds. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}
