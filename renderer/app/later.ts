// A screen or a dialog in a file of its own, fetched when it is first asked for.
import { type ComponentType, lazy } from 'react';

/** The component that `load` finds. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}
