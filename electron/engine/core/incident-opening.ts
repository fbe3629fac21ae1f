// A new incident: from problems, from nothing, or by a policy. When the impact began and when it was detected come from the
// problems, unless somebody knows better; the impact is never later than its detection.
import type { IncidentId } from '../../contract/model/ids.ts';
import type { IncidentFields, IncidentProblem, Level, Milestone } from '../../contract/model/incident.ts';
import { LEVELS, severityByMatrix } from '../../contract/model/incident-rules.ts';
import type { Severity } from '../../contract/model/severity-of.ts';
import { type Rating, rated, severityWords } from './incident-details.ts';
import { futureRefusal } from './incident-milestones.ts';
import {
  because,
  type IncidentBody,
  invalid,
  isRefused,
  problemName,
  type Refused,
  type Ruled,
  type Said,
  utc,
} from './incident-words.ts';

/** A problem, and when people were first told of it, epoch ms; null: they were not. */
export interface Cause {
  readonly problem: IncidentProblem;
  readonly toldAt: number | null;
}

export interface Opening {
  readonly id: IncidentId;
  readonly number: string;
  readonly fields: IncidentFields;
  readonly rating: Rating;
  readonly causes: readonly Cause[];
  /** Where somebody knows better, epoch ms. */
  readonly impactAt: number | null;
  readonly detectedAt: number | null;
  readonly lead: string;
  /** 'Ada', 'the engine'. */
  readonly by: string;
  /** '' for none. */
  readonly policy: string;
  /** Epoch ms. */
  readonly now: number;
}

export function openIncident(opening: Opening): Ruled | Refused {
  const { id, number, fields, rating, causes, lead, by, policy, now } = opening;
  const rates = rated(rating, 'severityReason');
  if (isRefused(rates)) return rates;
  const milestones = beginning(opening);
  if (isRefused(milestones)) return milestones;
  const problems = causes.map(({ problem }) => problem);
  const after: IncidentBody = {
    ...fields,
    tags: [...new Set(fields.tags)],
    hostIds: [...new Set(fields.hostIds)],
    id,
    number,
    status: 'open',
    onHold: null,
    ...rates,
    openedAt: now,
    openedBy: by,
    policy,
    roles: { lead, scribe: '', operator: '', liaison: '', next: '' },
    milestones,
    problems,
    followUps: [],
    tickets: [],
    pauses: [],
    lastWordAt: now,
    mergedInto: null,
    mergedFrom: [],
    splitFrom: null,
    importedFrom: null,
  };
  const said: Said = {
    kind: 'status',
    at: now,
    text: `Incident ${number} opened${policy === '' ? '' : ` by policy ${policy}`}, ${severityWords(rates)}${because(fields.title)}`,
    data: {
      from: null,
      to: 'open',
      at: now,
      number,
      title: fields.title,
      problemIds: problems.map(({ problemId }) => problemId),
      milestones: milestones.map(({ kind, at, source }) => ({ kind, at, source })),
      severity: rates.severity,
      computed: rates.computedSeverity,
      impact: rates.impact,
      urgency: rates.urgency,
      ...(rates.severityReason === '' ? {} : { reason: rates.severityReason }),
      ...(policy === '' ? {} : { policy }),
      ...(lead === '' ? {} : { lead }),
    },
  };
  return { after, said: [said] };
}

/** When it began, and when it was detected; each with who says so. */
function beginning({ causes, impactAt, detectedAt, by, now }: Opening): readonly Milestone[] | Refused {
  for (const [path, at] of Object.entries({ impactAt, detectedAt })) {
    if (at !== null && at > now) return futureRefusal(at, now, path);
  }
  if (impactAt !== null && detectedAt !== null && detectedAt < impactAt) {
    return invalid(
      'detectedAt',
      `${utc(detectedAt)} lies before ${utc(impactAt)}, when the impact began: nothing is detected before it began; set one of them right`,
    );
  }
  const first = causes.reduce<Cause | null>(
    (one, cause) => (one && one.problem.openedAt <= cause.problem.openedAt ? one : cause),
    null,
  );
  const told = causes
    .flatMap(({ toldAt }) => toldAt ?? [])
    .reduce((one, at) => Math.min(one, at), Number.POSITIVE_INFINITY);
  // Where the engine's clock was set back, what a check saw first may seem to lie ahead.
  const seen = Math.min(first?.problem.openedAt ?? now, now);
  const heard = told === Number.POSITIVE_INFINITY ? seen : Math.min(told, now);
  const impact = impactAt ?? Math.min(seen, detectedAt ?? seen);
  const detected = detectedAt ?? Math.max(heard, impact);
  const check = first ? `check ${first.problem.host} ${first.problem.check}` : by;
  const seenFirst = impactAt === null && impact === seen;
  return [
    { kind: 'impact', at: impact, source: seenFirst ? check : by, opening: 1 },
    { kind: 'detected', at: detected, source: detectedAt === null && first ? 'the engine' : by, opening: 1 },
  ];
}

/** Impact and urgency of what a policy opens: those that make the problem's severity by the matrix. */
export function levelsFor(severity: Severity): { readonly impact: Level; readonly urgency: Level } {
  const pairs = LEVELS.flatMap((impact) => LEVELS.map((urgency) => ({ impact, urgency })));
  return (
    pairs.find(({ impact, urgency }) => severityByMatrix(impact, urgency) === severity) ?? {
      impact: 'low',
      urgency: 'low',
    }
  );
}

const LONGEST_TITLE = 200;

/** 'ams1-dist-sw02 down, 38 hosts behind', 'web1 http critical'. `root`: what it stands for, of `problems`. */
export function titleOf(root: IncidentProblem, problems: readonly IncidentProblem[]): string {
  const behind = root.alive ? new Set(problems.map(({ hostId }) => hostId).filter((id) => id !== root.hostId)).size : 0;
  const more = behind === 0 ? '' : `, ${behind} host${behind === 1 ? '' : 's'} behind`;
  return cut(`${problemName(root)} ${root.status}`, more);
}

/** 'web1 down and 22 more at once': what has nothing in common but the moment. */
export const floodTitle = (first: IncidentProblem, count: number): string =>
  cut(`${problemName(first)} ${first.status}`, count > 1 ? ` and ${count - 1} more at once` : '');

const cut = (start: string, end: string): string =>
  (start.length + end.length <= LONGEST_TITLE
    ? `${start}${end}`
    : `${start.slice(0, LONGEST_TITLE - end.length - 1)}…${end}`
  ).toWellFormed();
