import { findPlace, nearestPlaces, type Place } from "../../catalogue/places.ts";
import { type Declaration, isKind } from "../../model/declaration.ts";
import { readLocation } from "../../model/site.ts";
import { defineRule } from "../rule.ts";
import { replaceText } from "../statement-edit.ts";

interface UnknownPlace {
  readonly text: string;
  readonly pointer: string;
  /** Names of places that may be meant, the likeliest first. */
  readonly near: readonly string[];
}

export const unknownPlace = defineRule<UnknownPlace>({
  code: "unknown-place",
  severity: "error",
  summary: "A location is coordinates, or a city or cloud region that the catalogue of places has.",
  why: "Distances rest on where sites are. A place that is not known has no coordinates, so nothing can be said of the links that end there.",
  examples: {
    bad: `site main { location <|"Franfurt"|> }
site second { location 50.08, 8.24 }
link wan main <-> second { bandwidth 1 Gbps }`,
    good: `site main { location "Frankfurt" }
site second { location 50.08, 8.24 }
link wan main <-> second { bandwidth 1 Gbps }`,
  },
  kinds: ["site", "option"],

  *check(declaration) {
    const { spans } = declaration.document;
    for (const { text, pointer } of locationsOf(declaration)) {
      if (readLocation(text)) continue;
      yield {
        at: spans.at(pointer) ?? spans.header,
        facts: { text, pointer, near: nearestPlaces(text).map(shortName) },
      };
    }
  },

  message: ({ text, near }) =>
    near.length === 0
      ? `No place is named '${text}'. Give a larger city near it, or coordinates, for example 50.1109, 8.6821.`
      : `No place is named '${text}'; did you mean '${near[0]}'? Coordinates may be given instead.`,

  fixes: ({ text, pointer, near }, { declaration }) =>
    near.map((name, index) => ({
      edits: replaceText(declaration, pointer, name),
      title: () => `Change '${text}' to '${name}'`,
      ...(index === 0 ? { preferred: true } : {}),
    })),
});

function locationsOf(declaration: Declaration): readonly { readonly text: string; readonly pointer: string }[] {
  if (isKind(declaration, "site")) {
    const { location } = declaration.document.value;
    return location === undefined ? [] : [{ text: location, pointer: "/location" }];
  }
  if (!isKind(declaration, "option")) return [];
  return (declaration.document.value.sites ?? []).flatMap(({ location }, index) =>
    location === undefined ? [] : [{ text: location, pointer: `/sites/${index}/location` }],
  );
}

/** Without the country where the city's name alone means the same place. */
function shortName(place: Place): string {
  return place.kind === "city" && findPlace(place.name)?.id === place.id ? place.name : place.id;
}
