// Pure: which rows of a long list are meant. One row is in front; any number may be chosen besides, by hand or as a range
// that grows and shrinks with the arrow until another row is put in front.

export interface Selection<Id> {
  /** The row in front; null until somebody moves. */
  readonly at: Id | null;
  readonly chosen: ReadonlySet<Id>;
  /** Where a range began, and what was chosen before it; null while none is drawn. */
  readonly range: { readonly from: Id; readonly before: ReadonlySet<Id> } | null;
}

export const nothingChosen = { at: null, chosen: new Set<never>(), range: null } as const;

/** Puts a row in front; what is chosen stays. */
export const moveTo = <Id>({ chosen }: Selection<Id>, id: Id): Selection<Id> => ({ at: id, chosen, range: null });

/** Chooses the row in front, or lets go of it. */
export function toggle<Id>({ chosen }: Selection<Id>, id: Id): Selection<Id> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { at: id, chosen: next, range: null };
}

/** Draws the range from where it began (`start` when it begins now) to `id`, in the order of `order`. */
export function extendTo<Id>(selection: Selection<Id>, order: readonly Id[], start: Id, id: Id): Selection<Id> {
  const range = selection.range ?? { from: start, before: selection.chosen };
  const from = order.indexOf(range.from);
  const to = order.indexOf(id);
  if (to < 0) return selection;
  const low = Math.min(from < 0 ? to : from, to);
  const between = order.slice(low, Math.max(from, to) + 1);
  return { at: id, chosen: new Set([...range.before, ...between]), range };
}

/** Chooses all of `ids` besides what is chosen. */
export const chooseAll = <Id>({ at, chosen }: Selection<Id>, ids: readonly Id[]): Selection<Id> => ({
  at,
  chosen: new Set([...chosen, ...ids]),
  range: null,
});

export const chooseNone = <Id>({ at }: Selection<Id>): Selection<Id> => ({ at, chosen: new Set(), range: null });

/** What an action is about: all that are chosen and still there, else the row in front. */
export function meant<Id>(selection: Selection<Id>, front: Id | null, exists: (id: Id) => boolean): readonly Id[] {
  const chosen = [...selection.chosen].filter(exists);
  if (chosen.length > 0) return chosen;
  return front === null ? [] : [front];
}
