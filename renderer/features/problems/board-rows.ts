// Pure: a board as the rows on screen, with what is folded left out.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Board, Group } from './board.ts';

export type BoardRow =
  | {
      readonly type: 'head';
      readonly id: string;
      /** Which group it folds; null where there is nothing to fold. */
      readonly key: string | null;
      readonly title: string;
      readonly count: number;
      readonly open: boolean;
    }
  | {
      readonly type: 'problem';
      readonly id: ProblemId;
      /** The group it leads; null for all others. */
      readonly key: string | null;
      /** How many it caused. */
      readonly caused: number;
      readonly open: boolean;
      /** Stands under the problem that caused it. */
      readonly nested: boolean;
      readonly context: boolean;
      readonly fresh: boolean;
    };

/** `toggled` holds the groups that are not as they come: causes come folded, sites come open. */
export const isOpen = ({ lead, key }: Group, toggled: ReadonlySet<string>): boolean =>
  (lead === null) !== toggled.has(key);

export const FRESH_HEAD = 'fresh';

export function boardRows({ groups, fresh }: Board, toggled: ReadonlySet<string>): readonly BoardRow[] {
  const rows: BoardRow[] = [];
  const plain = { key: null, caused: 0, open: false, context: false, fresh: false };
  for (const group of groups) {
    const open = isOpen(group, toggled);
    const { key, lead, ids, title, context } = group;
    if (title !== null) rows.push({ type: 'head', id: `head ${key}`, key, title, count: ids.length, open });
    if (lead !== null) {
      const folds = ids.length > 0 ? key : null;
      rows.push({ ...plain, type: 'problem', id: lead, key: folds, caused: ids.length, open, nested: false, context });
    }
    if (!open && (lead !== null || title !== null)) continue;
    for (const id of ids) rows.push({ ...plain, type: 'problem', id, nested: lead !== null });
  }
  if (fresh.length > 0) {
    const title = 'Came in since the last sort';
    rows.push({ type: 'head', id: FRESH_HEAD, key: null, title, count: fresh.length, open: true });
    for (const id of fresh) rows.push({ ...plain, type: 'problem', id, nested: false, fresh: true });
  }
  return rows;
}

/** "3 new, 2 over, 1 no longer fits": what the next sort would change; '' when nothing. */
export function pendingWords({ fresh, gone, changed }: Board): string {
  const parts = [
    fresh.length > 0 ? `${fresh.length} new` : '',
    gone.size > 0 ? `${gone.size} over` : '',
    changed > 0 ? `${changed} no longer ${changed === 1 ? 'fits' : 'fit'}` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
