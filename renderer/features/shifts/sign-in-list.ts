// Pure: whom the sign-in offers, and in which order: who is on now, who comes next, then everybody by name.
import type { Person } from '../../../electron/contract/model/on-call.ts';
import type { Shift, ShiftWorld } from '../../../electron/contract/model/shift.ts';
import { initialsOf } from '../../ui/person-mark.tsx';

export interface Offer {
  readonly person: Person;
  /** 'on now, Night A', 'next, Early B', ''. */
  readonly role: string;
  readonly hasPin: boolean;
}

export function offersOf(people: readonly Person[], shifts: ShiftWorld, typed: string): readonly Offer[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [now, next] = [shifts.now, shifts.next].map(
    (some: readonly Shift[]) => (person: Person) => some.find(({ personIds }) => personIds.includes(person.id)),
  );
  return people
    .map((person) => {
      const [on, ahead] = [now?.(person), next?.(person)];
      const role = on ? `on now, ${on.name}` : ahead ? `next, ${ahead.name}` : '';
      return { person, role, hasPin: shifts.withPin.includes(person.id), rank: on ? 0 : ahead ? 1 : 2 };
    })
    .filter(({ person }) => answers(person, words))
    .sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name));
}

/** Every word typed begins a part of the name, or is how the initials begin. */
function answers({ name, initials }: Person, words: readonly string[]): boolean {
  const parts = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const letters = (initials || initialsOf(name)).toLowerCase();
  return words.every((word) => letters.startsWith(word) || parts.some((part) => part.startsWith(word)));
}
