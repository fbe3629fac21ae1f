// People on screen: their initials, their colours, whom the sign-in offers, and shifts as rows of a calendar.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { person as parsed } from '../../electron/contract/model/on-call.ts';
import { shiftsIn } from '../../electron/engine/core/shift-plan.ts';
import { rowsOf } from '../../renderer/features/shifts/shift-rows.ts';
import { offersOf } from '../../renderer/features/shifts/sign-in-list.ts';
import { mondayOf } from '../../renderer/lib/zone-days.ts';
import { COLOURS, initialsOf } from '../../renderer/ui/person-mark.tsx';
import { at, known, person, plan } from './shift-makers.ts';

test.each([
  ['M. Okafor', 'MO'],
  ['Ada Lovelace Byron', 'AB'],
  ['ada', 'AD'],
  ['Łukasz Żak', 'ŁŻ'],
  ['', ''],
])('%s is marked %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

describe('colours of people', () => {
  const css = (file: string): string => readFileSync(join(import.meta.dirname, '../../renderer/ui', file), 'utf8');
  const THEMES = ['dark', 'light', 'night'] as const;
  /** The values of one theme by their names. */
  const tokens = (file: string, theme: string): ReadonlyMap<string, string> => {
    const [, block = ''] = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css(file)) ?? [];
    return new Map(
      [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
    );
  };
  const rgb = (hex: string): readonly number[] =>
    [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16) / 255);
  const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = rgb(hex).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  /** OKLab: equal steps look equal. */
  const lab = (hex: string): readonly number[] => {
    const [r = 0, g = 0, b = 0] = rgb(hex).map(linear);
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const apart = (a: string, b: string): number =>
    Math.hypot(...lab(a).map((value, place) => value - (lab(b)[place] ?? 0)));

  test.each(THEMES)('in the %s theme all eight are there, legible on every ground', (theme) => {
    const people = tokens('tokens-people.css', theme);
    const grounds = ['ink-0', 'ink-1', 'ink-2', 'ink-3'].map((name) => tokens('tokens.css', theme).get(name) ?? '');
    expect([...people.keys()].sort()).toEqual(COLOURS.map((colour) => `person-${colour}`).sort());
    for (const [name, value] of people)
      for (const ground of grounds) expect(contrast(value, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test.each(THEMES)(
    'in the %s theme none looks like a status that asks for somebody, nor like another person',
    (theme) => {
      const people = [...tokens('tokens-people.css', theme)];
      const statuses = [...tokens('tokens.css', theme)].filter(([name]) =>
        /^st-(down|crit|warn|unkn)(-fill)?$/.test(name),
      );
      expect(statuses).toHaveLength(8);
      for (const [name, value] of people) {
        for (const [status, fill] of statuses)
          expect(apart(value, fill), `${name} and ${status}`).toBeGreaterThan(0.05);
        for (const [other, one] of people)
          if (other !== name) expect(apart(value, one), `${name} and ${other}`).toBeGreaterThan(0.03);
      }
    },
  );

  test('at night there is next to no blue in them', () => {
    for (const [name, value] of tokens('tokens-people.css', 'night')) {
      const [r = 0, g = 0, b = 0] = rgb(value);
      expect(b, name).toBeLessThan(Math.min(r, g));
      expect(b / r, name).toBeLessThan(0.82);
    }
  });
});

describe('the sign-in', () => {
  const people = [
    parsed.parse({ id: 'mo', name: 'M. Okafor' }),
    parsed.parse({ id: 'ab', name: 'A. Brandt', initials: 'XB' }),
    parsed.parse({ id: 'cy', name: 'C. Young' }),
    parsed.parse({ id: 'bo', name: 'B. Okafor' }),
  ];
  const [night] = shiftsIn(known(plan({ people: ['cy'] })), at('2026-11-20T22:00Z'), at('2026-11-20T23:00Z'));
  const world = { plans: [], now: night ? [night] : [], next: [], desks: [], withPin: [person('mo')] };
  const found = (typed: string) => offersOf(people, world, typed).map(({ person: one }) => one.name);

  test('whoever is on stands first, then everybody by name', () => {
    expect(found('')).toEqual(['C. Young', 'A. Brandt', 'B. Okafor', 'M. Okafor']);
  });

  test('a few letters of a name or the initials find somebody, in any order', () => {
    expect(found('oka')).toEqual(['B. Okafor', 'M. Okafor']);
    expect(found('oka m')).toEqual(['M. Okafor']);
    expect(found('XB')).toEqual(['A. Brandt']);
    expect(found('mo')).toEqual(['M. Okafor']);
    expect(found('kafor')).toEqual([]);
  });
});

describe('rows of the calendar', () => {
  const BERLIN = 'Europe/Berlin';
  const rows = (plans: ReturnType<typeof known>, now: string) => {
    const monday = mondayOf(at(now), BERLIN, 0);
    return rowsOf(monday, 'week', BERLIN, shiftsIn(plans, monday, monday + 8 * 86_400_000), []);
  };

  test('a night lies at the end of one day and at the beginning of the next', () => {
    const [monday, tuesday] = rows(known(plan({ days: [1] })), '2026-11-18T12:00Z');
    expect(monday).toMatchObject({ label: 'Mon 16', blocks: [{ left: 22 / 24, cutLeft: false, cutRight: true }] });
    expect(tuesday).toMatchObject({ label: 'Tue 17', blocks: [{ left: 0, width: 6 / 24, cutLeft: true }] });
  });

  test('the day on which the clocks are set back has 25 hours, and says so on its rim', () => {
    const sunday = rows(known(plan()), '2026-10-21T12:00Z')[6];
    expect((sunday!.to - sunday!.from) / 3_600_000).toBe(25);
    expect(sunday?.ticks.map(({ label }) => label)).toEqual([
      '00:00',
      '02:00',
      '05:00',
      '08:00',
      '11:00',
      '14:00',
      '17:00',
      '20:00',
      '23:00',
    ]);
  });

  test('two that overlap lie in two lanes, and one after the other in one', () => {
    const two = known(
      plan({ days: [2], from: '08:00', to: '12:00' }),
      plan({ id: 'x' as never, name: 'X', days: [2], from: '10:00', to: '14:00' }),
      plan({ id: 'y' as never, name: 'Y', days: [2], from: '12:00', to: '16:00' }),
    );
    const [, tuesday] = rows(two, '2026-11-18T12:00Z');
    expect(tuesday?.lanes).toBe(2);
    expect(tuesday?.blocks.map(({ shift, lane }) => [shift.name, lane])).toEqual([
      ['Night', 0],
      ['X', 1],
      ['Y', 0],
    ]);
  });
});
