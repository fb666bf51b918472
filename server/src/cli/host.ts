/** What the commands need of the process that runs them. */
export interface Host {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Whether output may be coloured. */
  readonly colours: boolean;
  /** Whether somebody watches the standard error; left out: nobody does. */
  readonly terminal?: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The day on which is judged, `2026-09-14`. */
  readonly today: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
}

/** 0: done. 1: findings at or above the failing severity. 2: the work could not be done. */
export type ExitCode = 0 | 1 | 2;
