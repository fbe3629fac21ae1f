// Desks: whoever signed in at one acts in every window of it, in place of the user of the operating system, until they sign
// out or somebody else signs in; across restarts of the engine and of the machine. (spec: incidents, "Shift and handoff")
import type { PersonId } from '../../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../../contract/model/journal.ts';
import type { Person } from '../../../contract/model/on-call.ts';
import type { Desk } from '../../../contract/model/shift.ts';
import type { Clock } from '../../lib/clock.ts';
import { conflict, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { Pins } from './pins.ts';

export interface Desks {
  list(): readonly Desk[];
  /** Who acts where this actor sits. */
  actorOf(actor: Actor): Actor;
  /** Where they sit: the user of the operating system. */
  deskOf(actor: Actor): string;
  signIn(personId: PersonId, pin: string, user: string): Promise<Person>;
  signOut(user: string): void;
  /** The desks a person sits at: their rows go, inside the caller's transaction; `left` after it. */
  removeRows(personId: PersonId): void;
  left(personId: PersonId): void;
}

export interface DesksOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly pins: Pins;
  readonly person: (id: PersonId) => Person | null;
  readonly changed: () => void;
}

export function createDesks(options: DesksOptions): Desks {
  const { clock, store, pins, person, changed } = options;
  const desks = new Map(store.shiftRows.desks().map((desk) => [desk.user, desk]));
  const at = (user: string): Person | null => {
    const desk = desks.get(user);
    return desk ? person(desk.personId) : null;
  };
  const write = (change: () => void, entry: EntryDraft): void =>
    store.transaction(() => {
      change();
      store.journal.append([entry], clock.now());
    });
  return {
    list: () => [...desks.values()],
    actorOf(actor) {
      if (actor.type !== 'operator') return actor;
      const name = at(actor.name)?.name;
      return name === undefined ? actor : { type: 'operator', name };
    },
    deskOf(actor) {
      if (actor.type !== 'operator') return '';
      return [...desks.keys()].find((user) => at(user)?.name === actor.name) ?? actor.name;
    },
    async signIn(personId, pin, user) {
      const asked = person(personId);
      if (!asked) throw notFound('person');
      if (user === '') throw conflict([{ path: '', message: 'nobody sits where this comes from' }]);
      const withPin = pins.has(personId);
      if (withPin) {
        const actor = actorOfDesk(user, at(user));
        await pins.check(asked, { pin, path: 'pin', actor, desk: user });
      }
      // Looked up again: they may have been removed, or given a PIN, while theirs was looked at.
      const found = person(personId);
      if (!found) throw notFound('person');
      if (!withPin && pins.has(personId)) throw conflict([{ path: 'pin', message: `${found.name} has a PIN by now` }]);
      const before = at(user);
      if (before?.id === personId) return found;
      const desk = { user, personId, since: clock.now() };
      write(() => store.shiftRows.putDesk(desk), signedIn(found, before, user, withPin, clock.now()));
      desks.set(user, desk);
      changed();
      return found;
    },
    signOut(user) {
      if (!desks.has(user)) return;
      write(() => store.shiftRows.removeDesk(user), signedOut(at(user), user, clock.now()));
      desks.delete(user);
      changed();
    },
    removeRows(personId) {
      for (const desk of desks.values()) if (desk.personId === personId) store.shiftRows.removeDesk(desk.user);
    },
    left(personId) {
      for (const desk of desks.values()) if (desk.personId === personId) desks.delete(desk.user);
    },
  };
}

const actorOfDesk = (user: string, sitting: Person | null): Actor => ({
  type: 'operator',
  name: sitting?.name ?? user,
});

function signedIn(who: Person, before: Person | null, desk: string, withPin: boolean, at: number): EntryDraft {
  const instead = before ? `, in place of ${before.name}` : '';
  return {
    kind: 'shift',
    occurredAt: at,
    actor: { type: 'operator', name: who.name },
    text: `${who.name} sits at desk ${desk}${instead} (signed in ${withPin ? 'with PIN' : 'without a PIN'})`,
    data: { event: 'signed-in', desk, personId: who.id, name: who.name, withPin, before: before?.name ?? null },
  };
}

function signedOut(who: Person | null, desk: string, at: number): EntryDraft {
  const name = who?.name ?? desk;
  return {
    kind: 'shift',
    occurredAt: at,
    actor: { type: 'operator', name },
    text: `${name} left desk ${desk} (signed out)`,
    data: { event: 'signed-out', desk, personId: who?.id ?? null, name },
  };
}
