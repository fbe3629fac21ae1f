// Pure: the host in a sentence. What is, why, since when, and who has it.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import type { CheckState, HostState } from '../../../electron/contract/model/state.ts';
import { holdWords } from '../../store/problem-words.ts';
import { compareWorst, isHandled } from '../../store/roll-up.ts';

export interface HostFacts {
  readonly hostState: HostState | null;
  readonly checks: readonly Check[];
  readonly states: ReadonlyMap<string, CheckState>;
  /** Open problems of this host. */
  readonly problems: readonly Problem[];
  /** Name of the host that stands in the way while this one is unreachable. */
  readonly inTheWay: string | null;
}

export interface HostSentence {
  readonly headline: string;
  /** The fact behind it, without times. */
  readonly why: string;
  /** Since when the headline is true, epoch ms; null when nobody knows. */
  readonly since: number | null;
  /** Who has it, with the reason; null when nobody has or nobody needs to. */
  readonly hand: string | null;
  readonly problem: Problem | null;
}

const COUNT_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Small counts in words, as people say them. */
export const countWord = (count: number): string => COUNT_WORDS[count] ?? String(count);

const plural = (count: number, one: string) => (count === 1 ? one : `${one}s`);

/** The worst open problem of a host; those of the host itself come before those of its checks. */
export const worstOf = (problems: readonly Problem[]): Problem | null => problems.toSorted(compareWorst)[0] ?? null;

function handOf(problem: Problem | null): string | null {
  if (!problem) return null;
  if (problem.ack) return `${problem.ack.by} has it: ${problem.ack.reason}`;
  if (problem.held && isHandled(problem)) return `Held back: ${holdWords(problem.held)}.`;
  return problem.because === null ? 'Nobody has it.' : null;
}

/** 'one check critical, two warning' */
function badChecks(problems: readonly Problem[]): string {
  const counts = new Map<string, number>();
  for (const { status } of problems.toSorted(compareWorst)) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .map(([status, count], index) => `${countWord(count)} ${index === 0 ? `${plural(count, 'check')} ` : ''}${status}`)
    .join(', ');
}

/** The head of the host screen. */
export function hostSentence(facts: HostFacts): HostSentence {
  const { hostState, checks, states } = facts;
  const problem = worstOf(facts.problems);
  const state = problem ? states.get(problem.checkId) : undefined;
  const base = { problem, hand: handOf(problem), since: problem?.openedAt ?? hostState?.since ?? null };
  if (checks.length === 0) {
    return { ...base, headline: 'Nothing is checked', why: 'This host has no check yet; + adds one.', since: null };
  }
  if (!hostState || hostState.reach === 'pending') {
    return { ...base, headline: 'Waiting for the first result', why: 'Checks run within their interval.', since: null };
  }
  if (hostState.reach === 'unreachable') {
    const why = facts.inTheWay ? `behind ${facts.inTheWay}, which is down` : 'every way to it is down';
    return { ...base, headline: 'Unreachable', why, since: hostState.since };
  }
  if (hostState.reach === 'down') {
    const alive = states.get(checks.find((check) => check.alive)?.id ?? '');
    return {
      ...base,
      headline: 'Down',
      why: alive?.summary.replace(/^down:\s*/i, '') || 'its alive check fails',
      since: hostState.since,
    };
  }
  if (!problem) return { ...base, ...quiet(facts) };
  const name = checks.find((check) => check.id === problem.checkId)?.name ?? 'a check';
  return { ...base, headline: `Up, ${badChecks(facts.problems)}`, why: `${name}: ${state?.summary ?? problem.status}` };
}

function quiet({ checks, states, hostState }: HostFacts): Pick<HostSentence, 'headline' | 'why' | 'since'> {
  const soft = checks.filter((check) => {
    const state = states.get(check.id);
    return state?.type === 'soft' && state.status !== 'ok' && state.status !== 'pending';
  });
  const since = hostState?.since ?? null;
  if (soft.length > 0) {
    const names = soft.map((check) => check.name).join(', ');
    return {
      headline: `Up, ${countWord(soft.length)} ${plural(soft.length, 'check')} in doubt`,
      why: `${names}: checked again before anybody is told`,
      since,
    };
  }
  const all = checks.length === 2 ? 'both checks are well' : `all ${countWord(checks.length)} checks are well`;
  return { headline: 'Up', why: checks.length === 1 ? 'its check is well' : all, since };
}
