// Which item is in front, what is unfolded, and where the focus goes when a key asks for it.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { frontOf } from './entries.ts';

export interface Selection {
  readonly front: string | null;
  readonly open: ReadonlySet<string>;
  readonly move: (by: number) => void;
  readonly moveTo: (end: 'first' | 'last') => void;
  /** Brings an item in front and into view. */
  readonly go: (key: string) => void;
  /** Unfolds it, or folds it again. */
  readonly turn: (key: string) => void;
  /** The field of that name: of the item in front, else one that belongs to no item. Never one of another item. */
  readonly focusField: (name: string) => void;
  readonly nextDifference: () => void;
  /** The focus to a hand-over before or after the one that has it, in the list of the past. */
  readonly movePast: (by: number) => void;
}

/** `keys`: the items in the order in which they stand on screen. `first`: in front at the beginning; null: the first. */
export function useSelection(
  keys: readonly string[],
  first: string | null,
  screen: RefObject<HTMLElement | null>,
): Selection {
  const [wanted, setWanted] = useState<string | null>(first);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const lastIndex = useRef(0);
  const front = frontOf(keys, wanted, lastIndex.current);
  if (front !== null) lastIndex.current = keys.indexOf(front);

  // Whatever takes the focus inside an item brings it in front: a click, Tab, a field.
  useEffect(() => {
    const shown = screen.current;
    const onFocus = ({ target }: FocusEvent) => {
      const key = target instanceof Element ? target.closest<HTMLElement>('[data-item]')?.dataset.item : undefined;
      if (key !== undefined) setWanted(key);
    };
    shown?.addEventListener('focusin', onFocus);
    return () => shown?.removeEventListener('focusin', onFocus);
  }, [screen]);

  const itemOf = (key: string) =>
    screen.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`) ?? null;
  const goal = useRef<string | null>(null);
  const show = (key: string) => {
    const item = itemOf(key);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView?.({ block: 'nearest' });
    return item !== null;
  };
  const go = (key: string) => {
    setWanted(key);
    // Of a long part it is drawn only once it is in front.
    goal.current = show(key) ? null : key;
  };
  useLayoutEffect(() => {
    if (goal.current === null) return;
    show(goal.current);
    goal.current = null;
  });
  const at = (index: number) => {
    const key = keys[Math.min(keys.length - 1, Math.max(0, index))];
    if (key !== undefined) go(key);
  };
  const now = () => (front === null ? -1 : keys.indexOf(front));
  return {
    front,
    open,
    move: (by) => at(now() + by),
    moveTo: (end) => at(end === 'first' ? 0 : keys.length - 1),
    go,
    turn: (key) =>
      setOpen((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    focusField: (name) => typeInto(fieldOf(screen.current, front === null ? null : itemOf(front), name), name),
    movePast(by) {
      const all = [...(screen.current?.querySelectorAll<HTMLElement>('[data-past]') ?? [])];
      const next = all.indexOf(document.activeElement as HTMLElement) + by;
      all[Math.min(all.length - 1, Math.max(0, next))]?.focus();
    },
    nextDifference() {
      const all = [...(screen.current?.querySelectorAll<HTMLElement>('[data-field="difference"]') ?? [])];
      const focused = all.indexOf(document.activeElement as HTMLElement);
      const next = all[(focused + 1) % Math.max(1, all.length)];
      next?.focus();
      next?.scrollIntoView?.({ block: 'nearest' });
    },
  };
}

/** The field of that name in the item in front, else the one that belongs to no item: what is meant is never another item. */
function fieldOf(screen: HTMLElement | null, item: HTMLElement | null, name: string): HTMLElement | null {
  const field = `[data-field="${name}"]`;
  const own = item?.querySelector<HTMLElement>(field);
  const all = [...(screen?.querySelectorAll<HTMLElement>(field) ?? [])];
  return own ?? all.find((one) => one.closest('[data-item]') === null) ?? null;
}

/** A name is typed anew; a sentence is written on: the next letter must not take it away. */
function typeInto(field: HTMLElement | null, name: string): void {
  if (field instanceof HTMLButtonElement) field.click();
  else field?.focus();
  if (field instanceof HTMLInputElement && name === 'incoming') field.select();
  else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    field.setSelectionRange(field.value.length, field.value.length);
  field?.scrollIntoView?.({ block: 'nearest' });
}
