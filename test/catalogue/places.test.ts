import { describe, expect, it } from "vitest";
import { allPlaces, findPlace, nearestPlaces, readPlaces } from "../../server/src/catalogue/places.ts";

describe("findPlace", () => {
  it.each([
    ["Frankfurt", "Frankfurt, DE", "as written"],
    ["  frankfurt ,de ", "Frankfurt, DE", "spaces and case"],
    ["Frankfurt am Main", "Frankfurt, DE", "the full name"],
    ["München", "Munich, DE", "the local name"],
    ["Koeln", "Cologne, DE", "umlauts spelt out"],
    ["Zürich", "Zurich, CH", "an accent more"],
    ["Malmo", "Malmö, SE", "an accent less"],
    ["Lodz", "Łódź, PL", "letters that are no accents"],
    ["Den Haag", "The Hague, NL", "another spelling"],
    ["London", "London, GB", "the best known"],
    ["London, CA", "London, CA", "the other one"],
    ["London, UK", "London, GB", "a country as people write it"],
    ["St Gallen", "St. Gallen, CH", "no full stop"],
    ["Washington, D.C.", "Washington, US", "a comma in the name"],
    ["AWS:eu-central-1", "aws:eu-central-1", "a region"],
    ["azure:westeurope", "azure:westeurope", "a region"],
  ])("'%s' is %s (%s)", (text, id) => {
    expect(findPlace(text)?.id).toBe(id);
  });

  it.each(["", "Atlantis", "aws:mars-north-1", "Frankfurt, JP", "50.11, 8.68"])("does not know '%s'", (text) => {
    expect(findPlace(text)).toBeUndefined();
  });

  // The operators name these metros in their public region lists; a degree is some 60 to 111 km.
  it.each([
    ["aws:eu-central-1", 50.1, 8.7, "Frankfurt"],
    ["aws:us-east-1", 39.0, -77.5, "Northern Virginia"],
    ["aws:ap-southeast-2", -33.9, 151.2, "Sydney"],
    ["aws:af-south-1", -33.9, 18.4, "Cape Town"],
    ["azure:westeurope", 52.4, 4.9, "Netherlands"],
    ["azure:northeurope", 53.3, -6.3, "Ireland"],
    ["azure:southeastasia", 1.4, 103.8, "Singapore"],
    ["gcp:europe-west3", 50.1, 8.7, "Frankfurt"],
    ["gcp:europe-north1", 60.6, 27.2, "Hamina"],
    ["gcp:southamerica-west1", -33.4, -70.7, "Santiago"],
  ])("puts %s at %d, %d (%s)", (id, latitude, longitude) => {
    const place = findPlace(id);
    expect(place?.kind).toBe("region");
    expect(Math.abs((place?.latitude ?? 99) - latitude)).toBeLessThan(0.3);
    expect(Math.abs((place?.longitude ?? 999) - longitude)).toBeLessThan(0.3);
  });
});

describe("nearestPlaces", () => {
  it.each([
    ["Frankfrut", "Frankfurt, DE"],
    ["Munchn", "Munich, DE"],
    ["Londn, GB", "London, GB"],
    ["aws:eu-centrl-1", "aws:eu-central-1"],
  ])("reads '%s' as %s", (text, id) => {
    expect(nearestPlaces(text)[0]?.id).toBe(id);
  });

  it("offers nothing for what resembles nothing", () => {
    expect(nearestPlaces("qqqqqqqqqqqq")).toEqual([]);
  });
});

describe("the places that ship", () => {
  const cities = allPlaces().filter(({ kind }) => kind === "city");

  it("cover the cities that plans name", () => {
    expect(cities.length).toBeGreaterThanOrEqual(400);
    for (const operator of ["aws", "azure", "gcp", "ibm", "oci"]) {
      expect(allPlaces().some(({ id }) => id.startsWith(`${operator}:`))).toBe(true);
    }
  });

  it("are found by their own ids, and by them alone", () => {
    expect(new Set(allPlaces().map(({ id }) => id)).size).toBe(allPlaces().length);
    for (const place of allPlaces()) expect(findPlace(place.id)).toEqual(place);
  });

  it("lie on Earth, at two decimals, in a country", () => {
    for (const { latitude, longitude, country } of allPlaces()) {
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
      expect(latitude).toBe(Number(latitude.toFixed(2)));
      expect(longitude).toBe(Number(longitude.toFixed(2)));
      expect(country).toMatch(/^[A-Z]{2}$/);
    }
  });
});

describe("readPlaces", () => {
  it.each([
    [{ about: "", cities: ["Nowhere|XX|north|0"], regions: {} }, "Not a city"],
    [{ about: "", cities: [], regions: { aws: ["eu-x-1|Nowhere"] } }, "no known city"],
  ])("refuses %j", (source, message) => {
    expect(() => readPlaces(source)).toThrow(message);
  });
});
