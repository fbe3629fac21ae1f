// Steps of runbooks as the story of an incident wants them: only what changed a host, and not what the incident itself was
// treated with. What a run did before the impact may be what broke it.
import { z } from 'zod';
import type { Incident } from '../../../contract/model/incident.ts';
import type { Risk } from '../../../contract/model/runbook-words.ts';
import type { StoryChange } from '../../core/story-facts.ts';
import { cleanLine } from '../../lib/text.ts';
import type { Store } from '../../store/open.ts';
import type { RunRecord } from '../../store/run-figures.ts';
import type { ChangeRow } from '../../store/story-rows.ts';

const stepData = z.object({ runId: z.string(), path: z.string(), event: z.string() });

/** When a step did something to a host: a command began, or somebody said that it was done by hand. */
const DOING: ReadonlySet<string> = new Set(['began', 'marked-done', 'answered']);
const TELLING: Readonly<Record<Risk, number>> = { 'read-only': 0, 'safe-write': 0.8, destructive: 1 };
const LONGEST = 200;

/** Null: it changed nothing, nothing was really run, or it belongs to the incident. */
export function createRunReader(
  { runFigures }: Pick<Store, 'runFigures'>,
  incident: Pick<Incident, 'id' | 'problems'>,
): (row: ChangeRow) => StoryChange | null {
  const problemIds = new Set(incident.problems.map(({ problemId }) => problemId));
  const records = new Map<string, RunRecord | null>();
  const recordOf = (id: string): RunRecord | null => {
    const known = records.get(id);
    if (known !== undefined) return known;
    const found = runFigures.record(id) ?? null;
    records.set(id, found);
    return found;
  };
  const isOwn = ({ incidentId, problemId }: RunRecord): boolean =>
    incidentId === incident.id || (problemId !== null && problemIds.has(problemId));

  return ({ seq, at, actor, hostId, checkId, text, data }) => {
    const read = stepData.safeParse(JSON.parse(data));
    if (!read.success || !DOING.has(read.data.event)) return null;
    const { runId, path } = read.data;
    const record = recordOf(runId);
    if (!record || record.mode === 'dry' || isOwn(record)) return null;
    const telling = TELLING[record.steps.find((step) => step.path === path)?.risk ?? 'read-only'];
    if (telling === 0) return null;
    return {
      seq,
      kind: 'step',
      at,
      who: actor.type === 'engine' ? record.startedBy : actor.name,
      text: cleanLine(`Run of "${record.title}": ${text}`, LONGEST),
      checkId,
      hostIds: hostId === null ? record.hostIds : [hostId],
      telling,
      act: `run ${runId}`,
    };
  };
}
