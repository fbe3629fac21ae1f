// Items made of checks that are more than a bad state: backups that failed, checks that flap, checks that are noisy.
import { backupKey, type Claims, flappingKey, incidentsOfChecks, noisyKey, problemKey } from './briefing-claims.ts';
import type { BriefingFacts } from './briefing-facts.ts';
import { type Draft, draft } from './briefing-item.ts';
import { partsOf, problemItem } from './briefing-problems.ts';
import { counted, line, subjectOf } from './briefing-words.ts';

/** With a problem, or before it is one. A failed backup wants a look; what it guards is not broken. */
export function backupItems(claims: Claims, facts: BriefingFacts): readonly Draft[] {
  const withProblem = facts.problems.flatMap((one): readonly Draft[] => {
    const problems = claims.get(backupKey(one.checkId));
    if (!problems?.includes(one)) return [];
    const item = problemItem(
      one,
      problems.filter((other) => other !== one),
      facts,
    );
    const key = backupKey(one.checkId);
    return [{ ...item, key, section: 'capacity', stance: 'watch', covers: [key, ...item.covers] }];
  });
  const early = facts.backups.map((one) =>
    draft({
      key: backupKey(one.checkId),
      section: 'capacity',
      stance: 'watch',
      ref: { hostId: one.hostId, checkId: one.checkId },
      status: one.status,
      subject: subjectOf(one),
      title: line(one.summary === '' ? one.status : one.summary),
      state: `${one.status}, being tried again`,
      since: one.since,
    }),
  );
  return [...withProblem, ...early];
}

/** Flapping checks, whether they are bad at the moment or not; those of an incident stand with it. */
export function flappingItems(claims: Claims, facts: BriefingFacts): readonly Draft[] {
  const inIncident = incidentsOfChecks(claims, facts);
  const bad = new Set(facts.problems.map(({ checkId }) => checkId));
  const noise = new Map(facts.noisy.map((one) => [one.checkId, one]));
  return facts.flapping.flatMap((one): readonly Draft[] => {
    const key = flappingKey(one.checkId);
    const problems = claims.get(key) ?? [];
    const isSaid = one.hostDown || inIncident.has(one.checkId) || bad.has(one.checkId);
    if (problems.length === 0 && isSaid) return [];
    const head = problems.find(({ checkId }) => checkId === one.checkId);
    const now =
      head &&
      problemItem(
        head,
        problems.filter((other) => other !== head),
        facts,
      );
    const { covers, ...parts } = partsOf(problems);
    const ended = facts.endedProblems.filter(({ checkId }) => checkId === one.checkId);
    const loud = noise.get(one.checkId);
    return [
      draft({
        ...parts,
        key,
        covers: [
          key,
          ...(loud ? [noisyKey(one.checkId)] : []),
          ...covers,
          ...ended.map(({ problem }) => problemKey(problem.id)),
        ],
        section: 'noisy',
        stance: 'watch',
        ref: { hostId: one.hostId, checkId: one.checkId, ...(head ? { problemId: head.problem.id } : {}) },
        subject: subjectOf(one),
        title: `Flapping, ${Math.round(one.percent)} %`,
        state: now?.state ?? 'ok at the moment',
        owner: now?.owner ?? '',
        until: now?.until ?? null,
        facts: [
          ...(head && head.summary !== '' ? [line(head.summary)] : []),
          ...(loud ? [`${counted(loud.alerts, 'alert')} in this shift`] : []),
          ...(ended.length > 0 ? [`Bad and good again ${counted(ended.length, 'time')} in this shift`] : []),
          ...(now?.facts ?? []),
        ],
      }),
    ];
  });
}

/** Those that flap say it there. */
export function noisyItems(facts: BriefingFacts, flapping: readonly Draft[]): readonly Draft[] {
  const said = new Set(flapping.flatMap(({ covers }) => covers));
  return facts.noisy
    .filter(({ checkId }) => !said.has(noisyKey(checkId)))
    .map(({ checkId, subject, alerts, share, chatters }) =>
      draft({
        key: noisyKey(checkId),
        section: 'noisy',
        stance: 'watch',
        ref: { checkId },
        subject,
        title: `${counted(alerts, 'alert')} in this shift, ${Math.round(100 * share)} % of all`,
        state: chatters ? 'chattering' : 'noisy',
        facts: chatters ? ['Turned bad and good three times within a minute'] : [],
      }),
    );
}
