// What the desktop is asked to show and the screens to sound.
import { expect, test } from 'vitest';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import { desktop } from '../../electron/engine/notifiers/desktop.ts';
import { sound } from '../../electron/engine/notifiers/sound.ts';
import { flood, notice, noticeItem, notifierContext, THREE_AT_NIGHT } from '../support/notices.ts';

const show = async (about = notice(), config: object = {}) => {
  const context = notifierContext();
  await desktop.deliver(desktop.config.parse(config), about, context);
  return context.shown;
};
const ring = async (about = notice(), config: object = {}) => {
  const context = notifierContext();
  const answer = await sound.deliver(sound.config.parse(config), about, context);
  return { answer, sounded: context.sounded };
};

test('SEV1 and SEV2 stay on the desktop, SEV3, SEV4, tests and good news fade', async () => {
  for (const [severity, urgent] of [
    [1, true],
    [2, true],
    [3, false],
    [4, false],
  ] as const) {
    expect((await show(notice({ severity })))[0]?.urgent).toBe(urgent);
  }
  expect((await show(notice({ severity: 1, kind: 'all-clear' })))[0]?.urgent).toBe(false);
  expect((await show(notice({ severity: 1, kind: 'test' })))[0]?.urgent).toBe(false);
  expect((await show(notice({ severity: 1 }), { stays: 'never' }))[0]?.urgent).toBe(false);
});

test('a notification is one line of title and a bounded text, without escapes', async () => {
  const [long] = await show(flood);
  expect(long!.title.length).toBeLessThanOrEqual(400);
  expect(long!.body.length).toBeLessThanOrEqual(1_000);
  expect((await show(notice({ title: 'web1\nis \u001b[31mdown', text: '\u202eevil' })))[0]).toMatchObject({
    title: 'web1 is down',
    body: 'evil',
  });
});

test('a desktop that shows none is a failed delivery in its words, to be tried again', async () => {
  const host = {
    ...notifierContext().host,
    notify: async () => {
      throw new Error('This desktop shows no notifications.');
    },
  };
  const delivering = desktop.deliver(desktop.config.parse({}), notice(), notifierContext({ host }));
  await expect(delivering).rejects.toMatchObject({
    name: 'DeliveryFailure',
    permanent: false,
    message: 'This desktop shows no notifications.',
  });
});

test('SEV1 and SEV2 sound until acknowledged, the rest once', async () => {
  const { answer, sounded } = await ring();
  expect(answer).toBe('Sounding until acknowledged or silenced');
  expect(sounded).toEqual([
    {
      id: 'notice-1',
      at: THREE_AT_NIGHT,
      severity: 2,
      title: 'sw-core-1 is down',
      problemIds: ['problem-1'],
      repeats: true,
    },
  ]);
  expect((await ring(notice({ severity: 3 }))).sounded[0]?.repeats).toBe(false);
  expect((await ring(notice(), { repeats: 'never' })).answer).toBe('Sounded once');
});

test('an all-clear makes no sound; what nobody could acknowledge does not repeat', async () => {
  expect(await ring(notice({ kind: 'all-clear' }))).toEqual({ answer: 'An all-clear makes no sound', sounded: [] });
  expect((await ring(notice({ kind: 'test', severity: 1 }))).sounded[0]?.repeats).toBe(false);
  expect((await ring(notice({ kind: 'monitor', severity: 1, items: [] }))).sounded[0]?.repeats).toBe(false);
});

test('an alarm names each open problem once, and none that is over', async () => {
  const items = [
    noticeItem(),
    noticeItem({ check: 'http' }),
    noticeItem({ status: 'ok', problemId: 'problem-2' as ProblemId }),
    noticeItem({ problemId: null }),
  ];
  expect((await ring(notice({ items }))).sounded[0]?.problemIds).toEqual(['problem-1']);
});
