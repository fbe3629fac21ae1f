// Items made of open problems: bad states, what is acknowledged, muted or held back, and by what.
import type { Stance } from '../../contract/model/briefing.ts';
import type { Escalation } from '../../contract/model/on-call.ts';
import type { Hold } from '../../contract/model/problem.ts';
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import type { Severity } from '../../contract/model/severity.ts';
import { type Claims, isAcknowledged, muteKey, problemKey } from './briefing-claims.ts';
import type { BriefingFacts, MuteFact, ProblemFact } from './briefing-facts.ts';
import { type Draft, draft, worse, worseSeverity } from './briefing-item.ts';
import { counted, line, minuteOf, sentence, subjectOf, worstOf } from './briefing-words.ts';
import { listed } from './incident-words.ts';

const HARD: ReadonlySet<ProblemStatus> = new Set(['down', 'critical']);

/** What is the same of one problem and of many: the worst, the oldest, all that was tried. */
export function partsOf(problems: readonly ProblemFact[]): Partial<Draft> & { readonly covers: readonly string[] } {
  const tried = problems.flatMap((one) => one.tried).toSorted((a, b) => b.at - a.at);
  const notes = [...tried.map(({ at }) => at), ...problems.flatMap(({ problem: { ack } }) => ack?.at ?? [])];
  return {
    severity: problems.reduce<Severity | null>((worst, { problem }) => worseSeverity(worst, problem.severity), null),
    status: worstOf(problems.map(({ problem }) => problem.status)),
    since: problems.length === 0 ? null : earliest(problems),
    tried: tried.slice(0, 10),
    lastNoteAt: notes.length === 0 ? null : notes.reduce((a, b) => Math.max(a, b)),
    covers: problems.map(({ problem }) => problemKey(problem.id)),
  };
}

const earliest = (problems: readonly ProblemFact[]): number =>
  problems.reduce((first, { problem }) => Math.min(first, problem.openedAt), Number.POSITIVE_INFINITY);

/** 'web1, web1 http and 7 more'. */
export const named = (problems: readonly ProblemFact[]): string => listed(problems.map(subjectOf).toSorted());

/** 'escalates, step 2: told Ada, Ben'. */
export function escalationFacts(escalations: readonly Escalation[], ids: ReadonlySet<string>): readonly string[] {
  return escalations
    .filter(({ problemIds }) => problemIds.some((id) => ids.has(id)))
    .map(({ step, told, nextAt }) => {
      const who = told.length === 0 ? 'nobody told yet' : `told ${listed([...new Set(told.map((one) => one.who))])}`;
      return nextAt === null ? `Escalated to its last step, ${who}, nobody took it` : `Escalates, step ${step}: ${who}`;
    });
}

/**
 * Acknowledgements with an end, of problems that an item speaks for without showing that end:
 * 'Acknowledged by ada until 2026-11-20 06:30 UTC: web1 http'.
 */
export function ackEnds(problems: readonly ProblemFact[], asOf: number): readonly string[] {
  const ending = problems.flatMap((one) => {
    const { ack } = one.problem;
    return ack !== null && ack.expiresAt !== null && isAcknowledged(one, asOf)
      ? [{ one, said: `Acknowledged by ${ack.by} until ${minuteOf(ack.expiresAt)}` }]
      : [];
  });
  const acts = Map.groupBy(ending, ({ said }) => said);
  return [...acts].map(([said, all]) => `${said}: ${named(all.map(({ one }) => one))}`);
}

const idsOf = (problems: readonly ProblemFact[]): ReadonlySet<string> =>
  new Set(problems.map(({ problem }) => problem.id));

/** How somebody has one problem in hand, or that nobody has. */
function handling(one: ProblemFact, asOf: number): string {
  const { status, held } = one.problem;
  if (isAcknowledged(one, asOf)) return `${status}, acknowledged`;
  if (isHeld(held)) return `${status}, ${HELD[held.reason]}${held.by ? ` (${held.by})` : ''}`;
  // People were told before it was muted, or before the work began: it is silent all the same.
  return `${status}, ${one.muteId !== null ? HELD.muted : one.windowId !== null ? HELD.maintenance : 'unhandled'}`;
}

