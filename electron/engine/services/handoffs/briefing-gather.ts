// Gathers the facts of a briefing: first what is so now, in one turn of the loop and as of one moment; then what happened,
// in slices, since it stays as it was.
import type { Briefing } from '../../../contract/model/briefing.ts';
import { type Incident, isEnded } from '../../../contract/model/incident.ts';
import type {
  BriefingFacts,
  IncidentFact,
  MuteFact,
  NoisyFact,
  ProblemFact,
  Stretch,
} from '../../core/briefing-facts.ts';
import { listed } from '../../core/incident-words.ts';
import { coverOf } from '../../core/scope.ts';
import type { KnownHosts } from '../../lib/known-hosts.ts';
import type { Store } from '../../store/open.ts';
import type { Escalations } from '../escalation.ts';
import type { Forecasts } from '../forecasts.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Mutes } from '../mutes.ts';
import type { Notifying } from '../notifying.ts';
import { REMEMBERED_MS } from '../notifying-outcomes.ts';
import type { OnCall } from '../on-call.ts';
import type { Secrets } from '../secrets.ts';
import { breathe, inSlices } from '../slices.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import { contactEntries, endedIncidents, endedProblems, runFacts } from './briefing-past.ts';
import { readTried } from './briefing-tried.ts';
import { lookAt, namesOf } from './briefing-watch.ts';
import { windowFacts } from './briefing-windows.ts';

export interface BriefingSources {
  readonly store: Store;
  readonly world: World;
  readonly troubles: Pick<Troubles, 'list'>;
  readonly forecasts: Pick<Forecasts, 'list' | 'lookedAt'>;
  readonly incidents: Pick<IncidentBook, 'standing' | 'get'>;
  readonly maintenance: Pick<Maintenance, 'calendar' | 'holderOf'>;
  readonly mutes: Pick<Mutes, 'list' | 'holderOf'>;
  readonly notifying: Pick<Notifying, 'health'>;
  readonly onCall: Pick<OnCall, 'who'>;
  readonly escalations: Pick<Escalations, 'list'>;
  /** Whether what is sealed can be opened. */
  readonly secrets: Pick<Secrets, 'state'>;
  readonly knownHosts: Pick<KnownHosts, 'questions'>;
}

/** Problems and incidents whose history is looked through in one turn of the loop. */
const SLICE = 100;
const MOST_DEAD = 2_000;
const DAY_MS = 86_400_000;
/** As far as a calendar reaches, and a shift never does. */
const LONGEST_MS = 60 * DAY_MS;

export type Stock = ReturnType<typeof takeStock>;

/** What is so now, all of it at the same moment. */
export function takeStock(sources: BriefingSources, { from, asOf, until }: Stretch) {
  const { store, world, incidents, maintenance, mutes, notifying, onCall, troubles } = sources;
  const forecasts = sources.forecasts.list();
  const { queued, oldestQueuedAt } = notifying.health();
  const { problems, flapping, backups, ...unseen } = lookAt(sources, forecasts, asOf);
  const head: Briefing['head'] = store.journal.head();
  return {
    head: { seq: head.seq, hash: head.hash },
    forecasts,
    forecastsAt: sources.forecasts.lookedAt(),
    standing: incidents.standing(),
    problems,
    flapping,
    backups,
    mutes: mutes
      .list()
      .filter((mute) => mute.until > asOf)
      .map((mute) => ({ mute, subject: scopeWords(world, mute.scope) })),
    calendar: maintenance.calendar(Math.max(from, asOf - LONGEST_MS), Math.min(until, asOf + LONGEST_MS) + 1),
    escalations: sources.escalations.list(),
    onCall: onCall.who(asOf),
    blind: {
      troubles: troubles.list(),
      gaps: store.watch.list(from, asOf + 1).map((gap) => ({ ...gap, from: Math.max(gap.from, from) })),
      hostKeys: sources.knownHosts.questions(),
      vaultLocked: sources.secrets.state() === 'locked',
      ...unseen,
    },
    deliveries: { dead: store.briefingRows.dead(asOf - REMEMBERED_MS, MOST_DEAD), queued, oldestQueuedAt },
    contacts: contactEntries(store, { from, asOf }),
  };
}

const isOpen = ({ status }: Incident): boolean => !isEnded(status) && status !== 'resolved';

/** With what was tried, and with what is over. */
export async function complete(
  { store, world, incidents: book }: BriefingSources,
  { standing, calendar, head: _, ...now }: Stock,
  stretch: Stretch,
  noisy: readonly NoisyFact[],
): Promise<BriefingFacts> {
  const { from, asOf } = stretch;
  await breathe();
  const tried = readTried(
    store,
    now.problems.map(({ problem }) => problem),
    asOf,
  );
  await breathe();
  const incidents: IncidentFact[] = [];
  await inSlices(standing.filter(isOpen), SLICE, (slice) => {
    for (const incident of slice) incidents.push({ incident, tried: tried.ofIncident(incident) });
  });
  const problems: ProblemFact[] = [];
  await inSlices(now.problems, SLICE * 5, (slice) => {
    for (const one of slice) problems.push({ ...one, tried: tried.ofProblem(one.problem) });
  });
  await breathe();
  const endedOnes = endedIncidents(book, store, standing, from);
  const told = [...incidents.map(({ incident }) => incident), ...endedOnes];
  const elsewhere = new Set([
    ...told.flatMap((one) => one.problems.map(({ problemId }) => problemId)),
    ...now.problems.map(({ problem }) => problem.id),
  ]);
  return {
    ...now,
    ...stretch,
    noisy,
    incidents,
    problems,
    mutes: await muteFacts(world, now),
    windows: await windowFacts(world, calendar, stretch),
    runs: await runFacts(store, world, from),
    endedIncidents: endedOnes,
    endedProblems: await endedProblems(store, world, elsewhere, stretch),
    nameOf: (hostId) => world.hosts.get(hostId)?.name ?? 'a removed host',
  };
}

/** What a scope covers costs a look at every problem: a mute a turn of the loop. */
async function muteFacts(world: World, { mutes, problems }: Pick<Stock, 'mutes' | 'problems'>): Promise<MuteFact[]> {
  const facts: MuteFact[] = [];
  for (const one of mutes) {
    const covers = coverOf(one.mute.scope);
    const isIn = ({ hostId, checkId }: Stock['problems'][number]): boolean => {
      const host = world.hosts.get(hostId);
      return host !== undefined && covers(host, checkId);
    };
    facts.push({ ...one, problemIds: problems.filter(isIn).map(({ problem }) => problem.id) });
    await breathe();
  }
  return facts;
}

/** 'web1 http, web2 and 7 more'. */
function scopeWords(world: World, scope: ReturnType<Mutes['list']>[number]['scope']): string {
  const checks = scope.checkIds.map((id) => {
    const hostId = world.checks.get(id)?.hostId;
    if (hostId === undefined) return 'a removed check';
    const { host, check, alive } = namesOf(world, hostId, id);
    return alive ? host : `${host} ${check}`;
  });
  return listed([
    ...scope.hostIds.map((id) => world.hosts.get(id)?.name ?? 'a removed host'),
    ...checks,
    ...scope.tags.map((tag) => `tag ${tag}`),
    ...scope.sites.map((site) => `site ${site}`),
  ]);
}
