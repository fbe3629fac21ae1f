// From states to problems and to what people are told. Asked for a check whenever anything about it, its host or its
// problem changed; decides with core, and hands back what is to be written.
import { randomUUID } from 'node:crypto';
import type { Alert } from '../../contract/model/alert.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId, HostId, ProblemId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Hold, Problem, ProblemStatus } from '../../contract/model/problem.ts';
import { type Severity, severityOf } from '../../contract/model/severity.ts';
import type { HostState } from '../../contract/model/state.ts';
import type { CheckMemory } from '../core/check-memory.ts';
import { type ParentsWord, parentsOf, parentsWord } from '../core/check-parents.ts';
import { currentStatus, nextProblem, withHold, withTold } from '../core/problem.ts';
import {
  type AlertKind,
  afterTelling,
  type Holder,
  type HoldFacts,
  hold,
  type News,
  NOTHING_TOLD,
  type Told,
  tell,
} from '../core/suppression.ts';
import { createHeldNews } from './held-news.ts';
import type { World } from './world.ts';

export interface Judgement {
  /** The problem as it is now; null when there is none (any more). */
  readonly problem: Problem | null;
  readonly previous: Problem | null;
  /** Why there is news that people are not told now; null when there is none. */
  readonly held: Hold | null;
  readonly journal: readonly EntryDraft[];
  /** What people are to be told now. */
  readonly alerts: readonly Alert[];
}

