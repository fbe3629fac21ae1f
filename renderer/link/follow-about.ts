// Keeps what the engine says of who is calling: it changes when somebody signs in at this desk, in whichever window, or is
// called otherwise.
import type { Client } from '../../electron/contract/index.ts';
import { useAbout } from '../store/about.ts';
import { useWorld, type World } from '../store/world.ts';

/** Asks at once, and whenever a desk changes hands. The returned function ends it. */
export function followAbout(client: Client): () => void {
  let asked: string | null = null;
  let isOver = false;
  const ask = (world: World): void => {
    const sitting = deskWords(world);
    if (sitting === asked || isOver) return;
    asked = sitting;
    // Only words for the screen: whoever loses this call has lost the line, and is told so.
    client.engine.about().then(
      (about) => {
        // An answer from before the last change is old: another one is under way.
        if (!isOver && asked === sitting) useAbout.setState({ about });
      },
      () => {},
    );
  };
  ask(useWorld.getState());
  const undo = useWorld.subscribe(ask);
  return () => {
    isOver = true;
    undo();
  };
}

/** Who sits where, by name, as one text. */
const deskWords = ({ shifts, onCall }: World): string =>
  shifts.desks
    .map(({ user, personId }) => `${user}: ${personId} ${onCall.people.find(({ id }) => id === personId)?.name}`)
    .join('\n');
