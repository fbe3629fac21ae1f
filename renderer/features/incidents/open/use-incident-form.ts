// What is typed when an incident is opened, and what sending it comes to: a new one, or the problems added to one that stands.
import { useMemo, useState } from 'react';
import type { HostId, IncidentId, ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { Problem } from '../../../../electron/contract/model/problem.ts';
import { useKeptForm } from '../../../forms/use-kept-form.ts';
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { useAbout } from '../../../store/about.ts';
import { goToIncident, selectIncidentOf, useStanding } from '../../../store/incidents.ts';
import { useWorld } from '../../../store/world.ts';
import { parsePast, wrongPast } from '../past-time.ts';
import { type Rating, wrongRating } from '../severity-fields.tsx';
import { behind, suggest } from './suggest.ts';

/** Problems the engine takes in one call. */
const MOST = 1_000;

export interface OpenText extends Rating {
  readonly title: string;
  readonly lead: string;
  readonly customerImpact: string;
  /** As typed; '': from the problems, or now. */
  readonly impactAt: string;
  readonly detectedAt: string;
  /** Also what hangs behind the chosen ones. */
  readonly withBehind: boolean;
  /** '': a new one. */
  readonly into: IncidentId | '';
}

export interface IncidentFormProps {
  readonly problemIds: readonly ProblemId[];
  readonly hostId?: HostId;
}

/** What the form is about, as it was when it was opened: the names stay while it is filled in. */
function aboutNow({ problemIds, hostId }: IncidentFormProps) {
  const world = useWorld.getState();
  const problems = problemIds.flatMap((id) => world.problems.get(id) ?? []);
  const incidentOf = selectIncidentOf(world);
  // What another incident has is not what this one is about.
  const free = problems.filter(({ id }) => !incidentOf.has(id));
  const behindThem = behind(free, world).filter((id) => !incidentOf.has(id));
  return { problems, behind: behindThem, ...suggest(free, world, hostId ?? null) };
}

export function useIncidentForm(props: IncidentFormProps) {
  const [about] = useState(() => aboutNow(props));
  const operator = useAbout((state) => state.about?.operator ?? '');
  const incidentOf = useWorld(selectIncidentOf);
  const standing = useStanding();
  const form = useKeptForm<OpenText>(() => ({
    title: about.title,
    lead: operator,
    customerImpact: '',
    impact: about.impact,
    urgency: about.urgency,
    severity: null,
    reason: '',
    impactAt: '',
    detectedAt: '',
    withBehind: true,
    into: '',
  }));
  const { text } = form;
  const taken = useMemo(() => takenBy(about.problems, incidentOf), [about, incidentOf]);
  const into = standing.find(({ id }) => id === text.into) ?? null;
  const free = (ids: readonly ProblemId[]) => ids.filter((id) => !incidentOf.has(id));
  const problemIds = free([...about.problems.map(({ id }) => id), ...(text.withBehind ? about.behind : [])]);
  const save = () => {
    if (into)
      form.save(
        wrongAdding(problemIds),
        () => add(into, problemIds),
        led(`${problemIds.length === 1 ? 'The problem is' : `${count(problemIds.length, 'problem')} are`} in it now.`),
      );
    else form.save(wrongOpening(text, Date.now()), () => open(text, about.rootHostId, problemIds), led('It is open.'));
  };
  return { ...form, about, taken, into, standing, problemIds, save };
}

/** Incidents that have some of the problems already. */
function takenBy(problems: readonly Problem[], incidentOf: ReadonlyMap<ProblemId, Incident>): readonly Incident[] {
  return [...new Set(problems.flatMap(({ id }) => incidentOf.get(id) ?? []))];
}

/** On to the incident, with what was done. */
const led =
  (words: string) =>
  ({ id, number }: Incident): string => {
    goToIncident(id);
    return `${number}: ${words}`;
  };

const wrongAdding = (problemIds: readonly ProblemId[]) =>
  problemIds.length === 0 ? [{ path: 'problemIds', message: 'none of these is free to be added' }] : [];

function wrongOpening(text: OpenText, now: number) {
  const time = (path: 'impactAt' | 'detectedAt') => {
    const message = text[path].trim() === '' ? undefined : wrongPast(text[path], now);
    return message === undefined ? [] : [{ path, message }];
  };
  return [
    ...(text.title.trim() === '' ? [{ path: 'fields.title', message: 'say what is wrong' }] : []),
    ...wrongRating(text, 'severityReason'),
    ...time('impactAt'),
    ...time('detectedAt'),
  ];
}

const add = (into: Incident, problemIds: readonly ProblemId[]) =>
  engine().incidents.addProblems({ incidentId: into.id, problemIds: problemIds.slice(0, MOST) });

function open(text: OpenText, rootHostId: HostId | null, problemIds: readonly ProblemId[]) {
  const { title, customerImpact, impact, urgency, severity, reason, lead } = text;
  const at = (typed: string): number | null => (typed.trim() === '' ? null : parsePast(typed, Date.now()));
  return engine().incidents.open({
    fields: { title, customerImpact, rootHostId },
    impact,
    urgency,
    severity,
    severityReason: severity === null ? '' : reason,
    problemIds: problemIds.slice(0, MOST),
    impactAt: at(text.impactAt),
    detectedAt: at(text.detectedAt),
    lead: lead.trim(),
  });
}
