import type { Host } from "./host.ts";

/** A line on the standard error that says what long work has come to. */
export interface Progress {
  /** Told before each piece of work: `estimating 3 of 20`. */
  readonly step: (text: string) => void;
  /** Takes the line away. Nothing is shown afterwards. */
  readonly end: () => void;
}

/** Milliseconds after which people begin to wonder. Own choice. */
const PATIENCE = 500;

/** Milliseconds between two lines: more could not be read. Own choice. */
const REST = 100;

/** To the start of the line, and its end erased. Source: ECMA-48, CR and EL. */
const CLEAR = "\r\u001b[K";

/** Shown only on a terminal, and only once the work takes longer than half a second. `now` is in milliseconds. */
export function startProgress(
  { err, terminal = false }: Partial<Pick<Host, "err" | "terminal">>,
  now: () => number = Date.now,
): Progress {
  const started = now();
  let shown: number | undefined;
  return {
    step(text) {
      const at = now();
      if (!err || !terminal || at - started < PATIENCE || at - (shown ?? 0) < REST) return;
      shown = at;
      err(`${CLEAR}${text} …`);
    },
    end() {
      if (shown !== undefined) err?.(CLEAR);
      shown = undefined;
    },
  };
}
