// Reports as files through a whole engine: what is handed out, what is put on record, what is refused.
import { describe, expect, test } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { type FloorOptions, MINUTE, openFloor } from '../support/floor.ts';

/** A day with one host, which was down for a while, seen from the morning after. */
async function dayAfter(options: FloorOptions = {}) {
  const floor = await openFloor({ clock: createTestClock(Date.UTC(2026, 10, 19, 23, 50)), ...options });
  await floor.watch('web1', { alive: { name: 'ping', policy: { intervalMs: 30_000, maxAttempts: 1 } } });
  await floor.run(2 * MINUTE);
  floor.say('web1', 'ping', 'critical');
  await floor.run(2 * MINUTE);
  floor.say('web1', 'ping', 'ok');
  await floor.run(8 * MINUTE);
  return floor;
}

const desktopThat = (printPdf: (html: string) => Promise<string>) => ({
  notify: async () => true,
  tray: async () => true,
  printPdf,
});

describe('exportFile', () => {
  test('hands out each form under a safe name, and puts each on record with the head that stands in it', async () => {
    const printed: string[] = [];
    const desktop = desktopThat(async (html) => {
      printed.push(html);
      return Buffer.from('%PDF-1.7').toString('base64');
    });
    const floor = await dayAfter({ desktop });
    const ask = { period: 'daily' } as const;
    const name = 'Watchfloor report 2026-11-19 all sites';
    const pdf = await floor.client.reports.exportFile({ ask, form: 'pdf' });
    expect(pdf).toEqual({ name: `${name}.pdf`, type: 'application/pdf', content: 'JVBERi0xLjc=', base64: true });
    const html = await floor.client.reports.exportFile({ ask, form: 'html' });
    expect(html).toMatchObject({ name: `${name}.html`, type: 'text/html', base64: false });
    // The same page, but for the head of the journal, in which the first export is.
    const plain = (page: string) =>
      page.replace(/entry \d+, [0-9a-f]{64}|\d+, [0-9a-f]{64}|[\d,]+ <small>entries<\/small>|[\d,]+ entries/g, '');
    expect(plain(html.content)).toBe(plain(printed[0] ?? ''));
    const csv = await floor.client.reports.exportFile({ ask, form: 'csv', rows: 'availability-hosts' });
    expect(csv).toMatchObject({ name: `${name} - availability-hosts.csv`, type: 'text/csv' });
    expect(csv.content.split('\r\n')[1]).toMatch(/^web1,/);
    const json = JSON.parse((await floor.client.reports.exportFile({ ask, form: 'json' })).content);
    const entries = await floor.journal('report');
    expect(entries.map(({ data, actor }) => [data.what, data.form, data.rows, actor])).toEqual(
      [
        ['exported', 'pdf', null],
        ['exported', 'html', null],
        ['exported', 'csv', 'availability-hosts'],
        ['exported', 'json', null],
      ].map((row) => [...row, { type: 'operator', name: 'ada' }]),
    );
    expect(entries.at(-1)?.data.head).toEqual(json.head);
    expect(entries.at(-1)?.seq).toBe(json.head.seq + 1);
    await floor.expectChain();
  });

  test('without the app a PDF is refused in words before anything is counted, and nothing is on record', async () => {
    const floor = await dayAfter();
    const ask = { period: 'daily' } as const;
    await expect(floor.client.reports.exportFile({ ask, form: 'pdf' })).rejects.toThrow(
      /a PDF wants the app.*Take the HTML/,
    );
    await expect(floor.client.reports.exportFile({ ask, form: 'csv', rows: 'nope' })).rejects.toThrow(
      /no rows "nope"; it has: .*availability-hosts/,
    );
    await expect(floor.client.reports.exportFile({ ask, form: 'html', rows: 'alerts' })).rejects.toThrow(
      /leaves as CSV/,
    );
    expect(await floor.journal('report')).toEqual([]);
  });

  test('a printer that falls over is told, and nothing is on record', async () => {
    const desktop = desktopThat(async () => {
      throw new Error('The page fell over while it was printed.');
    });
    const floor = await dayAfter({ desktop });
    await expect(floor.client.reports.exportFile({ ask: { period: 'daily' }, form: 'pdf' })).rejects.toThrow(
      /could not be printed: The page fell over.*HTML can be printed by any browser/,
    );
    expect(await floor.journal('report')).toEqual([]);
  });
});
