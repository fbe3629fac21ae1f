// What is typed into a hand-over, as it is written; items keep their places while the briefing is made anew; times as typed.
import { describe, expect, it } from 'vitest';
import type { HandoffPromise } from '../../electron/contract/model/handoff.ts';
import { frontOf, placed, saidOfGone } from '../../renderer/features/handoff/entries.ts';
import { glanceOf } from '../../renderer/features/handoff/glance-lanes.ts';
import { leftIn, leftoverLines } from '../../renderer/features/handoff/leftover-words.ts';
import { age, nextWhen, shortHash } from '../../renderer/features/handoff/words.ts';
import { forgetTyped, keepTyped, moveTyped, typedIn } from '../../renderer/store/handoff-typed.ts';
import { itemPath, promisePath, toWrite, typedPromises } from '../../renderer/store/handoff-words.ts';
import { keepTime, shortWall, timeText, typedTime } from '../../renderer/store/typed-time.ts';
import { emptyWorld } from '../../renderer/store/world.ts';
import { madeBriefing, madeHandoff, madeItem } from '../support/worlds-handoff-parts.ts';

const NOW = Date.UTC(2026, 10, 20, 5, 54, 20);
const at = (hour: number, minute: number, day = 20): number => Date.UTC(2026, 10, day, hour, minute);
const promise: HandoffPromise = { id: 'p1', to: 'carrier', text: 'the port', at: null, by: '', doneAt: null };

describe('what is written', () => {
  it('a field is written alone: what another desk types beside it stays', () => {
    const { words, sent } = toWrite({ [itemPath('next', 'k')]: 'swap the optic' }, { promises: [] });
    expect(words).toEqual({ items: { k: { next: 'swap the optic' } } });
    expect(sent).toEqual({ 'item:next:k': 'swap the optic' });
  });

  it('keys with colons and line breaks in them stay whole', () => {
    const { words } = toWrite({ [itemPath('ifThen', 'capacity:c-1:/var\n2')]: 'call' }, { promises: [] });
    expect(Object.keys(words.items ?? {})).toEqual(['capacity:c-1:/var\n2']);
  });

  it('a time that is none waits in its field, the rest is written', () => {
    const typed = { [itemPath('nextAt', 'k')]: keepTime('soonish', 'UTC', NOW), [itemPath('next', 'k')]: 'call' };
    const { words, sent } = toWrite(typed, { promises: [] });
    expect(words.items).toEqual({ k: { next: 'call' } });
    expect(Object.keys(sent)).toEqual(['item:next:k']);
  });

  it('a promise without a receiver waits; one that is whole goes out alone', () => {
    const typed = { [promisePath('to', 'p2')]: 'checkout', [promisePath('text', 'p3')]: 'a report' };
    expect(toWrite(typed, { promises: [promise] }).words).toEqual({});
    const whole = { ...typed, [promisePath('text', 'p2')]: 'state of row C' };
    const { words, sent } = toWrite(whole, { promises: [promise] });
    expect(words).toEqual({
      promiseById: { p2: { to: 'checkout', text: 'state of row C', at: null, by: '', doneAt: null } },
    });
    expect(Object.keys(sent)).toEqual(['promise:to:p2', 'promise:text:p2']);
  });

  it('a promise that is kept has its time, one that is taken away is gone', () => {
    const done = toWrite({ [promisePath('doneAt', 'p1')]: String(NOW) }, { promises: [promise] });
    const { id: _, ...words } = promise;
    expect(done.words).toEqual({ promiseById: { p1: { ...words, doneAt: NOW } } });
    const gone = { [promisePath('gone', 'p1')]: '1' };
    expect(toWrite(gone, { promises: [promise] }).words).toEqual({ promiseById: { p1: null } });
    expect(typedPromises(gone, [promise])).toEqual([]);
  });

  it('an empty name of who goes out is not written', () => {
    expect(toWrite({ outgoing: ' ', incoming: ' A. Brandt ' }, { promises: [] }).words).toEqual({
      incoming: 'A. Brandt',
    });
  });
});