/** By something else than an acknowledgement, which has an end of its own. */
const isHeld = (held: Hold | null): held is Hold => held !== null && held.reason !== 'acknowledged';

const HELD: Readonly<Record<Hold['reason'], string>> = {
  soft: 'being tried again',
  'host-down': 'its host is down',
  unreachable: 'unreachable',
  isolated: 'held back, the monitor is cut off',
  maintenance: 'in maintenance',
  muted: 'muted',
  acknowledged: 'acknowledged',
  'parent-check': 'held back behind another check',
  flapping: 'flapping',
  'outside-hours': 'held back until its hours',
  verifying: 'being verified',
};

/** An acknowledgement of something bad that ends before the next shift does is nobody's by then. */
function stanceOf(one: ProblemFact, { asOf, until }: BriefingFacts): Stance {
  const { status, severity, ack, held } = one.problem;
  if (ack !== null && isAcknowledged(one, asOf)) {
    return severity <= 2 && ack.expiresAt !== null && ack.expiresAt <= until ? 'unstable' : 'watch';
  }
  const isSilent = isHeld(held) || one.muteId !== null || one.windowId !== null;
  return HARD.has(status) && !isSilent ? 'unstable' : 'watch';
}

/** Of one problem, and of the checks that fail with its host. */
export function problemItem(head: ProblemFact, others: readonly ProblemFact[], facts: BriefingFacts): Draft {
  const { problem, summary } = head;
  const acked = isAcknowledged(head, facts.asOf) ? problem.ack : null;
  return draft({
    ...partsOf([head, ...others]),
    key: problemKey(problem.id),
    section: acked ? 'held' : 'states',
    stance: stanceOf(head, facts),
    ref: { problemId: problem.id, hostId: head.hostId, checkId: head.checkId },
    severity: problem.severity,
    status: problem.status,
    since: problem.openedAt,
    until: acked?.expiresAt ?? null,
    subject: subjectOf(head),
    title: line(summary === '' ? problem.status : summary),
    state: handling(head, facts.asOf),
    owner: acked?.by ?? '',
    facts: [
      ...(acked ? [`${acked.by}: ${line(acked.reason)}`] : []),
      ...(acked && head.muteId !== null ? ['Muted too'] : []),
      ...(acked && head.windowId !== null ? ['In maintenance too'] : []),
      ...alongside(others),
      ...ackEnds(others, facts.asOf),
      ...escalationFacts(facts.escalations, idsOf([head, ...others])),
    ],
  });
}

const alongside = (others: readonly ProblemFact[]): readonly string[] =>
  others.length === 0 ? [] : [`${counted(others.length, 'check')} with it: ${named(others)}`];

/** What one act took in hand, all together. */
function actItem(key: string, problems: readonly ProblemFact[], facts: BriefingFacts): Draft | null {
  const first = problems.find((one) => isAcknowledged(one, facts.asOf));
  const ack = first?.problem.ack;
  if (!ack) return null;
  return draft({
    ...partsOf(problems),
    key,
    section: 'held',
    stance: problems.map((one) => stanceOf(one, facts)).reduce(worse),
    ref: {},
    subject: counted(problems.length, 'problem'),
    title: line(named(problems)),
    state: 'acknowledged together',
    owner: ack.by,
    until: ack.expiresAt,
    facts: [`${ack.by}: ${line(ack.reason)}`, ...escalationFacts(facts.escalations, idsOf(problems))],
  });
}

