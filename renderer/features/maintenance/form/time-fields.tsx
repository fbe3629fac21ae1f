// From when, until when, on whose clock; and whether the work begins with its first problem.
import { TextField } from '../../../forms/text-field.tsx';
import { offsetMinutes, offsetWords } from '../../../lib/local-time.ts';
import { useNow } from '../../../lib/now.ts';
import { duration } from '../../../lib/time.ts';
import { zoneNames } from '../../../lib/zone-names.ts';
import { utcWords } from '../window-words.ts';
import { timesOf, type WindowText, withStart } from './window-draft.ts';

interface Props {
  readonly text: WindowText;
  readonly setText: (change: (now: WindowText) => WindowText) => void;
  readonly set: (change: Partial<WindowText>) => void;
  readonly wrong: (field: string) => string | undefined;
}

export function TimeFields({ text, setText, set, wrong }: Props) {
  const now = useNow();
  const isZone = zoneNames().includes(text.zone);
  return (
    <>
      <div className="field-row wtimes">
        <TextField
          label="From"
          isMono
          value={text.start}
          placeholder="2026-11-24 22:00"
          wrong={wrong('startsAt')}
          onChange={(start) => setText((before) => withStart(before, start, now))}
        />
        <TextField
          label="Until, or how long"
          isMono
          value={text.end}
          placeholder="02:00, or 4 h"
          wrong={wrong('endsAt')}
          onChange={(end) => set({ end })}
        />
        <TextField
          label="Clock of"
          value={text.zone}
          offers={zoneNames()}
          placeholder="Europe/Amsterdam"
          wrong={isZone ? wrong('zone') : 'must be a time zone like Europe/Berlin or UTC'}
          onChange={(zone) => set({ zone })}
        />
      </div>
      <p className="whelp">{isZone ? spanHelp(text, now) : ''}</p>
      <div className="wflex">
        <label className="check-row">
          <input
            type="checkbox"
            checked={text.isFlexible}
            onChange={(event) => set({ isFlexible: event.target.checked })}
          />
          Flexible: it begins with the first problem in this time
        </label>
        {text.isFlexible && (
          <TextField
            label="and lasts"
            value={text.lasts}
            wrong={wrong('flexibleMs')}
            onChange={(lasts) => set({ lasts })}
          />
        )}
      </div>
    </>
  );
}

/** "4 h 00 min, 21:00–01:00 UTC, begins in 3 h; Europe/Amsterdam is UTC+1 then" */
function spanHelp(text: WindowText, now: number): string {
  const { startsAt, endsAt } = timesOf(text, now);
  if (startsAt === null || endsAt === null || endsAt <= startsAt) return '';
  const begins = startsAt > now ? `begins in ${duration(startsAt - now)}` : `began ${duration(now - startsAt)} ago`;
  const zone = text.zone === 'UTC' ? '' : `; ${text.zone} is ${offsetWords(offsetMinutes(startsAt, text.zone))} then`;
  return `${duration(endsAt - startsAt)}, ${utcWords({ from: startsAt, to: endsAt })}, ${begins}${zone}`;
}
