// One layer of a rota: who, in which order, handed over when, and within which hours.
import type { Person } from '../../../electron/contract/model/on-call.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { WeekdayBoxes } from '../../forms/weekday-boxes.tsx';
import { Segment } from '../../ui/segment.tsx';
import type { LayerText, Turn } from './schedule-text.ts';

const TURNS = [
  ['day', 'Every day'],
  ['week', 'On days of the week'],
  ['days', 'Every few days'],
] as const satisfies readonly (readonly [Turn, string])[];

interface Props {
  readonly layer: LayerText;
  readonly people: readonly Person[];
  /** What is wrong at a field of it. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (change: Partial<LayerText>) => void;
  readonly onRemove: (() => void) | null;
}

export function LayerFields({ layer, people, wrong, onChange, onRemove }: Props) {
  return (
    <fieldset className="oc-step">
      <legend>
        {layer.name || 'Layer'}
        {onRemove && (
          <button type="button" className="btn" onClick={onRemove}>
            Take away
          </button>
        )}
      </legend>
      <div className="field-row">
        <TextField
          label="Name of the layer"
          value={layer.name}
          wrong={wrong('name')}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          label="First turn begins on"
          isMono
          value={layer.startsOn}
          wrong={wrong('startsOn')}
          onChange={(startsOn) => onChange({ startsOn })}
        />
      </div>
      <TokenField
        label="People, in their order"
        isClosed
        isNeeded
        values={layer.people}
        offers={people.map(({ name }) => name)}
        wrong={wrong('people')}
        onChange={(names) => onChange({ people: names })}
      />
      <div className="oc-turn">
        <span className="label">Handed over</span>
        <Segment label="Handed over" value={layer.every} options={TURNS} onChange={(every) => onChange({ every })} />
        {layer.every === 'week' && (
          <WeekdayBoxes label="Handover" days={layer.days} onChange={(days) => onChange({ days })} />
        )}
        {layer.every === 'days' && (
          <TextField label="Days" value={layer.count} onChange={(count) => onChange({ count })} />
        )}
        <TextField label="At" isMono value={layer.at} onChange={(at) => onChange({ at })} />
      </div>
      {wrong('handover') && (
        <p className="wrong" role="alert">
          {wrong('handover')}
        </p>
      )}
      <label className="check-row">
        <input
          type="checkbox"
          checked={layer.limited}
          onChange={({ target }) => onChange({ limited: target.checked })}
        />
        Within hours only; outside of them the layers before count
      </label>
      {layer.limited && (
        <div className="oc-turn">
          <WeekdayBoxes label="On call" days={layer.hourDays} onChange={(hourDays) => onChange({ hourDays })} />
          <TextField label="From" isMono value={layer.from} onChange={(from) => onChange({ from })} />
          <TextField label="To" isMono value={layer.to} wrong={wrong('hours')} onChange={(to) => onChange({ to })} />
        </div>
      )}
    </fieldset>
  );
}
