// What stands around the fields of a start: which problem, which incident, a run that is under way, what forbids or warns.
import { CircleX, TriangleAlert } from 'lucide-react';
import type { StartLook } from '../../../../electron/contract/api/runbooks.ts';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunSummary } from '../../../../electron/contract/model/run.ts';
import { useNow } from '../../../lib/now.ts';
import { duration } from '../../../lib/time.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { useStanding } from '../../../store/incidents.ts';
import { isHandled } from '../../../store/roll-up.ts';
import { goTo } from '../../../store/route.ts';
import { runWords } from '../../../store/runbook-words.ts';
import { useWorld, type World } from '../../../store/world.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';

export function ForProblem({ problemId }: { readonly problemId: ProblemId }) {
  const now = useNow();
  const problem = useWorld((world) => world.problems.get(problemId));
  const host = useWorld((world) => (problem ? world.hosts.get(problem.hostId)?.name : undefined));
  const check = useWorld((world) => (problem ? world.checks.get(problem.checkId)?.name : undefined));
  const summary = useWorld((world) => (problem ? world.checkStates.get(problem.checkId)?.summary : undefined));
  if (!problem) return <p className="rb-for over">The problem it was for is over.</p>;
  return (
    <p className="rb-for">
      <Glyph status={problem.status} lit={!isHandled(problem)} size={18} />
      <b className="mono">{host}</b>
      <span>{check}</span>
      <span className="rb-says">{summary}</span>
      <u>{duration(now - problem.openedAt)}</u>
    </p>
  );
}

const underWayOf = (world: World, runbookId: string | undefined): RunSummary | undefined =>
  [...world.runs.values()].find((run) => run.runbookId === runbookId && run.endedAt === null);

/** To the run that is under way; whether there is one. */
export function goToRunUnderWay(runbookId: string | undefined): boolean {
  const run = underWayOf(useWorld.getState(), runbookId);
  if (!run) return false;
  closeDialog();
  goTo({ screen: 'run', runId: run.id });
  return true;
}

/** Somebody is at it already: two of a kind at once are seldom meant. */
export function UnderWay({ runbookId }: { readonly runbookId: string }) {
  const now = useNow();
  const run = useWorld((world) => underWayOf(world, runbookId));
  const names = useWorld((world) => run?.hostIds.map((id) => world.hosts.get(id)?.name ?? '').join(', ') ?? '');
  if (!run) return null;
  return (
    <p className="rb-on">
      <b>{run.mode === 'dry' ? 'A dry run' : 'A run'} of it is under way</b>
      {names && ` on ${names}`}, {runWords(run)}, for {duration(now - run.startedAt)};{' '}
      <span className="hand">{run.pen}</span> holds the pen.
      <button type="button" className="btn" onClick={() => goToRunUnderWay(runbookId)}>
        <Keycap keys="Alt+G" /> Go to it
      </button>
    </p>
  );
}

interface IncidentProps {
  readonly value: string;
  readonly isDry: boolean;
  readonly wrong: string | undefined;
  readonly onChange: (incidentId: string) => void;
}

export function IncidentField({ value, isDry, wrong, onChange }: IncidentProps) {
  const standing = useStanding();
  if (isDry) return <p className="rb-none">A dry run writes nothing into an incident.</p>;
  if (standing.length === 0 && value === '')
    return <p className="rb-none">No incident stands. The run can be linked to one later.</p>;
  return (
    <FieldFrame label="Incident" wrong={wrong} help="Every step lands in its timeline by itself." optional>
      {(wired) => (
        <select {...wired} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">none</option>
          {standing.map((incident) => (
            <option key={incident.id} value={incident.id}>
              {incident.number}, {incident.title}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

/** What must be put right first, and what wants a word. */
export function Before({ look: { blocks, warns } }: { readonly look: StartLook }) {
  if (blocks.length === 0 && warns.length === 0) return null;
  return (
    <ul className="rb-before" aria-label="Before it starts">
      {blocks.map((block) => (
        <li key={block} className="block">
          <CircleX className="ic" aria-hidden="true" />
          <span>
            <b>Put right first:</b> {block}
          </span>
        </li>
      ))}
      {warns.map((warn) => (
        <li key={warn}>
          <TriangleAlert className="ic" aria-hidden="true" />
          <span>{warn}</span>
        </li>
      ))}
    </ul>
  );
}
