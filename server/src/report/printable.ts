/**
 * A text for a terminal on one line: what would steer the terminal or turn the direction of writing is shown as `·`, tabs
 * and hard spaces become spaces. The number of code units stays.
 */
export function printable(text: string): string {
  return text.replace(STEERING, "·").replace(SPACES, " ");
}

/** Control characters except the tab, and the marks that change the direction of writing. */
const STEERING = /(?!\t)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const SPACES = /[\t\u00a0\u202f]/g;
