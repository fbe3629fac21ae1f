// What happened in the shift: incidents and problems that ended, runs that did not end well, noise, changed contacts.
import type { AlarmLoad } from '../../../contract/model/alarm-load.ts';
import type { CheckId, ProblemId } from '../../../contract/model/ids.ts';
import { type Incident, isEnded } from '../../../contract/model/incident.ts';
import type { ContactEntry, EndedProblem, NoisyFact, RunFact } from '../../core/briefing-facts.ts';
import type { Store } from '../../store/open.ts';
import type { AlarmLoadService } from '../alarm-load.ts';
import type { IncidentBook } from '../incidents/book.ts';
import { breathe, walkRows } from '../slices.ts';
import type { World } from '../world.ts';
import { namesOf } from './briefing-watch.ts';

interface Period {
  readonly from: number;
  readonly asOf: number;
}

/** So many alerts in one shift are noise, whatever they are about: one operator can take some six an hour of everything. */
const NOISY_FROM = 5;
const MOST_RUNS = 300;
const MOST_ENTRIES = 200;

/** The ten loudest checks of the shift that are loud at all, and those that chatter. */
export async function noiseOf(alarmLoad: AlarmLoadService, { from, asOf }: Period): Promise<readonly NoisyFact[]> {
  if (asOf <= from) return [];
  const load: AlarmLoad = await alarmLoad.report({ from, to: asOf });
  const chatters = new Set(load.chatteringSources.map(({ checkId }) => checkId));
  const loud = load.topSources.filter(({ alerts, checkId }) => alerts >= NOISY_FROM && !chatters.has(checkId));
  return [...load.chatteringSources, ...loud].map(({ checkId, subject, alerts, share }) => ({
    checkId: checkId as CheckId,
    subject,
    alerts,
    share,
    chatters: chatters.has(checkId),
  }));
}

/** Resolved and not closed yet, or closed or cancelled since `from`. */
export function endedIncidents(
  book: Pick<IncidentBook, 'get'>,
  store: Store,
  standing: readonly Incident[],
  from: number,
): readonly Incident[] {
  const resolved = standing.filter(({ status }) => status === 'resolved');
  const known = new Map(standing.map((incident) => [incident.id, incident]));
  const ended = store.incidents.standing(from).flatMap(({ id, status }): readonly Incident[] => {
    if (!isEnded(status)) return [];
    const then = known.get(id);
    // One that ended only after the others were looked at stands as it was then.
    if (then) return isEnded(then.status) ? [then] : [];
    const whole = book.get(id);
    return whole ? [whole] : [];
  });
  return [...resolved, ...ended];
}

/** `elsewhere`: those that stand with an incident, and those that were still open when the others were looked at. */
export async function endedProblems(
  store: Store,
  world: World,
  elsewhere: ReadonlySet<ProblemId>,
  { from, asOf }: Period,
): Promise<readonly EndedProblem[]> {
  const ended: EndedProblem[] = [];
  await walkRows<{ readonly problem: EndedProblem['problem']; readonly at: number }>(
    (behind, limit) =>
      store.briefingRows.ended({ from: behind?.at ?? from, to: asOf, id: behind?.problem.id ?? '', limit }),
    ({ problem, at }) => {
      if (elsewhere.has(problem.id)) return;
      const off = world.checks.get(problem.checkId)?.enabled === false;
      ended.push({ ...namesOf(world, problem.hostId, problem.checkId), problem, closedAt: at, off });
    },
    500,
  );
  return ended;
}

export async function runFacts(store: Store, world: World, from: number): Promise<readonly RunFact[]> {
  const runs: RunFact[] = [];
  for (const id of store.briefingRows.runs(from, MOST_RUNS)) {
    const run = store.runFigures.record(id);
    if (run) runs.push({ ...run, hosts: run.hostIds.map((one) => world.hosts.get(one)?.name ?? 'a removed host') });
    if (runs.length % 10 === 0) await breathe();
  }
  return runs;
}

/** Rotas, people, policies, channels and routes that were changed, oldest first. */
export function contactEntries(store: Store, { from, asOf }: Period): readonly ContactEntry[] {
  const wanted = { from, to: asOf, limit: MOST_ENTRIES, people: false };
  return store.briefingRows
    .acts(['on-call', 'alerting'], wanted)
    .map(({ seq, at, who, text }) => ({ seq, at, who: who ?? 'the engine', text }))
    .reverse();
}
