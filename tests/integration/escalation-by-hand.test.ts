// "Escalate", pressed by an operator.
import { expect, test } from 'vitest';
import { ADA, breaks, floor, MINUTE, noticeOf } from './escalation-makers.ts';

const ben = [{ type: 'person', personId: 'Ben' }] as never;

test('to somebody who is named, with a note and a number to call', async () => {
  const desk = await floor();
  const problem = breaks(desk, 'db1');
  const input = { problemIds: [problem.id], targets: ben, note: 'customer is on the line', callBack: '+31 20 555' };
  expect(desk.escalations.escalate(input, ADA)).toEqual({ told: ['Ben'] });
  const [{ notice, to } = { notice: null, to: [] }] = desk.sent;
  expect(to).toEqual(['ch-Ben']);
  expect(notice?.text).toContain('Call back: +31 20 555');
  expect(notice?.text).toContain('Note:\ncustomer is on the line');
  expect(notice?.title).toContain('by ada');
  const [entry] = desk.store.journal.list({ kinds: ['escalation'], limit: 1 });
  expect(entry).toMatchObject({ actor: ADA, problemId: problem.id });
  expect(entry?.text).toBe('Escalation of "db1 http" by hand: told Ben: customer is on the line');
});

test('without names: the next step of what climbs, now', async () => {
  const desk = await floor();
  const problem = breaks(desk, 'db1');
  desk.hear(noticeOf(desk.clock.now(), [problem]));
  const input = { problemIds: [problem.id], targets: [], note: '', callBack: '' };
  expect(desk.escalations.escalate(input, ADA)).toEqual({ told: ['Ada'] });
  await desk.clock.advance(10 * MINUTE);
  expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben']);
  expect(() => desk.escalations.escalate(input, ADA)).toThrow(/name somebody to tell: every step was carried out/);
});

test('what cannot be done is refused with the reason, and nothing is sent', async () => {
  const desk = await floor();
  const problem = breaks(desk, 'db1');
  const escalate = (more: object) => () =>
    desk.escalations.escalate({ problemIds: [problem.id], targets: [], note: '', callBack: '', ...more }, ADA);
  expect(escalate({})).toThrow(/no policy climbs for these problems/);
  expect(escalate({ problemIds: ['gone'] })).toThrow(/no such problem/);
  desk.list[1] = { ...(desk.list[1] as (typeof desk.list)[1]), enabled: false };
  expect(escalate({ targets: ben })).toThrow(/nobody: Ben has only channels that are switched off/);
  expect(desk.sent).toEqual([]);
});
