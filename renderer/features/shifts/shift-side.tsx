// Beside the shifts: the one in front, the gaps ahead, what is planned, and the people.
import type { Shift, ShiftPlan } from '../../../electron/contract/model/shift.ts';
import { GapList } from '../../forms/gap-list.tsx';
import { duration } from '../../lib/time.ts';
import { wallClock } from '../../lib/zone-days.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { crewOf } from './shift-grid.tsx';
import { openOverride } from './shift-hand.ts';
import type { Stretch } from './shift-rows.ts';
import { patternWords } from './shift-text.ts';

interface Props {
  readonly shift: Shift | null;
  readonly gaps: readonly Stretch[];
  readonly zone: string;
}

export function ShiftSide({ shift, gaps, zone }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="hright shf-side" aria-label="The shift in front, plans and people" tabIndex={0}>
      {shift && <Front shift={shift} zone={zone} />}
      <GapList title="Nobody is on" gaps={gaps} zone={zone} where="on screen" />
      <Plans />
      <People />
    </aside>
  );
}

function Front({ shift, zone }: { readonly shift: Shift; readonly zone: string }) {
  const people = useWorld((world) => world.onCall.people);
  const crew = crewOf(shift, people);
  return (
    <section aria-label="This shift">
      <h2>{shift.name}</h2>
      <ul className="shf-people">
        {crew.map((person) => (
          <li key={person.id}>
            <PersonMark {...person} /> <b>{person.name}</b>
            <span className="mono sub">{person.phone}</span>
          </li>
        ))}
        {crew.length === 0 && <li className="bad">{shift.calledOff ? 'Called off' : 'Nobody is named for it'}</li>}
      </ul>
      <dl className="kv2">
        <div>
          <dt>From</dt>
          <dd>{wallClock(shift.from, zone)}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>{wallClock(shift.to, zone)}</dd>
        </div>
        <div>
          <dt>Lasts</dt>
          <dd>{duration(shift.to - shift.from)}</dd>
        </div>
        {shift.overridden !== null && (
          <div>
            <dt>Changed</dt>
            <dd>{shift.overridden}</dd>
          </div>
        )}
      </dl>
      <button type="button" className="btn" onClick={() => openOverride(shift)}>
        <Keycap keys="Enter" /> Change this one
      </button>
    </section>
  );
}

function Plans() {
  const plans = useWorld((world) => world.shifts.plans);
  return (
    <section aria-label="Planned shifts">
      <h2>
        Planned<em>{plans.length}</em>
      </h2>
      <ul className="shf-list">
        {plans.map((plan) => (
          <Plan key={plan.id} plan={plan} />
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => openDialog({ type: 'shift-form', shiftId: null })}>
        <Keycap keys="+" /> Plan a shift
      </button>
    </section>
  );
}

function Plan({ plan }: { readonly plan: ShiftPlan }) {
  const people = useWorld((world) => world.onCall.people);
  return (
    <li>
      <button type="button" onClick={() => openDialog({ type: 'shift-form', shiftId: plan.id })}>
        <b>{plan.name}</b>
        <span className="sub">{patternWords(plan)}</span>
        <span className="shf-crew">
          {people
            .filter(({ id }) => plan.people.includes(id))
            .map((person) => (
              <PersonMark key={person.id} {...person} isAlone />
            ))}
        </span>
      </button>
    </li>
  );
}

function People() {
  const people = useWorld((world) => world.onCall.people);
  const withPin = useWorld((world) => world.shifts.withPin);
  return (
    <section aria-label="People">
      <h2>
        People<em>{people.length}</em>
      </h2>
      <ul className="shf-list">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => openDialog({ type: 'person-form', personId: person.id })}>
              <PersonMark {...person} />
              <b>{person.name}</b>
              <span className="sub">{withPin.includes(person.id) ? 'has a PIN' : 'no PIN'}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => openDialog({ type: 'person-form', personId: null })}>
        <Keycap keys="p" /> Add a person
      </button>
    </section>
  );
}
