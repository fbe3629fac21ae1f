// One check on the schedule. It keeps its identity through edits, even from being disabled to being enabled again, so that
// it can never run twice at once.
import type { QueueItem } from './run-queue.ts';
import type { Job } from './runner.ts';

export class ScheduledCheck implements QueueItem {
  job: Job;
  /** Monotonic due time of the run to come (or under way), ms. */
  dueMono: number;
  /** A slot of its cadence: retries and runs out of turn leave it, and come back to it. */
  slotMono: number;
  state: 'waiting' | 'queued' | 'running' = 'waiting';
  /** Raised when the job was replaced or all was started afresh: the result of a run under way counts no more. */
  generation = 0;
  /** Asked for while running: runs once more at once. */
  asked = false;
  /** Removed while running: forgotten as soon as that run has let go. */
  gone = false;
  /** Ends the run under way, where it runs alone. */
  end: AbortController | null = null;

  constructor(job: Job, dueMono: number) {
    this.job = job;
    this.dueMono = dueMono;
    this.slotMono = dueMono;
  }
  /** Gives it a new cadence, from `dueMono` on. */
  moveTo(dueMono: number): void {
    this.dueMono = dueMono;
    this.slotMono = dueMono;
  }
  get kindName(): string {
    return this.job.kind.kind;
  }
  get kindLimit(): number {
    return this.job.kind.concurrency;
  }
  get hostKey(): string {
    return this.job.check.hostId;
  }
}
