// Incidents that are over, newest first, asked for page by page as they come into sight: years of them cost nothing.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';
import { endedWanted, type ListFilter, periodFrom } from './list-filter.ts';
import { useList } from './list-state.ts';

const PAGE = 100;

export interface Ended {
  readonly total: number;
  /** By their place; what was not asked for yet is missing. */
  readonly rows: ReadonlyMap<number, Incident>;
  readonly isLoading: boolean;
  /** Why they could not be read; null when they could. */
  readonly failure: string | null;
}

const NOTHING: Ended = { total: 0, rows: new Map(), isLoading: true, failure: null };
const NONE_WANTED: Ended = { ...NOTHING, isLoading: false };

/** Without a text: that one is found by search (use-found.ts). The second part fetches what stands from `first` to `last`. */
export function useEnded(
  filter: ListFilter,
  isWanted: boolean,
): readonly [Ended, (first: number, last: number) => void] {
  const [ended, setEnded] = useState(NOTHING);
  const asked = useList((state) => state.asked);
  const engineId = useWorld((world) => world.engineId);
  const statuses = endedWanted(filter);
  const query = {
    statuses: [...statuses],
    severities: [...filter.severities],
    from: periodFrom(filter.period, Date.now()),
  };
  const question = `${asked} ${engineId} ${isWanted} ${JSON.stringify(query)}`;
  const now = useRef({ question, query, pages: new Set<number>(), total: null as number | null, shift: 0 });
  const fetchPage = useCallback(async (page: number) => {
    const mine = now.current;
    if (mine.pages.has(page)) return;
    mine.pages.add(page);
    try {
      const offset = page * PAGE;
      const read = () => engine().incidents.list({ ...mine.query, offset: offset + mine.shift, limit: PAGE });
      let answer = await read();
      // Others ended meanwhile and stand before what is shown: nothing in the list may move, so the place asked for does.
      if (mine.total !== null && answer.total - mine.total !== mine.shift) {
        mine.shift = Math.max(0, answer.total - mine.total);
        answer = await read();
      }
      mine.total ??= answer.total;
      if (now.current !== mine) return;
      setEnded((before) => {
        const rows = new Map(page === 0 && before.isLoading ? [] : before.rows);
        for (const [at, incident] of answer.incidents.entries()) rows.set(offset + at, incident);
        return { total: mine.total ?? 0, rows, isLoading: false, failure: null };
      });
    } catch (error) {
      mine.pages.delete(page);
      const failure = error instanceof Error ? error.message : String(error);
      if (now.current === mine) setEnded((before) => ({ ...before, isLoading: false, failure }));
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` stands for all that is asked
  useEffect(() => {
    now.current = { question, query, pages: new Set(), total: null, shift: 0 };
    if (!isWanted || statuses.length === 0) return setEnded(NONE_WANTED);
    // What is shown stays until the answer is there.
    setEnded((before) => ({ ...before, isLoading: true }));
    void fetchPage(0);
  }, [question]);
  const need = useCallback(
    (first: number, last: number) => {
      if (now.current.total === null) return;
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) void fetchPage(page);
    },
    [fetchPage],
  );
  return [ended, need];
}
