// An engine at work, to be killed: writes inventory, state and journal in transactions, samples in batches, and tells
// the test each entry only after its transaction has committed.
import { writeSync } from 'node:fs';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { openStore } from '../../electron/engine/store/open.ts';

const [folder = '', firstAt = '0'] = process.argv.slice(2);
const store = await openStore(folder, {
  clock: { now: () => Date.now() },
  samples: { sweep: { minRows: 200, rowsPerCheck: 8 } },
});

for (let round = 0; ; round += 1) {
  const now = Date.now();
  const entries = store.transaction(() => {
    store.settings.put('last-confirmed', store.journal.head().seq + 3);
    const draft = { kind: 'note', occurredAt: now, actor: { type: 'operator', name: 'ada' }, data: { round } } as const;
    return ['a', 'b', 'c'].flatMap((text) => store.journal.append([{ ...draft, kind: 'engine', text }], now));
  });
  // Synchronous: the line is out of this process before the next transaction begins.
  for (const { seq, uuid, hash } of entries) writeSync(1, `${seq} ${uuid} ${hash}\n`);
  for (let i = 0; i < 20; i += 1) {
    const metrics = [{ name: 'round', value: round, unit: '' }];
    const checkId = `check-${i}` as CheckId;
    store.samples.add({
      checkId,
      at: Number(firstAt) + round,
      lateMs: 0,
      durationMs: 1,
      status: 'ok',
      summary: '',
      metrics,
    });
  }
  store.samples.flush();
  writeSync(1, `samples ${round}\n`);
}
