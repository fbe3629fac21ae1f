// One check on a shift, for the tests of the core: its memory, its problem and what people were told of it, put together
// from the pure parts the way the engine does, with a clock that the test moves.
import { type Policy, policy as policySchema } from '../../electron/contract/model/check.ts';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Status } from '../../electron/contract/model/result.ts';
import { type StateEvent, type Transition, transition } from '../../electron/engine/core/alert-state.ts';
import {
  type CheckMemory,
  type HostCondition,
  hostCameUp,
  initialState,
} from '../../electron/engine/core/check-memory.ts';
import { currentStatus, nextProblem } from '../../electron/engine/core/problem.ts';
import {
  type AlertKind,
  afterTelling,
  type HoldFacts,
  hold,
  NOTHING_TOLD,
  tell,
} from '../../electron/engine/core/suppression.ts';

export const MINUTE = 60_000;

const WORDS: Readonly<Record<string, Status>> = { OK: 'ok', WARN: 'warning', CRIT: 'critical', UNKN: 'unknown' };
const wordOf = (status: string) => Object.keys(WORDS).find((word) => WORDS[word] === status);

/** A check whose host is up and well, and that nobody says anything about. */
export const nothingHolds: HoldFacts = {
  kind: 'problem',
  at: 1_000,
  alive: false,
  type: 'hard',
  hostName: 'web1',
  hostReach: 'up',
  because: null,
  hostDown: false,
  isolated: null,
  maintenance: null,
  muted: null,
  ack: null,
  parentCheck: null,
  flapping: false,
  outsideHours: null,
  verifying: null,
};

export class Shift {
  state: CheckMemory = initialState({ id: 'web1-http' as CheckId, hostId: 'web1' as HostId }, 0);
  problem: Problem | null = null;
  /** The wall clock, epoch ms. */
  at = 0;
  /** What the last result did. */
  last: Transition | null = null;
  /** The alert that went out after the last result. */
  alert: AlertKind | null = null;
  host: HostCondition = 'up';
  policy: Policy;
  private told = NOTHING_TOLD;

  constructor(edits: Partial<Policy> = {}) {
    this.policy = policySchema.parse({ flapDetection: false, ...edits });
  }

  get events(): readonly StateEvent[] {
    return this.last?.events ?? [];
  }

  /** A result a minute after the last one, or at the time given. */
  feed(status: Status, at: number = this.at + MINUTE): void {
    this.at = Math.max(this.at, at);
    this.last = transition(this.state, { at, status, summary: status, metrics: [] }, this.host, this.policy);
    this.state = this.last.state;
    const reach = this.host === 'up' ? 'up' : 'down';
    const host = { reach, because: null } as const;
    this.problem = nextProblem(this.problem, {
      id: 'p' as ProblemId,
      at,
      check: this.state,
      alive: false,
      host,
      severity: () => 2,
    });
    const news = currentStatus(this.state, false, reach);
    const kind = tell(this.told, news);
    const { type, hostDown, flapping } = this.state;
    const facts = { ...nothingHolds, at: this.at, type, hostDown, flapping, hostReach: reach } as const;
    this.alert = kind !== null && hold({ ...facts, kind }) === null ? kind : null;
    if (this.alert) this.told = afterTelling(this.told, this.alert, news);
  }

  /** Feeds the statuses of a trace written as the specification does ('CRIT S1 · OK H1 !'), and returns what came of it. */
  trace(written: string): string {
    const steps = written.split('·').map((step) => {
      this.feed(WORDS[step.trim().split(' ')[0]!]!);
      const { status, type, attempt } = this.state;
      return `${wordOf(status)} ${type === 'hard' ? 'H' : 'S'}${attempt}${this.alert ? ' !' : ''}`;
    });
    return steps.join(' · ');
  }

  hostTurns(condition: HostCondition): void {
    if (this.host === 'not-up' && condition === 'up') this.state = hostCameUp(this.state);
    this.host = condition;
  }

  edit(changes: Partial<Policy>): void {
    this.policy = { ...this.policy, ...changes };
  }

  /** Anything else that happens to the memory between two results. */
  touch(change: (state: CheckMemory) => CheckMemory): void {
    this.state = change(this.state);
  }
}
