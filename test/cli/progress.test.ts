import { describe, expect, it } from "vitest";
import { startProgress } from "../../server/src/cli/progress.ts";

const CLEAR = "\r\u001b[K";

/** What is written when steps are told at these milliseconds, and the work ends after them. */
function written(terminal: boolean | undefined, times: readonly number[]): readonly string[] {
  const texts: string[] = [];
  let time = 0;
  const host = { err: (text: string) => texts.push(text), ...(terminal === undefined ? {} : { terminal }) };
  const progress = startProgress(host, () => time);
  for (time of times) progress.step(`step at ${time}`);
  progress.end();
  return texts;
}

describe("progress of long work", () => {
  it.each<readonly [boolean | undefined, readonly number[], readonly string[], string]>([
    [true, [0, 100, 499], [], "work that ends within half a second"],
    [true, [0, 500], [`${CLEAR}step at 500 …`, CLEAR], "work that goes on is told, and taken away at its end"],
    [true, [600, 650, 699, 700], [`${CLEAR}step at 600 …`, `${CLEAR}step at 700 …`, CLEAR], "no faster than one reads"],
    [false, [600, 900], [], "output that nobody watches"],
    [undefined, [600, 900], [], "a host that says nothing of its terminal"],
    [true, [], [], "no work at all"],
  ])("terminal %s, steps at %j: %j (%s)", (terminal, times, expected) => {
    expect(written(terminal, times)).toEqual(expected);
  });
});
