// The rota over some weeks, a row a week: who has which stretch, and where nobody has.
import type { OnCallSpan, Person, Schedule } from '../../../electron/contract/model/on-call.ts';
import { useNowEvery } from '../../lib/now.ts';
import { wallClock } from '../../lib/zone-days.ts';
import { nowIn, type RotaBlock, type RotaWeek } from './rota-weeks.ts';

interface Props {
  readonly schedule: Schedule;
  readonly weeks: readonly RotaWeek[];
  readonly people: readonly Person[];
  /** Start of the span in front; null when none is. */
  readonly front: number | null;
  readonly onFront: (span: OnCallSpan) => void;
  readonly onOpen: (span: OnCallSpan) => void;
}

export function RotaGrid({ schedule, weeks, people, front, onFront, onOpen }: Props) {
  const now = useNowEvery(60_000);
  const place = new Map(people.map((person, index) => [person.id, index % TONES]));
  return (
    <ol className="oc-weeks" aria-label={`Rota ${schedule.name}, times of ${schedule.zone}`}>
      {weeks.map((week) => {
        const at = nowIn(week, now);
        return (
          <li key={week.from} className="oc-week">
            <div className="oc-days" aria-hidden="true">
              {week.days.map((day) => (
                <span key={day.from} style={{ left: `${day.left * 100}%`, width: `${day.width * 100}%` }}>
                  {day.label}
                </span>
              ))}
            </div>
            <div className="oc-blocks">
              {week.blocks.map((block) => (
                <Block
                  key={block.span.from}
                  block={block}
                  zone={schedule.zone}
                  person={people.find(({ id }) => id === block.span.personId) ?? null}
                  tone={(block.span.personId && place.get(block.span.personId)) ?? 0}
                  isFront={block.span.from === front}
                  onFront={onFront}
                  onOpen={onOpen}
                />
              ))}
              {at !== null && <i className="oc-line" style={{ left: `${at * 100}%` }} aria-hidden="true" />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Neutral grounds that tell neighbours apart; the name says who it is. */
const TONES = 4;

interface BlockProps extends Pick<Props, 'onFront' | 'onOpen'> {
  readonly block: RotaBlock;
  readonly zone: string;
  readonly person: Person | null;
  readonly tone: number;
  readonly isFront: boolean;
}

function Block({ block, zone, person, tone, isFront, onFront, onOpen }: BlockProps) {
  const { span, left, width, cutLeft, cutRight } = block;
  const who = person?.name ?? (span.personId === null ? 'Nobody' : 'Somebody who was removed');
  const by = span.by === 'override' ? ', in their place by an override' : '';
  const look = [
    'oc-block',
    span.personId === null ? 'gap' : `t${tone}`,
    span.by === 'override' && 'over',
    cutLeft && 'cut-l',
    cutRight && 'cut-r',
    isFront && 'sel',
  ];
  return (
    <button
      type="button"
      tabIndex={-1}
      className={look.filter(Boolean).join(' ')}
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
      title={`${who}, ${wallClock(span.from, zone)} to ${wallClock(span.to, zone)}${by}`}
      onClick={() => onFront(span)}
      onDoubleClick={() => onOpen(span)}
    >
      <span>{who}</span>
    </button>
  );
}
