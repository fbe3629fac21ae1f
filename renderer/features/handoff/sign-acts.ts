// Leads to the signature, or says what is missing before it.
import { knownView } from '../../link/handoff.ts';
import { writeNow } from '../../link/handoff-writing.ts';
import { openDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import type { Desk } from './desk.ts';

export type SignAct = 'ready' | 'back-to-draft' | 'accept' | 'accept-with-questions' | 'decline';

/** `go`: leads to the item that is missing something. */
export async function sign(desk: Desk, act: SignAct, go?: (key: string) => void): Promise<void> {
  if (desk.handoff === null) return;
  const { id } = desk.handoff;
  // Whoever typed the name a moment ago must not be told that there is none. What fails says so on screen.
  if (act === 'ready') await writeNow(id).catch(() => {});
  const view = knownView(id) ?? desk.view;
  if (view === null) return;
  const { handoff } = view;
  const what = act === 'ready' ? 'ready' : 'accept';
  const hard =
    act === 'ready' || act === 'accept' || act === 'accept-with-questions'
      ? view.blocks.filter((block) => block.what === what && block.isHard)
      : [];
  const [first] = hard;
  if (first) {
    if (first.key !== '') go?.(first.key);
    say(`Not yet: ${first.text}${hard.length > 1 ? ` And ${hard.length - 1} more.` : ''}`, true);
    return;
  }
  const withQuestions = act === 'accept-with-questions' || (act === 'accept' && handoff.openQuestions > 0);
  openDialog({
    type: 'handoff-sign',
    handoffId: handoff.id,
    act: act === 'accept-with-questions' ? 'accept' : act,
    ...(withQuestions ? { withQuestions: true } : {}),
  });
}
