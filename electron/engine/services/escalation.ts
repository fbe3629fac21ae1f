// Alerts that climb: each open, unacknowledged problem of a route with a policy goes up its steps until somebody takes it.
// What is decided lies in core/escalation-steps; here a step is carried out: who is reached, the context package, deliveries
// and the row in one transaction, so that a kill loses no step and doubles none.
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../contract/model/journal.ts';
import type { Notice } from '../../contract/model/notice.ts';
import type { Escalation, EscalationPolicy, Target } from '../../contract/model/on-call.ts';
import { decide, dueAt, type Standing, stepAfter } from '../core/escalation-steps.ts';
import type { Clock } from '../lib/clock.ts';
import type { StoredEscalation } from '../store/escalations.ts';
import type { Store } from '../store/open.ts';
import type { Channels } from './channels.ts';
import type { ContextSources } from './context-package.ts';
import { type Book, openBook } from './escalation-book.ts';
import { escalateByHand } from './escalation-by-hand.ts';
import { ENGINE } from './escalation-entries.ts';
import { type StandingSources, standingsAt } from './escalation-standing.ts';
import { carryOutStep } from './escalation-step.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Notifying } from './notifying.ts';
import type { OnCall } from './on-call.ts';
import type { Troubles } from './troubles.ts';

export interface EscalateInput {
  readonly problemIds: readonly string[];
  readonly targets: readonly Target[];
  readonly note: string;
  readonly callBack: string;
}

export interface Escalations {
  /** Goes on with what climbs since before a restart. */
  start(): void;
  /** Problems were acknowledged, released or closed: what concerned only them ends, or goes on. */
  handled(): void;
  /** By hand: refused when nobody of the targets can be reached, or when nothing climbs and no target is named. */
  escalate(input: EscalateInput, actor: Actor): { told: readonly string[] };
  /** Those that nobody has in hand, oldest first. */
  list(): readonly Escalation[];
  stop(): void;
}

export interface EscalationOptions extends StandingSources, ContextSources {
  readonly clock: Clock;
  readonly store: Store;
  readonly channels: Pick<Channels, 'routes'>;
  readonly notifying: Pick<Notifying, 'send' | 'onNotice'>;
  readonly onCall: Pick<OnCall, 'policy' | 'resolve'>;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly troubles: Pick<Troubles, 'guard'>;
  readonly maintenance: StandingSources['maintenance'] & ContextSources['maintenance'];
  readonly mutes: StandingSources['mutes'] & ContextSources['mutes'];
}

/** A step that is put off is looked at again so soon; and a wall clock that was set shows at the latest then. */
const PUT_OFF_MS = 15_000;
const LOOK_EVERY_MS = 60_000;
const RETRY_MS = 5_000;

export function createEscalations(options: EscalationOptions): Escalations {
  return new Climbing(options);
}

class Climbing implements Escalations {
  readonly #options: EscalationOptions;
  readonly #book: Book;
  readonly #unhear: () => void;
  #cancel = (): void => {};
  #running = false;
  /** Something was heard within a transaction that may not have been kept. */
  #unsure = false;

  constructor(options: EscalationOptions) {
    this.#options = options;
    this.#book = openBook(options);
    this.#unhear = options.notifying.onNotice((notice) => this.#heard(notice));
  }

  start(): void {
    this.#running = true;
    this.#look();
  }

  handled(): void {
    this.#look();
  }

  escalate(input: EscalateInput, actor: Actor): { told: readonly string[] } {
    const told = escalateByHand(this.#options, this.#book, input, actor);
    this.#publish();
    this.#look();
    return { told };
  }

  list(): readonly Escalation[] {
    const climbing = this.#book.open().filter(({ takenBy }) => takenBy === null);
    return climbing.map(({ routeId: _, waitsFor: __, takenBy: ___, ...escalation }) => escalation);
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
    this.#unhear();
  }

  /** A conversation begins to climb with its first notice; what joins it later climbs with it. */
  #heard(notice: Notice): void {
    // A repeat too: what somebody had in hand and let go of may have ended by then.
    if (notice.kind !== 'problem' && notice.kind !== 'update' && notice.kind !== 'repeat') return;
    const { channels, onCall } = this.#options;
    const policyId = channels.routes().find(({ id }) => id === notice.routeId)?.policyId;
    const policy = policyId ? onCall.policy(policyId) : null;
    const problemIds = notice.items.flatMap(({ problemId, status }) => (problemId && status !== 'ok' ? problemId : []));
    if (!policy || problemIds.length === 0) return;
    const sameClimb = (row: StoredEscalation): boolean =>
      row.conversation === notice.conversation && row.policyId === policy.id;
    const known = this.#book.open().find(sameClimb);
    if (known) this.#join(known, notice, problemIds, policy);
    else this.#begin(notice, problemIds, policy);
    // Not at once: the notice is still being written, and a first step without delay belongs behind it.
    this.#unsure = true;
    this.#lookIn(0);
  }

