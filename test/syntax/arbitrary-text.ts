import fc from "fast-check";
import type { TextEdit } from "../../server/src/base/text-edit.ts";

/** Pieces of plans: whole blocks, comments, and things that stand between them. */
const PIECES = [
  'site paris "Paris" { location 48.85, 2.35; hosts 4 }\n',
  "tier gold { rpo 0 s; rto 1 h }\n",
  "// a comment\n",
  "/// documents\n",
  "/* a block\ncomment */\n",
  "\n",
  'workload orders "Orders" {\n  site paris; tier gold\n  data 4 TB\n  change 12 MB/s mon-fri 09:00-17:00\n}\n',
  'option b "B" {\n  workload orders { data 5 TB }\n  replicate orders to lyon {\n    mode async\n  }\n}\n',
  "option flat {\nlink wan {\nbandwidth 1 Gbps\n}\n}\n",
  'runbook for loss {\n  step a "x" {\n    takes 5 min\n  }\n  step b "y" { takes 1 h 30 min; after a }\n}\n',
  'import "x.drplan"\n',
  "replicate orders,\n  directory to lyon over wan { mode sync } // trailing\n",
  "link wan a <->\n b\n{\n bandwidth 155 Mbps /* x */\n}\n",
  "foo 12",
  " ; ",
  "\r\n",
  "site a {} site b {}\n",
  "  change 8..12 ms\r\n",
];

/** Small things that change what is around them. */
const BITS = [
  ..."{ } \" /* */ // /// \n \r ; , -> <-> = : . .. ± +- ' “ ” \\ / * - _ é 東 １ € ?".split(" "),
  "\n",
  "\r",
  "\n\n",
  " ",
  "  ",
  "\0",
  "\ud83d",
  "\udc00",
  "\u00a0",
  "𠮷",
  "site x {\n",
  "option q {\n",
  "step z {",
  "12",
  "1,5 h",
  "2026-09-",
  "09:0",
];

/** Text that is a plan, nearly. */
export const planLike: fc.Arbitrary<string> = fc
  .array(fc.oneof({ arbitrary: fc.constantFrom(...PIECES), weight: 5 }, fc.constantFrom(...BITS)), { maxLength: 40 })
  .map((parts) => parts.join(""));

/** An edit as a share of the text's length, so that it fits any text. */
export interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const change: fc.Arbitrary<Change> = fc.record({
  at: share,
  length: fc.oneof(
    { arbitrary: fc.constantFrom(0, 0, 1, 1, 2), weight: 4 },
    { arbitrary: fc.integer({ min: 0, max: 300 }), weight: 1 },
  ),
  text: fc.oneof(
    fc.constant(""),
    fc.constantFrom(...BITS),
    fc.constantFrom(...PIECES),
    fc.tuple(fc.constantFrom(...BITS), fc.constantFrom(...BITS)).map((both) => both.join("")),
  ),
});

/** The edit of `text` that a change stands for; a deletion of one character takes a brace, quote or star nearby. */
export function editOf(text: string, { at, length, text: inserted }: Change): TextEdit {
  let start = Math.floor(at * text.length);
  if (length === 1) {
    const near = text.slice(start).search(/[{}"*\n]/);
    if (near >= 0) start += near;
  }
  return { span: { start, end: Math.min(text.length, start + length) }, text: inserted };
}
