// The registry of notifier kinds: one line each.
import type { NotifierKind } from './notifier.ts';

export const notifierKinds: readonly NotifierKind[] = [];

/** The kind of that name; undefined when this engine has none. */
export function findNotifierKind(kind: string): NotifierKind | undefined {
  return notifierKinds.find((candidate) => candidate.kind === kind);
}
