// What was tried: by people, from the journal, and by runbooks. Read once for all problems and incidents of a briefing.
import type { Incident } from '../../../contract/model/incident.ts';
import type { EntryKind } from '../../../contract/model/journal.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import { timelineFilter } from '../../../contract/model/timeline.ts';
import type { Tried } from '../../core/briefing-facts.ts';
import { line } from '../../core/briefing-words.ts';
import type { Store } from '../../store/open.ts';
import { linesOfRun } from '../context-runs.ts';
import { createPages } from '../incidents/timeline-pages.ts';

type Line = Tried[number];

export interface TriedBook {
  /** Newest first, at most 10. */
  ofProblem(problem: Problem): Tried;
  ofIncident(incident: Incident): Tried;
}

const DAY_MS = 86_400_000;
/** Older problems have their acknowledgement with them; what was tried in another month helps nobody at a hand-over. */
const LOOK_BACK_MS = 14 * DAY_MS;
const MOST_ACTS = 5_000;
/** The newest tell most; each is read whole. */
const MOST_RUNS = 60;
const MOST = 10;
/** Of these a page of a timeline is read; some of its entries were put right or taken away. */
const PAGE = 30;

const OF_PROBLEMS: readonly EntryKind[] = ['acknowledgement', 'mute', 'escalation'];
const OF_INCIDENTS = ['note', 'decision', 'correction', 'acknowledgement', 'mute', 'escalation'] as const;
const FILTER = timelineFilter.parse({ who: 'people', kinds: [...OF_INCIDENTS] });

export function readTried(store: Store, problems: readonly Problem[], asOf: number): TriedBook {
  const oldest = problems.reduce((first, { openedAt }) => Math.min(first, openedAt), asOf);
  const from = Math.max(oldest, asOf - LOOK_BACK_MS);
  const acts = store.briefingRows.acts(OF_PROBLEMS, { from, to: asOf, limit: MOST_ACTS, people: true });
  const byCheck = Map.groupBy(acts, ({ checkId }) => checkId);
  const byHost = Map.groupBy(
    acts.filter(({ checkId }) => checkId === null),
    ({ hostId }) => hostId,
  );
  const runs = store.runFigures.records(from, MOST_RUNS).map((run) => ({ run, lines: linesOfRun(run) }));
  const runsOfProblem = Map.groupBy(runs, ({ run }) => run.problemId);
  const runsOfHost = new Map<string, typeof runs>();
  for (const one of runs) {
    if (one.run.problemId !== null) continue;
    for (const id of one.run.hostIds) runsOfHost.set(id, [...(runsOfHost.get(id) ?? []), one]);
  }
  const pages = createPages(store);

  return {
    ofProblem({ id, checkId, hostId, openedAt, ack }) {
      const said = [...(byCheck.get(checkId) ?? []), ...(byHost.get(hostId) ?? [])].flatMap((act): Line[] => {
        // The acknowledgement that holds is said by the item itself.
        const isOld = act.at < openedAt || (act.kind === 'acknowledgement' && act.at === ack?.at);
        const isOther = act.problemId !== null && act.problemId !== id;
        return isOld || isOther ? [] : [{ at: act.at, who: act.who ?? '', text: line(act.text) }];
      });
      const ran = [...(runsOfProblem.get(id) ?? []), ...(runsOfHost.get(hostId) ?? [])].flatMap(({ lines }) => lines);
      return newest([...said, ...ran.filter(({ at }) => at >= openedAt)]);
    },
    ofIncident({ id, problems: own }) {
      const { entries } = pages.page({ incidentId: id, filter: FILTER, offset: null, limit: PAGE });
      const said = entries.flatMap(({ occurredAt: at, actor, kind, text, body, correctedBy, redacted }): Line[] => {
        if (correctedBy !== null || redacted !== null) return [];
        const isWords = kind === 'note' || kind === 'decision' || kind === 'correction';
        const words = isWords ? (body ?? '') : text;
        return words === '' ? [] : [{ at, who: actor.type === 'engine' ? '' : actor.name, text: line(words, 400) }];
      });
      const ids = new Set<string | null>(own.map(({ problemId }) => problemId));
      const ran = runs.filter(({ run }) => run.incidentId === id || ids.has(run.problemId));
      return newest([...said, ...ran.flatMap(({ lines }) => lines)]);
    },
  };
}

const newest = (lines: readonly Line[]): Tried => lines.toSorted((a, b) => b.at - a.at).slice(0, MOST);
