// What somebody has in hand: one quiet line each, with who, why and until when.
import { memo, useMemo } from 'react';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { count } from '../../lib/number.ts';
import { clockShort } from '../../lib/time.ts';
import { HOLD_WORDS } from '../../store/problem-words.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { type HandledLine, handledLines, isPlanned, rangeName } from './handled-groups.ts';
import type { Strip } from './strips.ts';
import { useWatch } from './watch-state.ts';

/** Lines drawn; with more the inventory and the palette are the better way. */
const SHOWN = 200;

export function HandledList({
  strips,
  onOpen,
}: {
  readonly strips: readonly Strip[];
  readonly onOpen: (id: Problem['id']) => void;
}) {
  const open = useWatch((state) => state.handledOpen);
  const hosts = useWorld((world) => world.hosts);
  const lines = useMemo(() => handledLines(strips, hosts), [strips, hosts]);
  if (strips.length === 0) return null;
  return (
    <section className={`handled${open ? ' open' : ''}`} aria-label="Handled">
      <div className="ph sm">
        <h2>
          Handled<em>{strips.length}</em>
        </h2>
        <span className="sub">acknowledged, muted or in maintenance; still recorded</span>
        <div className="phr">
          <button
            type="button"
            className="fk n-only"
            aria-expanded={open}
            onClick={() => useWatch.setState({ handledOpen: !open })}
          >
            <Keycap keys="h" /> {open ? 'fold' : 'unfold'}
          </button>
        </div>
      </div>
      <div className="hrows">
        {lines.slice(0, SHOWN).map((line) => (
          <HandledRow key={line.problem.id} line={line} onOpen={onOpen} />
        ))}
        {lines.length > SHOWN && <p className="sub more">and {lines.length - SHOWN} more</p>}
      </div>
    </section>
  );
}

interface HandledRowProps {
  readonly line: HandledLine;
  readonly onOpen: (id: Problem['id']) => void;
}

const HandledRow = memo(function HandledRow({ line: { problem, all }, onOpen }: HandledRowProps) {
  const name = useWorld((world) =>
    rangeName(all.map(({ hostId }) => world.hosts.get(hostId)?.name ?? 'a removed host')),
  );
  const check = useWorld((world) => world.checks.get(problem.checkId)?.name ?? '');
  const summary = useWorld((world) => world.checkStates.get(problem.checkId)?.summary ?? '');
  return (
    <button type="button" className="hrow" onClick={() => onOpen(problem.id)}>
      <Glyph status={isPlanned(problem) ? 'maintenance' : problem.status} size={20} />
      <b>{name}</b>
      <span>{all.length > 1 ? count(all.length, 'host') : check}</span>
      <span>{summary}</span>
      <span className="r">
        <Ago at={problem.openedAt} />
      </span>
      <span className="hand">{problem.ack?.by ?? problem.held?.by ?? ''}</span>
      <span>{whyWords(problem)}</span>
      <span className="r">{untilWords(problem)}</span>
    </button>
  );
});

function whyWords({ ack, held }: Problem): string {
  if (ack) return `acknowledged, ${ack.reason}`;
  return held ? HOLD_WORDS[held.reason] : '';
}

function untilWords({ ack, held }: Problem): string {
  const until = ack?.expiresAt ?? held?.until ?? null;
  if (until !== null) return `until ${clockShort(until)}`;
  return ack?.sticky ? 'until recovery' : ack ? 'until it changes' : '';
}
