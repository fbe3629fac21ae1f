// The scripted engine about reports: made from the made-up world; what schedules made is said by the test or a short past.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { MadeReport } from '../../electron/contract/model/report.ts';
import { madeReport } from './made-report.ts';
import type { Stage } from './scripted-engine-inventory.ts';

/** What the test wants of the makings that come. */
const wanted = { tookMs: 0, manyRows: 0, made: [] as readonly MadeReport[] };

/** From now on a report and its file take so long, its long sets have so many rows, and this is what schedules made. */
export const reportControls = (part: Partial<typeof wanted>): void => void Object.assign(wanted, part);

const MINUTE = 60_000;

export function reportHandlers(stage: Stage) {
  const os = implement(contract).reports;
  const maker = () => ({
    hosts: stage.world().hosts.values(),
    now: stage.clock(),
    by: 'M. Okafor',
    manyRows: wanted.manyRows,
  });
  return {
    make: os.make.handler(async ({ input, signal }) => {
      stage.heard('makeReport', input);
      if (wanted.tookMs > 0) await rest(wanted.tookMs, signal);
      return madeReport(input, maker());
    }),
    exportFile: os.exportFile.handler(async ({ input, signal }) => {
      stage.heard('exportReport', input);
      signal?.addEventListener('abort', () => stage.heard('exportStopped', input));
      if (wanted.tookMs > 0) await rest(wanted.tookMs, signal);
      const report = madeReport(input.ask, maker());
      const set = report.rowSets.find(({ id }) => id === input.rows);
      const content = set ? set.columns.map(({ title }) => title).join(',') : report.title;
      const name = `report-${set?.id ?? input.ask.period}.${input.form}`;
      return { name, type: 'text/plain', content, base64: false };
    }),
    made: os.made.handler(() => wanted.made),
    deliverNow: os.deliverNow.handler(({ input }) => {
      stage.heard('deliverNow', input);
      const now = stage.clock();
      const made: MadeReport = {
        id: `made-${wanted.made.length + 1}`,
        scheduleId: input.scheduleId,
        schedule: 'Morning report',
        from: now - 30 * 60 * MINUTE,
        to: now - 6 * 60 * MINUTE,
        madeAt: now,
        state: 'delivered',
        tries: 1,
        said: ['ops@example.org: 250 OK'],
      };
      wanted.made = [made, ...wanted.made];
      return made;
    }),
  };
}

function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('The making was stopped.'));
    });
  });
}
