import fc from "fast-check";

const blank = fc.constantFrom(" ", " ", " ", "  ", "\t", "    ", "/* c */", " /* d */ ");
const lineEnd = fc.constantFrom(
  ..."\n|\n|\n|\n|\n\n|\n\n\n|\n  |\n\t| // t\n|// u  \n  |\n/// doc\n|\n  // own\n    |;|; | ;\n|; // x\n".split("|"),
  " /* b */\n",
  "\n/* m\n  n */\n",
  "\n/* k */ ",
  "; /// q\n",
  "\n ; /// q\n",
);
const value = fc.constantFrom(
  ...'a|frankfurt|"text"|12|12MB/s|155 Mbps|1h30min|8 .. 12ms|12 MB/s +-30%|2026-09-14|09:00-17:00'.split("|"),
  ..."aws:eu-west-1|50.1, 8.6|a , b|a<->b|a,\n b|a -> // c\n b|70 %|11_000 GBP/year|155Mbsp".split("|"),
);
const word = fc.constantFrom("a", "data", "change", "needs", "location", "write-latency", "x");

const simple = fc
  .tuple(word, fc.array(fc.tuple(blank, value), { maxLength: 2 }))
  .map(([name, values]) => name + values.flat().join(""));
const inlineBody = fc
  .tuple(fc.constantFrom("", " "), fc.array(simple, { maxLength: 8 }), fc.constantFrom("", " "))
  .map(([before, inner, behind]) => `{${before}${inner.join("; ").replace(/\/\/.*|\n/g, " ")}${behind}}`);
const open = fc.constantFrom(" {", "{", "\n{", " // h\n{", "   {");

const { body } = fc.letrec<{ body: string; statement: string }>((tie) => ({
  statement: fc.tuple(simple, fc.option(tie("body"), { nil: "", freq: 2 })).map((parts) => parts.join("")),
  body: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(fc.constantFrom(" ", ""), inlineBody).map((parts) => parts.join("")),
    fc
      .tuple(open, lineEnd, fc.array(fc.tuple(tie("statement"), lineEnd), { maxLength: 5 }))
      .map(([brace, first, inner]) => `${brace}${first}${inner.flat().join("")}\n}`),
  ),
}));

const header = fc
  .tuple(
    fc.constantFrom("site", "tier", "workload", "option", "foo"),
    blank,
    fc.constantFrom("a", "bcd", "efghi"),
    fc.constantFrom("", "", ' "L"', '   "Label"'),
  )
  .map((parts) => parts.join(""));

/** Plans without errors, mostly, in every form but the usual one. */
export const looseText: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(header, fc.oneof(body, fc.constant("")), lineEnd), { maxLength: 6 }), fc.boolean())
  .map(([blocks, windows]) => {
    const text = blocks.flat().join("");
    return windows ? text.replaceAll("\n", "\r\n") : text;
  });
