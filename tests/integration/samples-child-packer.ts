// An engine whose hours go by in moments, to be killed in the middle of packing: each line says how many minutes of its
// checks are on disk.
import { writeSync } from 'node:fs';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { openStore } from '../../electron/engine/store/open.ts';

const [folder = '', firstAt = '0'] = process.argv.slice(2);
let now = Number(firstAt);
const store = await openStore(folder, {
  clock: { now: () => now },
  samples: { sweep: { minRows: 40, rowsPerCheck: 4 } },
});

for (let minute = 0; ; minute += 1, now += 60_000) {
  for (let check = 0; check < 8; check += 1) {
    // Every seventh result is measured again an hour later, as a clock set back would have it.
    const again = minute % 7 === 0 && minute >= 60 ? [minute - 60] : [];
    for (const of of [minute, ...again]) {
      store.samples.add({
        checkId: `check-${check}` as CheckId,
        at: Number(firstAt) + of * 60_000,
        lateMs: 0,
        durationMs: 1,
        status: 'ok',
        summary: '',
        metrics: [{ name: 'minute', value: of, unit: '' }],
      });
    }
  }
  store.samples.flush();
  writeSync(1, `${minute}\n`);
}
