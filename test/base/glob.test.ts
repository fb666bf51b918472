import { expect, test } from "vitest";
import { isGlob, matchesGlob } from "../../server/src/base/glob.ts";

test.each([
  // path                     pattern             matches  why
  ["archive/a.drplan", "archive/**", true, "all below a folder"],
  ["archive/x/y/a.drplan", "archive/**", true, "however deep"],
  ["archived/a.drplan", "archive/**", false, "a name is a whole name"],
  ["plans/a.drplan", "plans/*.drplan", true, "a star inside one name"],
  ["plans/x/a.drplan", "plans/*.drplan", false, "a star does not go through folders"],
  ["plans/x/a.drplan", "plans/**/*.drplan", true, "two stars do"],
  ["plans/a.drplan", "plans/**/*.drplan", true, "through none as well"],
  ["x/y/a.draft.drplan", "*.draft.drplan", true, "without a slash at any depth"],
  ["a.draft.drplan", "/*.draft.drplan", true, "a leading slash ties it to the top"],
  ["x/a.draft.drplan", "/*.draft.drplan", false, "and only there"],
  ["a1.drplan", "a?.drplan", true, "a question mark is one character"],
  ["a.drplan", "a?.drplan", false, "not none"],
  ["b.drplan", "{a,b}.drplan", true, "one of several"],
  ["axdrplan", "a.drplan", false, "a dot is a dot"],
  ["a+(b).drplan", "a+(b).drplan", true, "other characters mean themselves"],
  ["x/old", "old", true, "a folder by its name"],
  ["x/old", "old/", true, "with a slash behind it"],
])("%s and %s: %s (%s)", (path, pattern, matches) => {
  expect(matchesGlob(path, pattern)).toBe(matches);
});

test.each([
  ["plans/*.drplan", true],
  ["a?.drplan", true],
  ["{a,b}.drplan", true],
  ["plans/{a}.drplan", false],
  ["plans/a.drplan", false],
])("%s is a pattern: %s", (text, expected) => {
  expect(isGlob(text)).toBe(expected);
});
