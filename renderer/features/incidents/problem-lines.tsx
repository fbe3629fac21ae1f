// Problems as an incident is made of them: state, host, what it says, since when; those that are in another one say so.
import type { ReactNode } from 'react';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Glyph } from '../../ui/glyph.tsx';

interface Props {
  readonly label: string;
  readonly problems: readonly Problem[];
  /** Number of the incident a problem is in already; '' for none. */
  readonly takenBy: (problem: Problem) => string;
  /** With it each can be chosen. */
  readonly chosen?: ReadonlySet<string>;
  readonly onToggle?: (problem: Problem) => void;
}

/** Lines drawn; the rest is counted. */
const SHOWN = 200;

export function ProblemLines({ label, problems, takenBy, chosen, onToggle }: Props) {
  return (
    <ul className="inc-probs" aria-label={label} tabIndex={chosen ? undefined : 0}>
      {problems.slice(0, SHOWN).map((problem) => {
        const taken = takenBy(problem);
        return (
          <li key={problem.id} className={taken ? 'taken' : undefined}>
            {chosen && onToggle ? (
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(problem.id)}
                  disabled={taken !== ''}
                  onChange={() => onToggle(problem)}
                />
                <Line problem={problem} taken={taken} />
              </label>
            ) : (
              <Line problem={problem} taken={taken} />
            )}
          </li>
        );
      })}
      {problems.length > SHOWN && (
        <li>
          <span />
          <span>and {problems.length - SHOWN} more</span>
        </li>
      )}
    </ul>
  );
}

function Line({ problem, taken }: { readonly problem: Problem; readonly taken: string }): ReactNode {
  const host = useWorld((world) => world.hosts.get(problem.hostId)?.name ?? 'a removed host');
  const check = useWorld((world) => world.checks.get(problem.checkId)?.name ?? 'a removed check');
  const summary = useWorld((world) => world.checkStates.get(problem.checkId)?.summary ?? '');
  return (
    <>
      <Glyph status={problem.status} lit={!isHandled(problem)} size={16} />
      <b>{host}</b>
      <span>
        {check} <u>{summary}</u>
      </span>
      <em>{taken === '' ? <Ago at={problem.openedAt} /> : `in ${taken}`}</em>
    </>
  );
}
