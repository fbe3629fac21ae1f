// Who sits at this desk: whoever signed in here, in any window of it.
import type { Person } from '../../electron/contract/model/on-call.ts';
import { useAbout } from './about.ts';
import { useWorld } from './world.ts';

/** Null: nobody signed in; the user of the operating system acts. */
export function useSitting(): Person | null {
  const desk = useAbout((state) => state.about?.desk ?? null);
  return useWorld(({ shifts, onCall }) => {
    const personId = shifts.desks.find(({ user }) => user === desk)?.personId;
    return onCall.people.find(({ id }) => id === personId) ?? null;
  });
}