/** Who or what stands behind a reason that lies outside of the states themselves; null: nothing does. */
export interface Holders {
  isolated(host: Host): Holder | null;
  maintenance(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  muted(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  /** The calendar outside of whose hours this severity is told; null: within its hours. */
  outsideHours(host: Host, severity: Severity, at: number): Holder | null;
  severity(host: Host, status: ProblemStatus): Severity;
  /** A problem opened and is about to be judged: windows that wait for a first problem begin. */
  problemOpened(hostId: HostId, checkId: CheckId, at: number): void;
}

/** Nothing holds anything: for replays and tests of the machine alone. */
export const NO_HOLDERS: Holders = {
  isolated: () => null,
  maintenance: () => null,
  muted: () => null,
  outsideHours: () => null,
  severity: (host, status) => severityOf([], { ...host, status }),
  problemOpened: () => {},
};

/** What there is to decide about one check. */
interface Case {
  readonly memory: CheckMemory;
  readonly host: Host;
  readonly alive: boolean;
  readonly state: HostState | undefined;
  readonly news: News;
}

export class Alerting {
  /** What people were told of a check; kept per check because a held recovery outlives its problem. */
  readonly told = new Map<CheckId, Told>();
  /** Nothing was heard of these since a gap (sleep, a restart, a clock that was set): of stale states nobody is told. */
  readonly stale = new Set<CheckId>();
  /** What is to be judged again when the reason that holds it ends. */
  readonly held = createHeldNews();
  readonly #world: World;
  readonly #verifying: (hostId: HostId) => string | null;
  readonly #holders: Holders;

  /** `verifying` names the parents whose checks are on their way, for a host that just went down. */
  constructor(world: World, verifying: (hostId: HostId) => string | null, holders: Holders = NO_HOLDERS) {
    this.#world = world;
    this.#verifying = verifying;
    this.#holders = holders;
  }

  /** Judges one check at `at` (epoch ms); the world has its problem afterwards. Null when the check is gone. */
  judge(checkId: CheckId, at: number): Judgement | null {
    const found = this.#caseOf(checkId);
    if (!found) return null;
    const { memory, alive, state } = found;
    const previous = this.#world.problems.get(checkId) ?? null;
    const id = randomUUID() as ProblemId;
    const standing = { reach: state?.reach ?? 'pending', because: state?.because ?? null };
    const severity = (status: ProblemStatus) => this.#holders.severity(found.host, status);
    const opened = nextProblem(previous, { id, at, check: memory, alive, host: standing, severity });
    if (opened && !previous) this.#holders.problemOpened(found.host.id, checkId, at);
    const { problem, held, journal } = this.#tellOrHold(found, opened, at);
    this.held.judged(checkId, held, problem?.ack?.expiresAt ?? null);
    if (problem?.held && !sameHold(problem.held, previous?.held ?? null)) {
      journal.push({
        kind: 'suppression',
        text: `alert held back, ${holdWords(problem.held)}`,
        data: { held: { ...problem.held } },
      });
    }
    if (problem) this.#world.problems.set(checkId, problem);
    else this.#world.problems.delete(checkId);
    return {
      problem,
      previous,
      held,
      journal: journal.map((said) => this.#entry(found, said, (problem ?? previous)?.id, at)),
      alerts: journal.flatMap(({ told }) => (told ? this.#alert(found, told, problem ?? previous, at) : [])),
    };
  }

  /** Nothing is known of the check any more, and nobody waits for its recovery. */
  forget(checkId: CheckId): void {
    this.told.delete(checkId);
    this.stale.delete(checkId);
    this.held.forget(checkId);
  }

  #caseOf(checkId: CheckId): Case | null {
    const world = this.#world;
    const memory = world.memory.get(checkId);
    const host = memory && world.hosts.get(memory.hostId);
    if (!memory || !host) return null;
    const alive = world.aliveCheckOf(host.id)?.id === checkId;
    const state = world.hostStates.get(host.id);
    return { memory, host, alive, state, news: currentStatus(memory, alive, state?.reach ?? 'pending') };
  }

  /** Tells what is news and nothing holds back; what is held stays news. */
  #tellOrHold(found: Case, opened: Problem | null, at: number): Decided {
    const { memory, news } = found;
    const start = this.told.get(memory.checkId) ?? NOTHING_TOLD;
    const journal: Said[] = [];
    let problem = opened;
    let known = start;
    // Twice at most: the end of flapping is told first, and what it hid comes right behind it.
    for (let kind = tell(known, news); kind !== null; kind = tell(known, news)) {
      const held = hold(this.#holdFacts(found, kind, problem, at));
      if (held) {
        if (known !== start) this.told.set(memory.checkId, known);
        return { problem: problem && withHold(problem, held), held, journal };
      }
      known = afterTelling(known, kind, news);
      const text = saidOnce(wording(kind, news.status), memory.summary);
      const believed = this.told.get(memory.checkId)?.status ?? null;
      const data = { told: kind, severity: this.#severity(found, problem, believed) };
      journal.push({ kind: 'alert', text, data, told: { kind, believed } });
      if (problem && kind !== 'flapping-stop') problem = withTold(problem, at);
    }
    if (known !== start) this.told.set(memory.checkId, known);
    return { problem: problem && withHold(problem, null), held: null, journal };
  }

  #holdFacts(found: Case, kind: AlertKind, problem: Problem | null, at: number): HoldFacts {
    const { memory, host, alive, state } = found;
    const parents = this.#parentChecks(memory, at);
    const waitsFor = this.stale.has(memory.checkId) ? host.name : alive ? this.#verifying(host.id) : null;
    const verifying = waitsFor === null ? parents.verifying : { by: waitsFor };
    const because = state?.because ? (this.#world.hosts.get(state.because)?.name ?? state.because) : null;
    const severity = this.#severity(found, problem, this.told.get(memory.checkId)?.status ?? null);
    return {
      kind,
      at,
      alive,
      type: memory.type,
      hostName: host.name,
      hostReach: state?.reach ?? 'pending',
      because,
      hostDown: memory.hostDown,
      isolated: this.#holders.isolated(host),
      maintenance: this.#holders.maintenance(host.id, memory.checkId, at),
      muted: this.#holders.muted(host.id, memory.checkId, at),
      ack: problem?.ack ?? null,
      parentCheck: parents.bad,
      flapping: memory.flapping,
      outsideHours: this.#holders.outsideHours(host, severity, at),
      verifying,
    };
  }

  #parentChecks(memory: CheckMemory, at: number): ParentsWord {
    const { checks, memory: known, checksOf } = this.#world;
    const check = checks.get(memory.checkId);
    const parents = check ? parentsOf(check, checksOf(check.hostId)) : [];
    const heard = parents.flatMap(({ id, name, enabled }) => {
      const state = enabled ? known.get(id) : undefined;
      return state ? [{ name, state }] : [];
    });
    return parentsWord(heard, { name: check?.name ?? '', state: memory }, at);
  }

  /** Of the problem; where it is over or (flapping) never was, of what people were told, at the least of a warning. */
  #severity({ host, news }: Case, problem: Problem | null, believed: ProblemStatus | null): Severity {
    if (problem) return problem.severity;
    const now = news.status === 'ok' || news.status === 'pending' ? null : news.status;
    return this.#holders.severity(host, now ?? believed ?? 'warning');
  }

  #alert(found: Case, { kind, believed }: Telling, problem: Problem | null, at: number): Alert {
    const { memory, host, alive, news } = found;
    return {
      id: randomUUID(),
      at,
      kind,
      status: news.status === 'pending' ? 'ok' : news.status,
      severity: this.#severity(found, problem, believed),
      problemId: problem?.id ?? null,
      hostId: host.id,
      checkId: memory.checkId,
      alive,
      host: host.name,
      check: this.#world.checks.get(memory.checkId)?.name ?? '',
      site: host.site,
      tags: host.tags,
      since: problem?.openedAt ?? memory.hardSince,
      summary: memory.summary,
    };
  }

  #entry({ memory, host, alive, news }: Case, said: Said, problemId: ProblemId | undefined, at: number): EntryDraft {
    const subject = alive ? host.name : `${host.name} ${this.#world.checks.get(memory.checkId)?.name ?? ''}`;
    return {
      kind: said.kind,
      occurredAt: at,
      actor: { type: 'engine' },
      hostId: host.id,
      checkId: memory.checkId,
      ...(problemId ? { problemId } : {}),
      text: `${subject}: ${said.text}`,
      data: { ...said.data, status: news.status },
    };
  }
}

/** An alert that goes out, and the status people believed in until then. */
interface Telling {
  readonly kind: AlertKind;
  readonly believed: ProblemStatus | null;
}

interface Decided {
  readonly problem: Problem | null;
  readonly held: Hold | null;
  readonly journal: Said[];
}

interface Said {
  readonly kind: 'alert' | 'suppression';
  readonly text: string;
  readonly data: JsonObject;
  readonly told?: Telling;
}

/** "down: 3 of 3 packets lost", without saying a word twice. */
const saidOnce = (word: string, summary: string): string =>
  summary.toLowerCase().startsWith(`${word}:`) ? summary : `${word}: ${summary}`;

const sameHold = (a: Hold, b: Hold | null): boolean => a.reason === b?.reason && a.by === b.by;

function wording(kind: AlertKind, status: string): string {
  switch (kind) {
    case 'problem':
      return status;
    case 'change':
      return `now ${status}`;
    case 'recovery':
      return 'recovered';
    case 'flapping-start':
      return 'started flapping';
    case 'flapping-stop':
      return 'stopped flapping';
    default:
      return kind satisfies never;
  }
}

function holdWords({ reason, by }: Hold): string {
  return by ? `${reason} (${by})` : reason;
}
