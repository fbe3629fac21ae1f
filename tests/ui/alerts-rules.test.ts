// What the Alerts screen works out by itself: which route takes an alert (as the engine would say), what reaches nobody, hours
// and states in words, rows that keep their places, and what a template comes to.
import { describe, expect, test } from 'vitest';
import type { WeeklyHours } from '../../electron/contract/model/hours.ts';
import type { ChannelId, RouteId } from '../../electron/contract/model/ids.ts';
import { channel, type Delivery, type Route, type RouteDraft, route } from '../../electron/contract/model/notice.ts';
import { TEMPLATE_NAMES } from '../../electron/contract/model/notice-template.ts';
import type { Severity } from '../../electron/contract/model/severity.ts';
import { isWithin as engineIsWithin } from '../../electron/engine/core/hours.ts';
import { routesFor } from '../../electron/engine/core/routing.ts';
import { templateFaults } from '../../electron/engine/services/notice-template.ts';
import { channelUses } from '../../renderer/features/alerting/channels/channel-uses.ts';
import { previewOf } from '../../renderer/features/alerting/channels/preview.ts';
import { stateWords } from '../../renderer/features/alerting/deliveries/delivery-words.ts';
import { merged, withOlder } from '../../renderer/features/alerting/deliveries/merge-deliveries.ts';
import { hoursWords, isWithin } from '../../renderer/features/alerting/hours-words.ts';
import { takers, uncovered } from '../../renderer/features/alerting/routes/route-match.ts';
import { routeOfText, textOfRoute, withRoute } from '../../renderer/features/alerting/routes/route-text.ts';
import { groupWords, takesWords } from '../../renderer/features/alerting/routes/route-words.ts';
import { ruleWords } from '../../renderer/features/alerting/rules/rule-words.ts';

const MONDAY = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;

const routeOf = (id: string, more: Partial<RouteDraft> = {}): Route =>
  route.parse({ id, name: id, channelIds: ['mail'], ...more });
const channelOf = (id: string, enabled = true) => channel.parse({ id, name: id, kind: 'email', enabled });
const channels = new Map([channelOf('mail'), channelOf('dead', false)].map((one) => [one.id, one]));

/** Numbers that look like chance and are the same every time. */
function dice(seed: number): (below: number) => number {
  let now = seed;
  return (below) => {
    now = (now * 16_807) % 2_147_483_647;
    return now % below;
  };
}

describe('which route takes it', () => {
  test('is answered here as the engine answers it, over two thousand made-up alerts', () => {
    const draw = dice(11);
    const some = (words: readonly string[]) => words.filter(() => draw(3) === 0);
    const hours: WeeklyHours = { zone: 'Europe/Berlin', days: [1, 2, 3], from: '22:00', to: '06:00' };
    let taken = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const routes = Array.from({ length: draw(6) + 1 }, (_, at) =>
        routeOf(`r${at}`, {
          enabled: draw(5) > 0,
          severities: ([1, 2, 3, 4] as const).filter((one) => one === 1 || draw(2) === 0),
          tags: some(['db', 'core']),
          sites: some(['ams1', 'fra2']),
          hours: draw(3) === 0 ? hours : null,
          goOn: draw(2) === 0,
        }),
      );
      const alert = {
        severity: (draw(4) + 1) as Severity,
        tags: some(['db', 'core', 'web']),
        site: draw(2) === 0 ? 'ams1' : 'lon3',
      };
      const at = MONDAY + draw(7 * 24 * 60) * 60_000;
      const mine = takers(routes, alert, at);
      expect(mine).toEqual(routesFor(routes, alert, at));
      taken += mine.length;
    }
    expect(taken).toBeGreaterThan(500);
  });
  test('hours are the same as the engine has them, minute by minute, through the midnights of a week', () => {
    for (const hours of [
      { zone: 'Asia/Tokyo', days: [5], from: '22:30', to: '06:15' },
      { zone: 'America/New_York', days: [1, 7], from: '00:00', to: '00:00' },
      { zone: 'UTC', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
    ]) {
      for (let at = MONDAY; at < MONDAY + 7 * 24 * HOUR; at += 15 * 60_000) {
        expect(isWithin(hours, at)).toBe(engineIsWithin(hours, at));
      }
    }
  });
});

