// What an operator does to a run, sent once: with the state that was seen, one act at a time, and never on with a key that
// was pressed for the step before.
import { useEffect, useState } from 'react';
import type { RunActDraft } from '../../../electron/contract/api/runbooks.ts';
import type { RunId } from '../../../electron/contract/model/ids.ts';
import type { RunView } from '../../../electron/contract/model/run.ts';
import { engine } from '../../link/client.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { tookView } from './near-run.ts';
import { frontKey } from './run-look.ts';

/** How long a step stands in front before a key acts on it, milliseconds: what nobody can have read is not confirmed. */
const SEEN_MS = 350;

const LOST_WORDS =
  'The monitor is not connected: nothing was sent, and what is shown may be old. It is being started again by itself.';

const underWay = new Set<RunId>();

/**
 * Sends it with the revision that was seen. A second one while the first is under way is let go: it was the same key.
 * Rejects with the engine's refusal; resolves to false when nothing was sent.
 */
export async function sendAct({ run }: RunView, act: RunActDraft): Promise<boolean> {
  if (useWorld.getState().link !== 'live') throw new Error(LOST_WORDS);
  if (underWay.has(run.id)) return false;
  underWay.add(run.id);
  try {
    tookView(await engine().runbooks.act({ runId: run.id, rev: run.rev, act }));
    return true;
  } finally {
    underWay.delete(run.id);
  }
}

/** The same; a refusal is said in the key bar, a success too where it is not plain to see. */
export function act(view: RunView, draft: RunActDraft, done = ''): void {
  sendAct(view, draft).then(
    (sent) => sent && done !== '' && say(done),
    (error) => say(error instanceof Error ? error.message : String(error), true),
  );
}

/** Whether the step in front, as it stands now, was on screen long enough to be meant by a key. */
export function useSeen(view: RunView): boolean {
  const key = `${view.run.id} ${frontKey(view)} ${view.run.phase}`;
  const [seen, setSeen] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSeen(key), SEEN_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return seen === key;
}

/** A key that is held down acts once: only moves repeat. */
export function useNoRepeats(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const isField = target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
      if (!event.repeat || event.key === 'j' || event.key === 'k' || !/^(?:.|Enter)$/.test(event.key)) return;
      if (isField && event.key !== 'Enter') return;
      if (target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
