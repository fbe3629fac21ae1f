// Setting, changing and taking away a PIN: with the old one, or without it for a reason that stands on the record.
import type { PersonId } from '../../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../../contract/model/journal.ts';
import type { Person } from '../../../contract/model/on-call.ts';
import type { Clock } from '../../lib/clock.ts';
import { conflict, invalid, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { Pins } from './pins.ts';
import type { Shifts } from './shifts.ts';

interface PinSettingOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly pins: Pins;
  readonly person: (id: PersonId) => Person | null;
  /** At which desk somebody sits. */
  readonly deskOf: (actor: Actor) => string;
  readonly changed: () => void;
}

export function createPinSetting({ clock, store, pins, person, deskOf, changed }: PinSettingOptions): Shifts['setPin'] {
  return async ({ personId, pin, current, forgotten }, actor) => {
    const asked = person(personId);
    if (!asked) throw notFound('person');
    const had = pins.has(personId);
    if (!had && pin === null) return;
    if (had && current === '' && forgotten === '')
      throw invalid([
        { path: 'current', message: `type the PIN ${asked.name} has, or say that it is forgotten, and why` },
      ]);
    const byOld = had && current !== '';
    if (byOld) await pins.check(asked, { pin: current, path: 'current', actor, desk: deskOf(actor) });
    const made = pin === null ? null : await pins.hashed(personId, pin);
    const found = person(personId);
    if (!found) throw notFound('person');
    // Set by somebody else meanwhile: theirs must not be lost without a word.
    if (pins.has(personId) !== had)
      throw conflict([{ path: 'pin', message: `the PIN of ${found.name} was changed meanwhile` }]);
    const how = pin === null ? 'taken away' : had ? 'changed' : 'set';
    const by = had && !byOld ? ` without the old one: ${forgotten}` : '';
    const entry: EntryDraft = {
      kind: 'shift',
      occurredAt: clock.now(),
      actor,
      text: `PIN of ${found.name} ${how}${by}`,
      data: { event: 'pin', personId, name: found.name, how, withOld: byOld, forgotten: by === '' ? '' : forgotten },
    };
    store.transaction(() => {
      pins.write(personId, made);
      store.journal.append([entry], clock.now());
    });
    pins.kept(personId, made);
    changed();
  };
}