describe('what waits', () => {
  it('is forgotten only when what was sent still stands there', () => {
    const id = 'ho-a' as never;
    keepTyped(id, 'judgement', 'the optic');
    keepTyped(id, 'judgement', 'the optic is cheap');
    forgetTyped(id, { judgement: 'the optic' });
    expect(typedIn(id)).toEqual({ judgement: 'the optic is cheap' });
    expect(localStorage.getItem('watchfloor.handoff/ho-a')).toContain('cheap');
    forgetTyped(id, { judgement: 'the optic is cheap' });
    expect(localStorage.getItem('watchfloor.handoff/ho-a')).toBeNull();
  });

  it('goes over to the hand-over that took the place', () => {
    keepTyped('ho-b' as never, 'contacts', 'bridge 7');
    moveTyped('ho-b' as never, 'ho-c' as never);
    expect(typedIn('ho-b' as never)).toEqual({});
    expect(typedIn('ho-c' as never)).toEqual({ contacts: 'bridge 7' });
  });
});

describe('what was typed too late', () => {
  const typed = {
    [itemPath('next', 'a')]: 'call',
    [itemPath('ifThen', 'b')]: 'call',
    [itemPath('nextAt', 'a')]: keepTime('06:30', 'UTC', NOW),
    [promisePath('doneAt', 'p1')]: String(at(5, 12)),
    [promisePath('to', 'p9')]: '',
    'read-back:a': 'it lags',
    ask: 'who has the key?',
  };
  const briefing = madeBriefing(NOW, [madeItem('a', 'states', 'unstable', 'fra2-db-07', 'lags')]);

  it('says what each word is about: no bare figures, no line twice', () => {
    const handoff = { promises: [promise], questions: [] };
    expect(leftoverLines(leftIn(typed, false), handoff, briefing)).toEqual([
      'Next, fra2-db-07: call',
      'If, b: call',
      'When, fra2-db-07: 06:30',
      'Promise to carrier: the port (kept 05:12 UTC)',
    ]);
  });

  it('of a hand-over that is over it is all that was not sent, read-backs and questions with it', () => {
    const lines = leftoverLines(leftIn(typed, true), { promises: [promise], questions: [] }, briefing);
    expect(lines).toContain('Read back, fra2-db-07: it lags');
    expect(lines).toContain('A question: who has the key?');
  });
});

describe('times as they are typed', () => {
  it('mean the next such moment, by UTC or by the wall here, or a span from now', () => {
    expect(typedTime(keepTime('06:30', 'UTC', NOW))).toBe(at(6, 30));
    expect(typedTime(keepTime('05:30', 'UTC', NOW))).toBe(at(5, 30, 21));
    expect(typedTime(keepTime('07:30', 'Europe/Amsterdam', NOW))).toBe(at(6, 30));
    expect(typedTime(keepTime('2026-11-22 06:30', 'UTC', NOW))).toBe(at(6, 30, 22));
    expect(typedTime(keepTime('30 min', 'UTC', NOW))).toBe(at(6, 25));
    expect(typedTime(keepTime('6am', 'UTC', NOW))).toBe('wrong');
    expect(timeText(keepTime('6am', 'UTC', NOW))).toBe('6am');
    expect(typedTime(keepTime(' ', 'UTC', NOW))).toBeNull();
  });

  it('are shown short within a day, with their date beyond', () => {
    expect(shortWall(at(6, 30), 'UTC', NOW)).toBe('06:30');
    expect(shortWall(at(6, 30), 'Europe/Amsterdam', NOW)).toBe('07:30');
    expect(shortWall(at(6, 30, 22), 'UTC', NOW)).toBe('2026-11-22 06:30');
    expect(nextWhen(at(6, 30), NOW)).toBe('06:30');
    expect(nextWhen(at(6, 30, 21), NOW)).toBe('Sat 06:30');
    expect(nextWhen(at(6, 30, 29), NOW)).toBe('29 Nov 06:30');
  });

  it('ages are to glance at', () => {
    const ages = [40_000, 4.5 * 60_000, 11 * 3_600_000, 50 * 3_600_000].map(age);
    expect(ages.map((each) => each.replace('\u00a0', ' '))).toEqual(['40 s', '4 min', '11 h', '2 d']);
    expect(shortHash('e7c14f2ab90d6e3585c7f10b42ad5d20')).toBe('e7c1…5d20');
  });
});

