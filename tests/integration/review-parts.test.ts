// A long stretch is read in parts, and comes out as if it were read at once.
import { expect, test } from 'vitest';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import { pageOf, peopleIn } from '../../electron/engine/services/shifts/review-parts.ts';
import { newFolder, open } from './store-makers.ts';

const BEGIN = Date.UTC(2026, 10, 20);

/** Ninety entries in sixty seconds; twenty of them at one moment, and some stretches without any. */
const entries: readonly EntryDraft[] = Array.from({ length: 90 }, (_, nth) => ({
  kind: nth % 3 === 0 ? 'note' : 'settings',
  occurredAt: BEGIN + (nth >= 30 && nth < 50 ? 30_000 : Math.floor((nth * 60_000) / 90)),
  actor: nth % 9 === 0 ? { type: 'operator', name: `P${nth % 2}` } : { type: 'engine' },
  text: nth % 5 === 0 ? `the carrier rings back, ${nth}` : `nothing, ${nth}`,
  data: {},
}));

test('any page of any filter is that of one look, however small the parts are', async () => {
  const store = await open(newFolder());
  store.journal.append(entries, BEGIN);
  const whole = { from: BEGIN, to: BEGIN + 3_600_000, kinds: ['note', 'settings'], people: [], hostIds: [] } as const;
  for (const size of [1, 7, 40, 1_000]) {
    let parts = 0;
    const rows: typeof store.reviewRows = {
      ...store.reviewRows,
      border(stretch) {
        parts += 1;
        return store.reviewRows.border(stretch, size);
      },
    };
    for (const text of ['', 'carrier', 'not to be found']) {
      const wanted = { ...whole, text, match: null };
      const all = store.reviewRows.page(wanted, 0, 500).map(({ seq }) => seq);
      for (const [offset, limit] of [
        [0, 500],
        [0, 10],
        [25, 20],
        [null, 13],
        [200, 10],
      ] as const) {
        const page = await pageOf(rows, wanted, offset, limit);
        const first = offset ?? Math.max(0, all.length - limit);
        expect(page).toMatchObject({ total: all.length, offset: first });
        expect(page.entries.map(({ seq }) => seq)).toEqual(all.slice(first, first + limit));
      }
    }
    expect(await peopleIn(rows, whole, ['note'])).toEqual(['P0', 'P1']);
    if (size === 7) expect(parts).toBeGreaterThan(16 * 8);
  }
});
