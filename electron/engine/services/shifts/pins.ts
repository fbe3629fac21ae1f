// PINs: what makes a name at a shared desk somebody's word. Kept as salted scrypt hashes in the database and nowhere else:
// never in the journal, the log or the live world. Four digits are soon tried out, so guessing is slowed down: after five wrong
// ones at a desk a person's PIN is not even looked at there for a minute, then two, four, five (core/shift-guessing.ts). At
// their own desk they are not held up by it. A restart forgets the count.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PersonId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Person } from '../../../contract/model/on-call.ts';
import { durationWords } from '../../core/duration.ts';
import { type WrongPins, waitAfter, waitLeft } from '../../core/shift-guessing.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { KeptPin } from '../../store/shifts.ts';

export interface Pins {
  has(personId: PersonId): boolean;
  /** Who has one. */
  list(): readonly PersonId[];
  /**
   * Resolves when `typed` is the person's PIN; throws a refusal at the field `path` when it is not, or when it is too soon to
   * try again. For a person who has one.
   */
  check(person: Person, typed: Typed): Promise<void>;
  /** Ready to be kept. */
  hashed(personId: PersonId, pin: string): Promise<KeptPin>;
  /** Writes it (null: takes it away), inside the caller's transaction; `kept` after it. */
  write(personId: PersonId, pin: KeptPin | null): void;
  kept(personId: PersonId, pin: KeptPin | null): void;
}

/** A PIN as it was typed, at which field, by whom and at which desk (the user of the operating system). */
interface Typed {
  readonly pin: string;
  readonly path: string;
  readonly actor: Actor;
  readonly desk: string;
}

const derive = promisify<string, Uint8Array, number, Buffer>(scrypt);
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** To the second while it is short, then to the minute; never too short. */
function waitWords(ms: number): string {
  const unit = ms > 120_000 ? 60_000 : 1_000;
  return durationWords(Math.ceil(ms / unit) * unit);
}

export function createPins({ clock, store }: { readonly clock: Clock; readonly store: Store }): Pins {
  const pins = new Map(store.shiftRows.pins().map((pin) => [pin.personId, pin]));
  const wrong = new Map<PersonId, Map<string, WrongPins>>();
  /** Those of a person, by desk. */
  const wrongOf = (id: PersonId): Map<string, WrongPins> => {
    const known = wrong.get(id) ?? new Map<string, WrongPins>();
    wrong.set(id, known);
    return known;
  };
  const wordOut = (person: Person, waitMs: number, actor: Actor): void =>
    store.transaction(() => {
      store.journal.append(
        [
          {
            kind: 'shift',
            occurredAt: clock.now(),
            actor,
            text: `Wrong PINs for ${person.name}: no more is taken for ${durationWords(waitMs)}`,
            data: { event: 'pin-guessed', personId: person.id, name: person.name, waitMs },
          },
        ],
        clock.now(),
      );
    });
  return {
    has: (personId) => pins.has(personId),
    list: () => [...pins.keys()],
    async check(person, { pin: typed, path, actor, desk }) {
      const pin = pins.get(person.id);
      if (!pin) throw new Error(`${person.id} has no PIN`);
      const { id, name } = person;
      const refused = (message: string) => invalid([{ path, message }]);
      if (typed === '') throw refused(`${name} has a PIN: it must be typed`);
      const tries = wrongOf(id);
      const left = waitLeft(tries.get(desk), clock.mono());
      if (left > 0) throw refused(`too many wrong PINs for ${name}: try again in ${waitWords(left)}`);
      // Counted before it is looked at: a thousand at the same moment are a thousand tries.
      const tried = waitAfter(tries.get(desk), clock.mono());
      tries.set(desk, tried);
      if (timingSafeEqual(await derive(typed, pin.salt, HASH_BYTES), pin.hash)) {
        tries.delete(desk);
        return;
      }
      if (tried.waitMs > 0) wordOut(person, tried.waitMs, actor);
      const wait = tried.waitMs > 0 ? `; no more is taken for ${durationWords(tried.waitMs)}` : '';
      throw refused(`that is not the PIN of ${name}${wait}`);
    },
    async hashed(personId, pin) {
      const salt = randomBytes(SALT_BYTES);
      return { personId, salt, hash: await derive(pin, salt, HASH_BYTES) };
    },
    write(personId, pin) {
      if (pin) store.shiftRows.putPin(pin, clock.now());
      else store.shiftRows.removePin(personId);
    },
    kept(personId, pin) {
      if (pin) pins.set(personId, pin);
      else pins.delete(personId);
      wrong.delete(personId);
    },
  };
}
