/**
 * Backups of backups, by brute force: a clock that ticks in minutes, jobs that work off their minutes, and what each
 * level holds at every minute. It shares no code and no idea with the solver that it checks.
 */
export interface SteppedLevel {
  /** Minutes, from Monday 00:00. */
  readonly first: number;
  readonly every: number;
  /** Every so many minutes one of them is a full, the first included; 0 for none. */
  readonly fullEvery: number;
  readonly hold: number;
  readonly transit: number;
  /** Minutes of work of one that covers so many minutes. */
  readonly work: (covers: number) => number;
  readonly fullWork: number;
  /** Hours of the week in which it may run. */
  readonly open: (hour: number) => boolean;
}

/** The greatest age of what the last level holds, in minutes, at any minute after `settle` until `end`. */
export function steppedAge(levels: readonly SteppedLevel[], settle: number, end: number): number {
  const jobs = levels.map((level) => new Job(level));
  let worst = 0;
  for (let minute = 0; minute <= end; minute++) {
    const last = jobs[jobs.length - 1] as Job;
    if (minute > settle) worst = Math.max(worst, minute - last.newest);
    let source = minute;
    for (const job of jobs) {
      job.receive(minute);
      job.begin(minute, source);
      source = job.newest;
    }
    for (const job of jobs) job.workOn(minute);
  }
  return worst;
}

interface Item {
  readonly captured: number;
  readonly ready: number;
  left: number;
}

class Job {
  newest = Number.NEGATIVE_INFINITY;
  private due = false;
  private dueFull = false;
  private covered: number;
  private readonly line: Item[] = [];
  private readonly travelling: { readonly captured: number; readonly there: number }[] = [];

  constructor(private readonly level: SteppedLevel) {
    this.covered = level.first - level.every;
  }

  receive(minute: number): void {
    const [front] = this.line;
    if (front && front.ready <= minute && front.left <= 0) {
      this.line.shift();
      this.travelling.push({ captured: front.captured, there: minute + this.level.transit });
    }
    while (this.travelling[0] && this.travelling[0].there <= minute) {
      this.newest = Math.max(this.newest, this.travelling[0].captured);
      this.travelling.shift();
    }
  }

  begin(minute: number, source: number): void {
    const { first, every, fullEvery, hold } = this.level;
    const since = minute - first;
    if (since >= 0 && since % every === 0) this.due = true;
    if (since >= 0 && fullEvery > 0 && since % fullEvery === 0) this.dueFull = true;
    const free = hold > 0 || this.line.length === 0;
    if (!this.due || !free || !this.level.open(hourOf(minute))) return;
    const work = this.dueFull ? this.level.fullWork : this.level.work(minute - this.covered);
    this.line.push({ captured: source, ready: minute + hold, left: work });
    this.covered = minute;
    this.due = false;
    this.dueFull = false;
    // What takes no time is through at once.
    if (hold === 0 && work <= 0) this.receive(minute);
  }

  workOn(minute: number): void {
    const [front] = this.line;
    if (front && front.ready <= minute && this.level.open(hourOf(minute))) front.left -= 1;
  }
}

function hourOf(minute: number): number {
  return Math.floor(minute / 60) % 168;
}
