// What a dead host took along: one line with its cells; unfolded, one line each.
import { CornerDownRight } from 'lucide-react';
import { memo } from 'react';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { count } from '../../lib/number.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import type { Strip } from './strips.ts';
import { roleTally } from './words.ts';

/** Cells drawn on the line; the figure before them tells the rest. */
const CELLS = 60;

interface FoldRowProps {
  readonly strip: Strip;
  readonly open: boolean;
  readonly onToggle: () => void;
}

export const FoldRow = memo(function FoldRow({ strip, open, onToggle }: FoldRowProps) {
  const hosts = useWorld((world) => world.hosts);
  const { behind, checks } = strip;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a line of the list, which has the keys
    <div className="fold" role="presentation" onClick={onToggle}>
      <span className="fx">
        <CornerDownRight className="ic" aria-hidden="true" />
      </span>
      {behind.length > 0 && (
        <span className="ft">
          <Glyph status="unreachable" lit quiet />
          <b>{behind.length}</b> unreachable: <i>{roleTally(behind, hosts)}</i>
        </span>
      )}
      {checks.length > 0 && (
        <span className="ft own">
          {count(checks.length, 'check')} bad with {behind.length > 0 ? 'them' : 'it'}
        </span>
      )}
      <span className="fcells" aria-hidden="true">
        {behind.slice(0, CELLS).map((problem) => (
          <i key={problem.id} className="c c-unre lit" />
        ))}
      </span>
      <span className="fk">
        <Keycap keys="Space" /> {open ? 'fold' : 'unfold'}
      </span>
    </div>
  );
});

interface ChildRowProps {
  readonly problem: Problem;
  readonly selected: boolean;
  readonly chosen: boolean;
}

export const ChildRow = memo(function ChildRow({ problem, selected, chosen }: ChildRowProps) {
  const host = useWorld((world) => world.hosts.get(problem.hostId));
  const check = useWorld((world) => world.checks.get(problem.checkId)?.name);
  const summary = useWorld((world) => world.checkStates.get(problem.checkId)?.summary);
  return (
    <div className={`child${selected ? ' sel' : ''}${chosen ? ' chosen' : ''}`}>
      <Glyph status={problem.status} lit={!isHandled(problem)} size={16} />
      <b>{host?.name ?? 'a removed host'}</b>
      <span>{check}</span>
      <span>{summary}</span>
      <span className="r">
        <Ago at={problem.openedAt} />
      </span>
      <span>{problem.ack?.by ?? ''}</span>
    </div>
  );
});
