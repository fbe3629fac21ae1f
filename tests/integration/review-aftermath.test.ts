// A hand-over beside what really happened next: a frozen briefing in a real file, and a store that goes on.
import { expect, test } from 'vitest';
import type { BriefingItem, BriefingSectionId } from '../../electron/contract/model/briefing.ts';
import type { CapacityForecast } from '../../electron/contract/model/forecast.ts';
import type { Handoff, HandoffSummary, ItemWords } from '../../electron/contract/model/handoff.ts';
import type { HandoffId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import { createReviews } from '../../electron/engine/services/shifts/review.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import { createTestClock } from '../support/clock.ts';
import { check, host, NIGHT, newFolder, open } from './store-makers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HANDED = NIGHT;
const NOW = NIGHT + 10 * HOUR;
const db1 = host('db1');
const disk = { ...check('disk', db1), alive: false };
const mail = { ...check('mail', db1), alive: false };

const item = (key: string, section: BriefingSectionId, ref: BriefingItem['ref']): BriefingItem => ({
  key,
  section,
  stance: 'unstable',
  ref,
  severity: 2,
  status: 'critical',
  subject: key,
  title: '',
  state: '',
  owner: '',
  since: null,
  until: null,
  facts: [],
  tried: [],
  sla: null,
  lastNoteAt: null,
});

async function ground(items: readonly BriefingItem[], words: Record<string, ItemWords> = {}) {
  const clock = createTestClock(NOW);
  const store = await open(newFolder(), { clock });
  const world = createWorld([db1], [disk, mail]);
  store.transaction(() => {
    store.inventory.putHost(db1);
    store.inventory.putCheck(disk);
    store.inventory.putCheck(mail);
  });
  const forecast = {
    checkId: disk.id,
    metric: 'disk.used./',
    unit: '%',
    limit: 100,
    fullAt: HANDED + 6 * HOUR,
  } as CapacityForecast;
  const summary: HandoffSummary = {
    id: 'handoff-1' as HandoffId,
    rev: 3,
    state: 'accepted',
    shift: { key: null, name: 'Night', from: HANDED - 8 * HOUR, to: HANDED },
    next: null,
    outgoing: 'M. Okafor',
    incoming: 'A. Brandt',
    createdAt: HANDED - HOUR,
    readyAt: HANDED - 10 * MINUTE,
    endedAt: HANDED,
    ticked: { done: 0, of: 0 },
    readBack: { done: 0, of: 0 },
    openQuestions: 0,
  };
  const handoff = {
    ...summary,
    items: words,
    briefing: {
      asOf: HANDED - 10 * MINUTE,
      from: HANDED - 8 * HOUR,
      until: HANDED + 8 * HOUR,
      sections: [{ id: 'states', title: '', items }],
      forecasts: [forecast],
      head: store.journal.head(),
    },
  } as unknown as Handoff;
  store.handoffRows.put(handoff, summary);
  const reviews = createReviews({
    clock,
    store,
    world,
    shifts: { calendar: () => ({ shifts: [], gaps: [] }) },
    figures: {
      figures: () => Promise.reject(new Error('not asked')),
      withReactions: () => Promise.reject(new Error('not asked')),
    },
    maintenance: { calendar: () => ({ occurrences: [], conflicts: [], windows: [] }) },
  });
  const openProblem = (id: string, closedAt: number | null): void => {
    const problem = {
      id: id as ProblemId,
      hostId: db1.id,
      checkId: mail.id,
      status: 'critical',
      openedAt: HANDED - HOUR,
    };
    store.problems.put({
      ...problem,
      severity: 2,
      changedAt: 0,
      toldAt: null,
      held: null,
      because: null,
      ack: null,
    } as never);
    if (closedAt !== null) store.problems.close(id as ProblemId, closedAt);
  };
  return { store, world, reviews, openProblem };
}

const next = (minutes: number): ItemWords => ({
  next: 'call the vendor',
  nextAt: HANDED + minutes * MINUTE,
  ifThen: '',
  tried: '',
});

test('problems that ended and that stand; what was said to be done next was done, or was not', async () => {
  const problem = (id: string) =>
    item(`problem:${id}`, 'states', { problemId: id as ProblemId, hostId: db1.id, checkId: mail.id });
  const { store, reviews, openProblem } = await ground([problem('one'), problem('two')], {
    'problem:one': next(30),
    'problem:two': next(5),
  });
  openProblem('one', HANDED + 3 * HOUR);
  openProblem('two', null);
  const act: EntryDraft = {
    kind: 'acknowledgement',
    occurredAt: HANDED + 25 * MINUTE,
    actor: { type: 'operator', name: 'A. Brandt' },
    hostId: db1.id,
    checkId: mail.id,
    text: 'db1 mail acknowledged',
    data: { ack: { by: 'A. Brandt' } },
  };
  store.journal.append([act], HANDED + 25 * MINUTE);
  const { handoff, aftermath } = reviews.aftermath('handoff-1' as HandoffId);
  expect(handoff).toMatchObject({ outgoing: 'M. Okafor', incoming: 'A. Brandt', state: 'accepted' });
  expect(handoff).not.toHaveProperty('briefing');
  expect(aftermath).toEqual([
    { key: 'problem:one', became: 'ended 05:14, 3 h later', at: HANDED + 3 * HOUR, asSaid: true },
    { key: 'problem:two', became: 'still critical', at: null, asSaid: false },
  ]);
});

test('a disk that was said to be full in six hours, and was in five', async () => {
  const { store, world, reviews } = await ground([
    item(`capacity:${disk.id}:disk.used./`, 'capacity', { hostId: db1.id, checkId: disk.id }),
  ]);
  for (let minutes = 0; minutes <= 540; minutes += 10) {
    const value = Math.min(100, 90 + minutes / 30);
    const result = {
      checkId: disk.id,
      at: HANDED + minutes * MINUTE,
      lateMs: 0,
      durationMs: 1,
      status: 'ok' as const,
      summary: '',
      metrics: [{ name: 'disk.used./', value, unit: '%' }],
    };
    store.samples.add(result);
    world.lastResults.set(disk.id, result);
  }
  const [fate] = reviews.aftermath('handoff-1' as HandoffId).aftermath;
  expect(fate?.became).toMatch(/^full 07:1\d, (4 h 59 min|5 h( \d min)?) later$/);
});

test('figures, contacts and what was over have no fate; a hand-over that never was is refused in words', async () => {
  const { reviews } = await ground([]);
  expect(reviews.aftermath('handoff-1' as HandoffId).aftermath).toEqual([]);
  expect(() => reviews.aftermath('nothing' as HandoffId)).toThrow(/hand-over/);
});