/** Hosts (and their checks) that stand behind one that is down. */
function behindItem(key: string, problems: readonly ProblemFact[], facts: BriefingFacts): Draft {
  const hostId = problems[0]?.problem.because ?? null;
  const name = hostId === null ? 'a host' : facts.nameOf(hostId);
  const hosts = new Set(problems.map((one) => one.hostId)).size;
  const checks = problems.filter(({ alive }) => !alive).length;
  const root = facts.problems.find((one) => one.alive && one.hostId === hostId);
  const lead = facts.incidents.find(({ incident }) =>
    incident.problems.some(({ problemId }) => problemId === root?.problem.id),
  );
  return draft({
    ...partsOf(problems),
    key,
    section: 'held',
    stance: 'watch',
    ref: hostId === null ? {} : { hostId },
    subject: `behind ${name}`,
    title: `${counted(hosts, 'host')} behind ${name}`,
    state: `held back, ${name} stands in the way`,
    owner: lead?.incident.roles.lead || (root && isAcknowledged(root, facts.asOf) ? (root.problem.ack?.by ?? '') : ''),
    facts: [
      listed([...new Set(problems.map(({ host }) => host))].toSorted()),
      ...(checks > 0 ? [`${counted(checks, 'check')} among them`] : []),
      ...(lead ? [`${lead.incident.number} is about ${name}`] : []),
      ...ackEnds(problems, facts.asOf),
    ],
  });
}

/** Held by something that has no item of its own. */
function heldItem(key: string, problems: readonly ProblemFact[]): Draft {
  const [first] = problems;
  const { reason = 'soft', by = '', until = null } = first?.problem.held ?? {};
  const one = problems.length === 1 ? first : undefined;
  return draft({
    ...partsOf(problems),
    key,
    section: 'held',
    stance: 'watch',
    ref: one ? { problemId: one.problem.id, hostId: one.hostId, checkId: one.checkId } : {},
    subject: one ? subjectOf(one) : counted(problems.length, 'problem'),
    title: one ? line(one.summary === '' ? one.problem.status : one.summary) : line(named(problems)),
    state: sentence(HELD[reason], by),
    until,
  });
}

function muteItem({ mute, subject, problemIds }: MuteFact, problems: readonly ProblemFact[]): Draft {
  const { covers, lastNoteAt, ...parts } = partsOf(problems);
  const here = new Set<string>(problems.map(({ problem }) => problem.id));
  const elsewhere = problemIds.filter((id) => !here.has(id)).length;
  const others = elsewhere === 0 ? '' : `${counted(elsewhere, 'problem')} in it told of elsewhere`;
  return draft({
    ...parts,
    key: muteKey(mute.id),
    covers: [muteKey(mute.id), ...covers],
    section: 'held',
    stance: 'watch',
    ref: { muteId: mute.id },
    subject,
    title:
      problems.length === 0 ? sentence('Muted', others || 'nothing wrong in it') : line(`Muted: ${named(problems)}`),
    state: 'muted',
    owner: mute.by,
    since: mute.createdAt,
    until: mute.until,
    lastNoteAt: Math.max(lastNoteAt ?? 0, mute.createdAt),
    facts: [...(mute.reason === '' ? [] : [line(mute.reason)]), ...(here.size > 0 && others !== '' ? [others] : [])],
  });
}

/** Problems that stand for themselves, and what holds the others. Not those of incidents, windows, capacity or backups. */
export function problemItems(claims: Claims, facts: BriefingFacts): readonly Draft[] {
  const items: (Draft | null)[] = facts.mutes.map((one) => muteItem(one, claims.get(muteKey(one.mute.id)) ?? []));
  for (const [key, problems] of claims) {
    if (key.startsWith('problem:')) {
      const head = problems.find(({ problem }) => problemKey(problem.id) === key);
      if (head)
        items.push(
          problemItem(
            head,
            problems.filter((one) => one !== head),
            facts,
          ),
        );
    } else if (key.startsWith('acknowledged:')) items.push(actItem(key, problems, facts));
    else if (key.startsWith('behind:')) items.push(behindItem(key, problems, facts));
    else if (key.startsWith('held:')) items.push(heldItem(key, problems));
  }
  return items.filter((one) => one !== null);
}