describe('items in their places', () => {
  const item = (key: string, stance: 'unstable' | 'watch' | 'stable', title = key) =>
    madeItem(key, 'states', stance, key, title);
  const briefing = (...items: ReturnType<typeof item>[]) => madeBriefing(NOW, items);
  const keys = (all: ReturnType<typeof placed>) => all.map(({ item: { key } }) => key);

  it('what came is last in its part and marked, whatever the new order says; a fresh look takes the order up', () => {
    const first = placed(null, briefing(item('a', 'unstable'), item('b', 'watch')), null);
    const again = briefing(item('z', 'unstable'), item('b', 'watch', 'b got worse'), item('a', 'unstable'));
    const next = placed(first, again, null);
    expect(keys(next)).toEqual(['a', 'z', 'b']);
    expect(next.map(({ isNew }) => isNew)).toEqual([false, true, false]);
    expect(next[2]?.item.title).toBe('b got worse');
    expect(keys(placed(null, again, null))).toEqual(['z', 'a', 'b']);
  });

  it('what is over goes, unless somebody types into it: then it stays where it is', () => {
    const first = placed(null, briefing(item('a', 'unstable'), item('b', 'unstable')), null);
    expect(keys(placed(first, briefing(item('b', 'unstable')), null))).toEqual(['b']);
    const held = placed(first, briefing(item('b', 'stable')), 'a');
    expect(keys(held)).toEqual(['a', 'b']);
    expect(held[0]?.isGone).toBe(true);
    const moved = placed(first, briefing(item('a', 'stable'), item('b', 'unstable')), 'a');
    expect(keys(moved)).toEqual(['a', 'b']);
    expect(keys(placed(moved, briefing(item('a', 'stable'), item('b', 'unstable')), null))).toEqual(['b', 'a']);
  });

  it('an item somebody types into keeps its section too: acknowledged by somebody else it would be gone from the list', () => {
    const first = placed(null, briefing(item('a', 'unstable')), null);
    const acknowledged = { ...item('a', 'watch'), section: 'held' as const };
    expect(placed(first, briefing(acknowledged), 'a')[0]?.item).toMatchObject({
      section: 'states',
      stance: 'unstable',
    });
    expect(placed(first, briefing(acknowledged), null)[0]?.item).toMatchObject({ section: 'held', stance: 'watch' });
  });

  it('words about what is over are still shown', () => {
    const words = { next: 'call the carrier', nextAt: null, ifThen: '', tried: '' };
    const handoff = madeHandoff(NOW, { items: { a: words, gone: words } });
    const all = placed(null, briefing(item('a', 'watch')), null);
    expect(saidOfGone(all, handoff).map(([key]) => key)).toEqual(['gone']);
  });

  it('in front is what was in front, else what took its place, else the last', () => {
    expect(frontOf(['a', 'b', 'c'], 'b', 1)).toBe('b');
    expect(frontOf(['a', 'c'], 'b', 1)).toBe('c');
    expect(frontOf(['a'], 'b', 1)).toBe('a');
    expect(frontOf([], 'b', 1)).toBeNull();
  });
});

it('what happened at the same time lies on lanes of its own, what followed on the same', () => {
  const hour = 3_600_000;
  const run = (id: string, from: number, to: number) =>
    ({ id, title: id, mode: 'live', startedAt: from, endedAt: to }) as never;
  const briefing = madeBriefing(NOW, []);
  const { from } = briefing.figures;
  const runs = new Map([
    ['a', run('a', from, from + 2 * hour)],
    ['b', run('b', from + hour, from + 3 * hour)],
    ['c', run('c', from + 2 * hour, from + 4 * hour)],
  ]) as never;
  const { lanes } = glanceOf(briefing, NOW, { ...emptyWorld, runs });
  expect(lanes.map(({ name, spans }) => [name, spans.map(({ label }) => label)])).toEqual([
    ['Incidents', []],
    ['Runs', ['a', 'c']],
    ['', ['b']],
    ['Maintenance', []],
  ]);
});
