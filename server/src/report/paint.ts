/** Gives a text a look in a terminal, or leaves it as it is where there are no colours. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export function paintWith(colours: boolean): Paint {
  return colours ? COLOURED : PLAIN;
}

/** Selects a graphic rendition and ends it again. Source: ECMA-48, SGR. */
function rendition(on: number, off: number): (text: string) => string {
  return (text) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
}

const COLOURED: Paint = {
  error: rendition(31, 39),
  warning: rendition(33, 39),
  info: rendition(36, 39),
  hint: rendition(34, 39),
  good: rendition(32, 39),
  strong: rendition(1, 22),
  faint: rendition(2, 22),
};

const same = (text: string) => text;

const PLAIN: Paint = { error: same, warning: same, info: same, hint: same, good: same, strong: same, faint: same };
