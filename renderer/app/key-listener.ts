// The one place that hears keys. Which binding a stroke means is decided in lib/keys.ts from what the screens laid down.
import { matchKey, SEQUENCE_MS, type Stroke, strokeName } from '../lib/keys.ts';
import { useDialogs } from '../store/dialogs.ts';
import { useKeyLayers } from '../store/keys.ts';

/** Listens on the window; the returned function stops it. */
export function startKeys(): () => void {
  let prefix: { readonly text: string; readonly at: number } | null = null;
  const onKey = (event: KeyboardEvent) => {
    const name = strokeName(event satisfies Stroke);
    if (name === null || event.defaultPrevented || event.isComposing) return;
    const before = prefix && event.timeStamp - prefix.at <= SEQUENCE_MS ? prefix.text : null;
    prefix = null;
    const busy = isTyping(event.target) || useDialogs.getState().open !== null || operates(event.target, name);
    const layers = useKeyLayers
      .getState()
      .layers.map(({ bindings }) => (busy ? bindings.filter((b) => b.everywhere) : bindings));
    let match = matchKey(layers, before, name);
    if (match.type === 'none' && before !== null) match = matchKey(layers, null, name);
    if (match.type === 'none') return;
    event.preventDefault();
    if (match.type === 'wait') prefix = { text: match.prefix, at: event.timeStamp };
    else match.binding.run();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

/** Keys belong to the field while somebody types in it. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Enter and Space press the button that has the focus; arrows move a radio group. */
function operates(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (name === 'Enter' || name === 'Space') return target.closest('button, a, summary, input') !== null;
  return name.startsWith('Arrow') && target instanceof HTMLInputElement;
}
