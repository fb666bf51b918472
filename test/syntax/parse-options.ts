import type { ParseOptions } from "../../server/src/syntax/tree.ts";

/** The top-level words of the language, written out: the parser knows no vocabulary. */
export const options: ParseOptions = {
  blockWords: new Set([
    ..."plan import region site link tier workload replicate backup migrate".split(" "),
    ..."scenario runbook drill technology option assume".split(" "),
  ]),
  containerWords: new Set(["option"]),
};
