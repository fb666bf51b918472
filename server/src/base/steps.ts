/** Long work in steps: before each it tells how far it is, so that whoever runs it can show that, pause or give up. */
export type Steps<T> = Generator<StepsDone, T, undefined>;

export interface StepsDone {
  readonly done: number;
  readonly of: number;
}

/** All steps at once. */
export function finish<T>(steps: Steps<T>, onProgress?: (progress: StepsDone) => void): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}