  #begin(notice: Notice, problemIds: readonly string[], policy: EscalationPolicy): void {
    const startedAt = this.#options.clock.now();
    const row: StoredEscalation = {
      id: randomUUID(),
      conversation: notice.conversation,
      policyId: policy.id,
      title: notice.title,
      problemIds,
      startedAt,
      step: 0,
      nextAt: dueAt(policy, 0, startedAt),
      told: [],
      routeId: notice.routeId,
      waitsFor: null,
      takenBy: null,
    };
    this.#book.keep(row, [{ text: `climbs by policy "${policy.name}" until somebody takes it` }]);
  }

  #join(known: StoredEscalation, { title }: Notice, problemIds: readonly string[], policy: EscalationPolicy): void {
    const fresh = problemIds.filter((id) => !known.problemIds.includes(id));
    if (fresh.length === 0) return;
    const joined = { ...known, title, problemIds: [...known.problemIds, ...fresh] };
    // All steps were gone, or all that was known in somebody's hands: of what is new nobody was told yet.
    const afresh = known.takenBy !== null || known.nextAt === null;
    const nextAt = dueAt(policy, 0, this.#options.clock.now());
    this.#book.keep(afresh ? { ...joined, takenBy: null, step: 0, nextAt } : joined);
  }

  /** Ends, puts off and carries out what is due, and comes back when the next thing is. */
  #look(): void {
    this.#cancel();
    if (!this.#running) return;
    const { guard } = this.#options.troubles;
    const heard = this.#unsure;
    if (heard) this.#unsure = !guard('storage', () => this.#book.reload(), 'escalations');
    const before = this.#book.open();
    if (before.length === 0) return;
    const now = this.#options.clock.now();
    const standings = standingsAt(this.#options, now);
    let again = LOOK_EVERY_MS;
    for (const row of before) {
      const act = (): void => {
        again = Math.min(again, this.#act(row, standings.of(row.problemIds), now));
      };
      // One that cannot be written does not keep the others waiting.
      const done = guard('storage', act, `escalation ${row.id}`);
      if (!done) again = Math.min(again, RETRY_MS);
    }
    if (heard || before.some((row) => this.#book.get(row.id) !== row)) this.#publish();
    this.#lookIn(again);
  }

  /** Does what is to be done about one; returns in how many ms to look again. */
  #act(row: StoredEscalation, standings: readonly Standing[], now: number): number {
    const decision = decide(row, standings, now);
    switch (decision.do) {
      case 'end':
        this.#book.end(row, { text: 'ended: every problem of it is over' });
        return LOOK_EVERY_MS;
      case 'rest': {
        const { by, until } = decision;
        if (row.takenBy !== by) {
          this.#book.keep({ ...row, takenBy: by, waitsFor: null }, [{ text: `rests: ${by} took it` }]);
        }
        return (until ?? now + LOOK_EVERY_MS) - now;
      }
      case 'go-on':
        return this.#goOn(row, now) - now;
      case 'wait': {
        const waitsFor = decision.because;
        if (row.waitsFor !== waitsFor) {
          this.#book.keep({ ...row, waitsFor }, [{ text: `waits with its next step: ${waitsFor}` }]);
        }
        return PUT_OFF_MS;
      }
      case 'step':
        carryOutStep(this.#options, this.#book, row, { actor: ENGINE, note: '', callBack: '' });
        return (this.#book.get(row.id)?.nextAt ?? now + LOOK_EVERY_MS) - now;
      case 'nothing':
        return (row.nextAt ?? now + LOOK_EVERY_MS) - now;
      default:
        return decision satisfies never;
    }
  }

  /** An acknowledgement ended, and the problem did not. With no step left it climbs from the first one again. */
  #goOn(row: StoredEscalation, now: number): number {
    const policy = this.#options.onCall.policy(row.policyId as EscalationPolicy['id']);
    const step = policy && stepAfter(policy, row.step) === null ? 0 : row.step;
    const nextAt = policy ? dueAt(policy, step, now) : null;
    this.#book.keep({ ...row, takenBy: null, step, nextAt }, [
      { text: `goes on: ${row.takenBy ?? 'nobody'} no longer has it in hand` },
    ]);
    return nextAt ?? now + LOOK_EVERY_MS;
  }

  #lookIn(ms: number): void {
    this.#cancel();
    const delayMs = Math.max(0, Math.min(ms, LOOK_EVERY_MS));
    if (this.#running) this.#cancel = this.#options.clock.after(delayMs, () => this.#look());
  }

  #publish(): void {
    this.#options.feed.publish([{ type: 'escalations', escalations: this.list() }]);
  }
}
