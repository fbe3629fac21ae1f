// A field may go away under the fingers: somebody signs at another desk, takes the hand-over back, takes a promise away. What is
// typed on then is no command: 'r' would hand over, 'c' would lead into another field and go on record there.
import { say } from '../../store/say.ts';

/** So long without a key, milliseconds, and the typing has paused. */
const PAUSE_MS = 1_200;

let timer: ReturnType<typeof setTimeout> | null = null;

/** `ref` of a field that is typed into: where it is taken away while it has the focus, keys rest until the typing pauses. */
export const restsKeys = (field: HTMLElement | null) => () => {
  if (field !== null && document.activeElement === field) restKeys();
};

function restKeys(): void {
  if (timer === null) window.addEventListener('keydown', onKey, { capture: true });
  wait();
  say('The field you typed in is not there any more: keys rest until you pause.', true);
}

function wait(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(workAgain, PAUSE_MS);
}

function workAgain(): void {
  window.removeEventListener('keydown', onKey, { capture: true });
  if (timer !== null) clearTimeout(timer);
  timer = null;
}

/** Heard before everybody else. Whoever is in another field by now types there. */
function onKey(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
    workAgain();
    return;
  }
  const isText = event.key.length === 1 || event.key === 'Enter' || event.key === 'Backspace';
  if (!isText || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  wait();
}
