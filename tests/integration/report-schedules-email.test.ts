// Reports by e-mail, on a whole engine and against a real Exim: what arrives, what waits, what is given up.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { type Floor, MINUTE, newFolder, openFloor } from '../support/floor.ts';
import { hasMailServer, type MailServer, startMail } from '../support/lab/mail-server.ts';
import {
  type Draft,
  filesIn,
  START,
  schedule,
  setSchedules,
  settled,
  tried,
  triedUntil,
  trouble,
} from './report-schedule-makers.ts';

// Skipped where Debian's exim4-daemon-light is not installed.
describe.skipIf(!hasMailServer)('by e-mail', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMail('open');
  });
  afterAll(() => server.stop());

  async function channelOf(floor: Floor, port: number) {
    const config = {
      host: '127.0.0.1',
      port,
      security: 'none',
      from: 'noc@lab.example',
      to: ['alerts@lab.example'],
    };
    const channel = { name: 'Mail', kind: 'email', config };
    return floor.client.alerts.putChannel({ channelId: null, channel });
  }

  async function mailFloor(to: string[], more: Draft = {}, { port }: MailServer = server) {
    const floor = await openFloor({ clock: createTestClock(START) });
    const { id } = await channelOf(floor, port);
    await setSchedules(floor, schedule({ email: { channelId: id, to }, ...more }));
    return { floor, id };
  }

  test('it arrives with its figures in words and its files attached, through the server of the channel', async () => {
    const { floor, id } = await mailFloor(['boss@lab.example'], { forms: ['html', 'csv'] });
    await floor.run(91 * MINUTE);
    await settled(floor, 'delivered');
    const [mail = ''] = await server.delivered('boss', 1);
    expect(mail).toMatch(/^Subject: Daily report: Thu 19 November 2026, all sites$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(mail).toMatch(/^Message-ID: <[0-9a-f]{32}\.report@lab\.example>$/m);
    expect(mail.replace(/\r?\n\s+/g, ' ')).toMatch(/filename="?Watchfloor report 2026-11-19 all sites\.csv/);
    const html = /Content-Type: text\/html[\s\S]*?\n\n([A-Za-z0-9+/=\n]+)\n--/.exec(mail)?.[1] ?? '';
    expect(Buffer.from(html, 'base64').toString('utf8')).toContain('<h1>Daily report</h1>');
    const [made] = await floor.client.reports.made({});
    expect(made?.said).toEqual([expect.stringMatching(/^boss@lab\.example: 250 OK/)]);
    await expect(floor.client.alerts.removeChannel({ channelId: id })).rejects.toThrow(/the report "Daily to the NOC"/);
  });

  test('one the server puts off waits and has the same Message-ID; the folder has it at once and only once', async () => {
    const folder = newFolder();
    const { floor } = await mailFloor(['grey@lab.example'], { folder });
    await floor.run(91 * MINUTE);
    await tried(floor);
    const [name = ''] = filesIn(folder);
    expect((await floor.client.reports.made({}))[0]).toMatchObject({
      state: 'waiting',
      said: [expect.stringContaining(name), expect.stringMatching(/^grey@lab\.example: .*greylisted/)],
    });
    writeFileSync(join(folder, name), 'moved by hand');
    server.letGreyIn();
    await floor.restart(MINUTE);
    await floor.run(5 * MINUTE);
    await settled(floor, 'delivered');
    expect(readFileSync(join(folder, name), 'utf8'), 'not written again').toBe('moved by hand');
    await server.delivered('grey', 1);
    expect(server.mails('grey')).toHaveLength(1);
  });

  test('who has it is not sent it again while the server puts others off, also after a restart', async () => {
    const waiting = await startMail('open');
    onTestFinished(() => waiting.stop());
    const { floor } = await mailFloor(['chief@lab.example', 'Grey@LAB.example'], {}, waiting);
    await floor.run(91 * MINUTE);
    await tried(floor);
    await waiting.delivered('chief', 1);
    await triedUntil(floor, ({ tries }) => tries > 3);
    expect((await floor.client.reports.made({}))[0]?.said[0]).toMatch(/^Grey@LAB\.example: .*greylisted/);
    waiting.letGreyIn();
    await floor.restart(MINUTE);
    await triedUntil(floor, ({ state }) => state === 'delivered');
    const [mail = ''] = await waiting.delivered('Grey', 1);
    expect(mail).toMatch(/^To: chief@lab\.example, Grey@lab\.example$/im);
    expect(waiting.mails('chief')).toHaveLength(1);
  });

  test('one the server refuses for good is not tried again', async () => {
    const { floor } = await mailFloor(['nobody@lab.example']);
    expect(await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' })).toMatchObject({
      state: 'failed',
      tries: 1,
      said: [expect.stringContaining('no such mailbox')],
    });
    expect(await trouble(floor)).toContain('no such mailbox');
  });

  test('a channel that sends no mail, or is gone, is said', async () => {
    const { floor } = await mailFloor(['boss@lab.example']);
    const channel = { name: 'Hook', kind: 'webhook', config: { url: 'http://127.0.0.1:9/x' } };
    const other = await floor.client.alerts.putChannel({ channelId: null, channel });
    await setSchedules(floor, schedule({ email: { channelId: other.id, to: ['boss@lab.example'] } }));
    expect((await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' })).said[0]).toContain('sends no e-mail');
    await setSchedules(floor, schedule({ email: { channelId: 'gone', to: ['boss@lab.example'] } }));
    expect((await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' })).said[0]).toContain('was removed');
  });
});