describe('what reaches nobody', () => {
  test('one that takes everything leaves nothing open', () => {
    expect(uncovered([routeOf('all')], channels)).toEqual([]);
  });
  test('no route, or only special ones, leave all or some open', () => {
    expect(uncovered([], channels)).toEqual([1, 2, 3, 4]);
    expect(uncovered([routeOf('db', { tags: ['db'] }), routeOf('bad', { severities: [1, 2] })], channels)).toEqual([
      3, 4,
    ]);
  });
  test('a channel that is off tells nobody; a policy does', () => {
    expect(uncovered([routeOf('all', { channelIds: ['dead'] })], channels)).toEqual([1, 2, 3, 4]);
    expect(uncovered([routeOf('all', { channelIds: [], policyId: 'p' })], channels)).toEqual([]);
  });
  test('a route that tells nobody and stops is a hole above one that would have taken it', () => {
    const hole = routeOf('hole', { channelIds: [], severities: [4] });
    expect(uncovered([hole, routeOf('all')], channels)).toEqual([4]);
    expect(uncovered([{ ...hole, goOn: true }, routeOf('all')], channels)).toEqual([]);
    expect(uncovered([{ ...hole, enabled: false }, routeOf('all')], channels)).toEqual([]);
  });
});

describe('words', () => {
  test('hours', () => {
    const hours = { zone: 'UTC', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };
    expect(hoursWords(null)).toBe('always');
    expect(hoursWords(hours)).toBe('Mon to Fri, 08:00 to 18:00, UTC');
    expect(hoursWords({ ...hours, days: [7, 6], from: '22:00', to: '07:00' })).toBe(
      'Sat, Sun, 22:00 to 07:00 on the next day, UTC',
    );
    expect(hoursWords({ ...hours, days: [1, 2, 3, 4, 5, 6, 7], to: '08:00' })).toBe('every day, 24 h from 08:00, UTC');
  });
  test('a route', () => {
    expect(takesWords(routeOf('r', { severities: [2, 1], tags: ['db', 'core'], sites: ['ams1'] }))).toBe(
      'SEV1, SEV2, tag db or core, site ams1',
    );
    expect(groupWords(routeOf('r'))).toBe(
      'One message for problems with the same cause. The first waits 30 s for company (SEV1 never), what joins goes out at most every 5 min, repeated every 4 h while nobody has it. An all-clear goes out at once.',
    );
    expect(groupWords(routeOf('r', { groupWaitMs: 0, repeatIntervalMs: 0 }))).toContain('The first goes out at once');
  });
  test('a severity rule', () => {
    expect(ruleWords({ statuses: ['down', 'critical'], tags: ['db'], sites: [], roles: ['core'], severity: 1 })).toBe(
      'down or critical, tag db, role core',
    );
    expect(ruleWords({ statuses: [], tags: [], sites: [], roles: [], severity: 4 })).toBe('everything');
  });
  const delivery = (more: Partial<Delivery>): Delivery => ({
    id: 'd',
    noticeId: 'n',
    channelId: 'mail' as ChannelId,
    channel: 'Mail',
    kind: 'problem',
    severity: 1,
    title: 'DOWN',
    state: 'queued',
    createdAt: MONDAY,
    attempts: 0,
    nextAt: MONDAY + 5_000,
    answer: '',
    endedAt: null,
    ...more,
  });
  test('where a delivery stands', () => {
    const says = (more: Partial<Delivery>) => stateWords(delivery(more), MONDAY).fact.replaceAll('\u00a0', ' ');
    expect(says({})).toBe('first try in 5 s');
    expect(says({ attempts: 3, nextAt: MONDAY + 94_000 })).toBe('try 4 in 1 min 34 s');
    expect(says({ nextAt: MONDAY })).toBe('first try is running');
    expect(says({ state: 'delivered', attempts: 1, endedAt: MONDAY + 812 })).toBe('in 812 ms');
    expect(says({ state: 'delivered', attempts: 3, endedAt: MONDAY + 61_000 })).toBe('in 1 min 01 s, at try 3');
    expect(says({ state: 'dead', attempts: 1, endedAt: MONDAY })).toBe('after 1 try');
    expect(says({ state: 'dead', attempts: 9, endedAt: MONDAY })).toBe('after 9 tries');
  });
  test('rows keep their places, take up their new state, and what is new waits', () => {
    const rows = ['b', 'a'].map((id, at) => delivery({ id, createdAt: MONDAY - at }));
    const arrived = delivery({ id: 'a', createdAt: MONDAY - 1, state: 'delivered', endedAt: MONDAY });
    const fresh = delivery({ id: 'c', createdAt: MONDAY + 1 });
    const older = delivery({ id: 'z', createdAt: MONDAY - 9 });
    const after = merged(rows, [fresh, arrived, older]);
    expect(after.rows.map(({ id, state }) => `${id} ${state}`)).toEqual(['b queued', 'a delivered']);
    expect(after.waiting).toBe(1);
    expect(withOlder(rows, [arrived, older]).map(({ id }) => id)).toEqual(['b', 'a', 'z']);
  });
});

