/** The few assertions that the suites need: Node's own are missing in a worker. */
export function equal(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`Expected ${show(expected)}, found ${show(actual)}.`);
}

export function matches(actual: string, expected: RegExp): void {
  if (!expected.test(actual)) throw new Error(`Expected a match of ${expected}, found ${show(actual)}.`);
}

/** Also tells the compiler that the value is there. */
export function present<T>(value: T, what: string): asserts value is NonNullable<T> {
  if (value === undefined || value === null || value === false) throw new Error(`Expected ${what}.`);
}

export function includes(actual: readonly string[], expected: string): void {
  if (!actual.includes(expected)) throw new Error(`Expected ${show(expected)} among ${show(actual)}.`);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
