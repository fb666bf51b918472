import type { Declaration } from "../../model/declaration.ts";
import type { FixCandidate } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

/** Something of which a block holds several, and how much of the most it takes. */
interface Sized {
  readonly name: string;
  readonly size: number;
}

/**
 * Splits a block that names several workloads into blocks of which none holds more than the most, in the order in which
 * they are named: what stands together stays together. Nothing for one that is too large by itself, nor for JSON.
 */
export function splitBlock(declaration: Declaration, members: readonly Sized[], most: number): readonly FixCandidate[] {
  const { unit, document } = declaration;
  const list = document.spans.at("/workloads");
  const groups = groupsOf(members, most);
  if (!("lineBreaks" in unit) || !list || groups.length < 2 || members.some(({ size }) => size > most)) return [];
  const { statement } = document.spans;
  const blockOf = (names: string) =>
    unit.text.slice(statement.start, list.start) + names + unit.text.slice(list.end, statement.end);
  const [first, ...others] = groups.map((group) => group.join(", "));
  return [
    {
      edits: [
        { declaration: declaration.id, span: list, text: first ?? "" },
        ...addBehind(declaration, others.map(blockOf)),
      ],
      title: () =>
        `Split it into ${groups.length} blocks of at most ${most} machines (people keep the order between them)`,
    },
  ];
}

function groupsOf(members: readonly Sized[], most: number): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let left = 0;
  for (const { name, size } of members) {
    if (groups.length === 0 || size > left) {
      groups.push([]);
      left = most;
    }
    groups.at(-1)?.push(name);
    left -= size;
  }
  return groups;
}
