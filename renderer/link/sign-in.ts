// Sitting down at this desk and getting up; what changed comes back over the live feed.
import type { PersonId } from '../../electron/contract/model/ids.ts';
import type { Person } from '../../electron/contract/model/on-call.ts';
import { attempt } from '../store/say.ts';
import { engine } from './client.ts';

/** Rejects with a refusal where the PIN is wrong. */
export const signIn = (personId: PersonId, pin: string): Promise<Person> => engine().shifts.signIn({ personId, pin });

/** Says what came of it; true when nobody is signed in any more. */
export const signOut = (): Promise<boolean> =>
  attempt(
    () => engine().shifts.signOut(),
    () => 'Signed out: what is done here stands under the name of this machine’s user again.',
  );