describe('a route in the form', () => {
  test('comes back as it was', () => {
    const one = routeOf('r', { hours: { zone: 'UTC', days: [6, 7], from: '08:00', to: '18:00' }, repeatIntervalMs: 0 });
    expect(routeOfText(textOfRoute(one), one.id)).toEqual({ route: one, wrong: [] });
  });
  test('a new one has the usual pace, and what it lacks is said at its fields', () => {
    const { wrong } = routeOfText(
      {
        ...textOfRoute(null),
        severities: [],
        isAlways: false,
        hours: { zone: 'UTC', days: [], from: '', to: '' },
        wait: 'soon',
      },
      'new' as RouteId,
    );
    expect(wrong.map(({ path }) => path).toSorted()).toEqual(['groupWaitMs', 'hours.days', 'name', 'severities']);
    expect(routeOfText({ ...textOfRoute(null), name: 'All' }, 'new' as RouteId).route).toEqual(
      routeOf('new', { name: 'All', channelIds: [] }),
    );
  });
  test('goes where it stood, before another, or to the end', () => {
    const [a, b] = [routeOf('a'), routeOf('b')];
    const names = (routes: readonly Route[]) => routes.map(({ id }) => id).join();
    expect(names(withRoute([a, b], { ...a, name: 'x' }, undefined))).toBe('a,b');
    expect(names(withRoute([a, b], routeOf('c'), b.id))).toBe('a,c,b');
    expect(names(withRoute([a, b], routeOf('c'), undefined))).toBe('a,b,c');
  });
});

test('who names a channel is said of routes, people and policies', () => {
  const id = 'mail' as ChannelId;
  const people = [{ id: 'p', name: 'A. Novak', email: '', phone: '', channelIds: [id] }];
  const policies = [
    { id: 'q', name: 'Network', repeat: 0, steps: [{ delayMs: 0, targets: [{ type: 'channel', channelId: id }] }] },
  ];
  const onCall = { people, policies } as unknown as Parameters<typeof channelUses>[2];
  expect(channelUses(id, [routeOf('All')], onCall)).toEqual(['route "All"', 'person A. Novak', 'policy "Network"']);
  expect(channelUses('other' as ChannelId, [routeOf('All')], onCall)).toEqual([]);
});

describe('a template', () => {
  test('can name everything the contract promises', () => {
    for (const name of Object.keys(TEMPLATE_NAMES)) {
      const { text, wrong } = previewOf({ name: 'Mail', title: '', text: `{{#${name}}}there{{/${name}}}` });
      expect(wrong).toBeNull();
      const isEmptyHere = ['check', 'isUpdate', 'isRepeat', 'isAllClear', 'isEscalation'].includes(name);
      expect(`${name} ${text.replace(/(there)+/, 'there')}`).toBe(`${name} ${isEmptyHere ? '' : 'there'}`);
    }
  });
  test('is shown as it would be sent, as text and not as HTML; what nobody knows is empty', () => {
    const { title, text } = previewOf({
      name: 'R&D <noc>',
      title: '{{state}}  {{host}} {{nothing}}',
      text: '{{channel}}: {{#items}}{{summary}}{{/items}} {{constructor}}',
    });
    expect(title).toBe('DOWN ams1-core-sw01');
    expect(text).toBe('R&D <noc>: Down: 5 of 5 packets lost ');
  });
  test.each(['{{#items}}', '{{/items}}', '{{host', '{{#a}}{{/b}}'])(
    '%s is refused here as the engine refuses it',
    (text) => {
      expect(previewOf({ name: 'Mail', title: '', text }).wrong?.field).toBe('text');
      expect(templateFaults({ name: 'Mail', title: '', text })).toHaveLength(1);
    },
  );
});
