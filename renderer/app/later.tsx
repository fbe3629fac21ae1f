// A screen or a dialog in a file of its own, fetched when it is first asked for or, sooner, while nothing else is to do.
import { type ComponentType, lazy, useState } from 'react';

/** What `fetchAhead` has yet to fetch, in the order of declaration. */
const unfetched: (() => Promise<unknown>)[] = [];

/**
 * The component that `load` finds. Once it is here it is drawn at once: React shows what it had to wait for a third of a
 * second late, even where the wait was none, and who presses a key types on.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let here: ComponentType<Props> | null = null;
  const fetch = async () => {
    here = await load();
    return { default: here };
  };
  const Awaited: ComponentType<Props> = lazy(fetch);
  unfetched.push(fetch);
  return function Later(props: Props) {
    // Chosen once: what is shown must not be mounted anew because its file has come another way.
    const [Part] = useState(() => here ?? Awaited);
    return <Part {...props} />;
  };
}

/** Fetches what was declared `later`, one after the other, each when nothing else is to do. */
export function fetchAhead(): void {
  const fetch = unfetched.shift();
  if (!fetch) return;
  // What cannot be fetched now is asked for again, and says so, where it is needed.
  requestIdleCallback(() => void fetch().then(fetchAhead, fetchAhead));
}
