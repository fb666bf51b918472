/**
 * Figures in the text of a generated plan stand as `‹role amount›` in the units of this table, so that a law can write
 * the same plan with others of them, or in other units.
 */
export type Role = keyof typeof UNITS;

/** One way to write each figure: by how much the amount is multiplied, and the unit. */
type Writing = Readonly<Record<Role, readonly [factor: number, unit: string]>>;

const UNITS = {
  bandwidth: [1, "kB/s"],
  change: [1, "kB/s"],
  rate: [1, "kB/s"],
  every: [1, "min"],
  time: [1, "min"],
  rtt: [1, "ms"],
  gigabytes: [1, "GB"],
  gibibytes: [1, "GiB"],
  distance: [1, "km"],
  share: [1, "%"],
} as const;

/** The same figures in other units, by factors that are exact. */
export const OTHER_UNITS: Writing = {
  bandwidth: [8, "kbps"],
  change: [60, "kB/min"],
  rate: [0.001, "MB/s"],
  every: [60, "s"],
  time: [60_000, "ms"],
  rtt: [0.001, "s"],
  gigabytes: [1000, "MB"],
  gibibytes: [1024, "MiB"],
  distance: [1000, "m"],
  share: [0.01, "x"],
};

const FIGURE = /‹(\w+) ([\d.]+)›/g;

export function figure(role: Role, amount: number): string {
  return `‹${role} ${amount}›`;
}

/** The text of the plan. */
export function written(blocks: readonly string[], units: Writing = UNITS): string {
  const text = blocks.join("\n").replace(FIGURE, (_, role: Role, amount: string) => {
    const [factor, unit] = units[role];
    return `${decimal(Number(amount) * factor)} ${unit}`;
  });
  return `${text}\n`;
}

/** Without rounding errors of the binary product, and without an exponent. */
function decimal(value: number): string {
  const text = value.toFixed(9);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** The plan with all figures of a role multiplied: in all blocks, or in one. */
export function scaled(blocks: readonly string[], role: Role, factor: number, only?: number): readonly string[] {
  return blocks.map((block, index) =>
    only !== undefined && index !== only
      ? block
      : block.replace(FIGURE, (all, of: Role, amount: string) =>
          of === role ? figure(role, Number(amount) * factor) : all,
        ),
  );
}

/** The blocks that hold a figure of a role. */
export function blocksWith(blocks: readonly string[], role: Role): readonly number[] {
  return blocks.flatMap((block, index) => (block.includes(`‹${role} `) ? [index] : []));
}
