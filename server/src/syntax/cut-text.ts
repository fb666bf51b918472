/** Longest text that is shared: longer ones would keep the whole file's text alive, since engines cut by reference. */
const LONGEST = 12;
/** A power of two. */
const PLACES = 2048;

const recent: string[] = new Array<string>(PLACES).fill("");

/**
 * `text.slice(start, end)`, but one string for all short texts that are the same: plans repeat their words and units,
 * and ten thousand blocks must stay small.
 */
export function cutText(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST || length < 2) return text.slice(start, end);
  const middle = text.charCodeAt(start + (length >> 1));
  const place =
    (text.charCodeAt(start) * 31 + middle * 131 + text.charCodeAt(end - 1) * 517 + length * 7) & (PLACES - 1);
  const found = recent[place] as string;
  if (found.length === length && text.startsWith(found, start)) return found;
  const made = text.slice(start, end);
  recent[place] = made;
  return made;
}
