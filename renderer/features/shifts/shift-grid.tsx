// The shifts of a week or a month: a row a day or a week, each shift in the colour of its people. A gap is red.
import { useEffect, useRef } from 'react';
import type { Person } from '../../../electron/contract/model/on-call.ts';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { useNowEvery } from '../../lib/now.ts';
import { wallClock, wallHour } from '../../lib/zone-days.ts';
import { useWorld } from '../../store/world.ts';
import { PersonMark } from '../../ui/person-mark.tsx';
import type { ShiftBlock, ShiftRow, Span } from './shift-rows.ts';

interface Props {
  readonly rows: readonly ShiftRow[];
  readonly span: Span;
  readonly zone: string;
  /** Key of the shift in front. */
  readonly front: string | null;
  readonly onFront: (shift: Shift) => void;
  readonly onOpen: (shift: Shift) => void;
}

export function ShiftGrid({ rows, span, zone, front, onFront, onOpen }: Props) {
  const now = useNowEvery(30_000);
  return (
    <ol className={`shf-rows ${span}`} aria-label={`Shifts, times of ${zone}`}>
      {rows.map((row) => (
        <li key={row.from} className={now >= row.from && now < row.to ? 'shf-row now' : 'shf-row'}>
          <span className="shf-label">{row.label}</span>
          <div className="shf-body" style={{ '--lanes': row.lanes } as React.CSSProperties}>
            {row.ticks.map((tick) => (
              <i key={tick.left} className="shf-tick" style={{ left: `${tick.left * 100}%` }} aria-hidden="true">
                {tick.label}
              </i>
            ))}
            {row.gaps.map(({ gap, left, width, isBare }) => (
              <i
                key={gap.from}
                className="shf-gap"
                style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
                title={`Nobody is on from ${wallClock(gap.from, zone)} to ${wallClock(gap.to, zone)}`}
              >
                {isBare && 'nobody'}
              </i>
            ))}
            {row.blocks.map((block) => (
              <Block
                key={block.shift.key}
                block={block}
                span={span}
                zone={zone}
                isFront={block.shift.key === front}
                onFront={onFront}
                onOpen={onOpen}
              />
            ))}
            {now >= row.from && now < row.to && (
              <i
                className="shf-now"
                style={{ left: `${((now - row.from) / (row.to - row.from)) * 100}%` }}
                aria-hidden="true"
              />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Share of a row in which no word finds room. */
const TOO_NARROW: Readonly<Record<Span, number>> = { week: 0.06, month: 0.03 };

interface BlockProps extends Pick<Props, 'span' | 'zone' | 'onFront' | 'onOpen'> {
  readonly block: ShiftBlock;
  readonly isFront: boolean;
}

function Block({ block, span, zone, isFront, onFront, onOpen }: BlockProps) {
  const everybody = useWorld((world) => world.onCall.people);
  const button = useRef<HTMLButtonElement>(null);
  // Once one was clicked it has the focus; the one that the keys bring in front takes it over.
  useEffect(() => {
    if (isFront && document.activeElement?.classList.contains('shf-block')) button.current?.focus();
  }, [isFront]);
  const { shift, left, width, lane, cutLeft, cutRight } = block;
  const crew = crewOf(shift, everybody);
  const look = [
    'shf-block',
    shift.calledOff && 'off',
    !shift.calledOff && crew.length === 0 && 'nobody',
    shift.overridden !== null && 'over',
    width < TOO_NARROW[span] && 'narrow',
    cutLeft && 'cut-l',
    cutRight && 'cut-r',
    isFront && 'sel',
  ];
  return (
    <button
      type="button"
      ref={button}
      tabIndex={-1}
      data-colour={crew[0]?.colour}
      className={look.filter(Boolean).join(' ')}
      style={{ left: `${left * 100}%`, width: `${width * 100}%`, '--lane': lane } as React.CSSProperties}
      aria-pressed={isFront}
      title={shiftWords(shift, zone)}
      onClick={() => onFront(shift)}
      onDoubleClick={() => onOpen(shift)}
      // What the key bar says, also after a click.
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onOpen(shift);
      }}
    >
      <span className="vh">{shiftWords(shift, zone)}</span>
      <b aria-hidden="true">{shift.name}</b>
      <u aria-hidden="true">
        {wallHour(shift.from, zone)} to {wallHour(shift.to, zone)}
      </u>
      <span className="shf-crew" aria-hidden="true">
        {shift.calledOff ? <em>called off</em> : crew.map((person) => <PersonMark key={person.id} {...person} />)}
        {!shift.calledOff && crew.length === 0 && <em>nobody</em>}
      </span>
    </button>
  );
}

/** Who works it, in order. Of somebody who was removed since, the name is known. */
export const crewOf = ({ personIds, people }: Shift, known: readonly Person[]): readonly CrewMember[] =>
  personIds.map(
    (id, at) =>
      known.find((person) => person.id === id) ?? {
        id,
        name: people[at] ?? id,
        initials: '',
        colour: 'slate',
        phone: '',
      },
  );

type CrewMember = Pick<Person, 'id' | 'name' | 'initials' | 'colour' | 'phone'>;

function shiftWords({ name, from, to, people, calledOff, overridden }: Shift, zone: string): string {
  const who = calledOff ? 'called off' : people.join(', ') || 'nobody';
  const why = overridden === null || calledOff ? '' : `, not as planned: ${overridden}`;
  return `${name}, ${wallClock(from, zone)} to ${wallClock(to, zone)}, ${who}${why}`;
}
