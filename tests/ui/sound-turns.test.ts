// Whose turn it is to sound, over a night with a moved clock; and the player that keeps it.
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../electron/contract/model/notice.ts';
import type { Severity } from '../../electron/contract/model/severity.ts';
import { othersWords, shownAlarms, silentWhy } from '../../renderer/features/sound/alarm-words.ts';
import { createPlayer } from '../../renderer/features/sound/player.ts';
import { lengthOf, PATTERNS, patternOf, type Step, stepAfter, volumeAt } from '../../renderer/features/sound/tones.ts';
import { NO_TURNS, takeTurn } from '../../renderer/features/sound/turns.ts';

const NOW = Date.UTC(2026, 10, 23, 3);
const alarm = (id: string, severity: Severity, at = NOW): Alarm => ({
  id,
  at,
  severity,
  title: `${id} down`,
  problemIds: [],
  repeats: severity <= 2,
});

/** A window with its own clock: what was played, and when after 03:00, ms. */
function night(volume = 70, louderAfterMs = 0) {
  let now = NOW;
  let volumeNow = volume;
  let waiting: { run: () => void; at: number } | null = null;
  const played: (readonly [Severity, number])[] = [];
  const steps: Step[] = [];
  const volumes: number[] = [];
  const hushed: number[] = [];
  const patternBy = (tones: unknown) =>
    ([1, 2, 3, 4] as const)
      .flatMap((severity) => ([1, 2, 3] as const).map((step) => ({ severity, step })))
      .find(({ severity, step }) => patternOf(severity, step).tones === tones)!;
  const player = createPlayer({
    speaker: {
      play: async (tones, loudness) => {
        const { severity, step } = patternBy(tones);
        played.push([severity, now - NOW]);
        steps.push(step);
        volumes.push(loudness);
        return 'yes';
      },
      hush: () => hushed.push(now - NOW),
      close: () => {},
    },
    now: () => now,
    later: (run, ms) => {
      const mine = { run, at: now + ms };
      waiting = mine;
      return () => {
        if (waiting === mine) waiting = null;
      };
    },
    volume: () => volumeNow,
    louderAfterMs: () => louderAfterMs,
    onAudible: () => {},
  });
  return {
    player,
    played,
    steps,
    volumes,
    /** When it was cut short, ms after 03:00. */
    hushed,
    /** Lets so much time pass, ms. */
    pass(ms: number) {
      const until = now + ms;
      for (let next = waiting; next !== null && next.at <= until; next = waiting) {
        now = Math.max(now, next.at);
        waiting = null;
        next.run();
      }
      now = until;
    },
    back: (ms: number) => {
      now -= ms;
    },
    loud: (to: number) => {
      volumeNow = to;
    },
    isWaiting: () => waiting !== null,
  };
}

describe('a player', () => {
  test('sounds a SEV1 at once and every 4 s until it is silenced', () => {
    const { player, played, pass } = night();
    player.follow([alarm('a', 1)]);
    pass(9_000);
    expect(played).toEqual([
      [1, 0],
      [1, 4_000],
      [1, 8_000],
    ]);
    player.follow([]);
    pass(60_000);
    expect(played).toHaveLength(3);
  });
  test('sounds a SEV2 every 8 s', () => {
    const { player, played, pass } = night();
    player.follow([alarm('a', 2)]);
    pass(17_000);
    expect(played.map(([, at]) => at)).toEqual([0, 8_000, 16_000]);
  });
  test('ten SEV3 at once are one chime, and it never comes again', () => {
    const { player, played, pass, isWaiting } = night();
    player.follow(Array.from({ length: 10 }, (_, at) => alarm(`a${at}`, 3)));
    pass(3_600_000);
    expect(played).toEqual([[3, 0]]);
    expect(isWaiting()).toBe(false);
  });
  test('a SEV4 that comes while a SEV1 sounds is heard once in the gap, and the SEV1 goes on in its rhythm', () => {
    const { player, played, pass } = night();
    player.follow([alarm('a', 1)]);
    pass(500);
    player.follow([alarm('a', 1), alarm('b', 4, NOW + 500)]);
    pass(11_600);
    expect(played.map(([severity]) => severity)).toEqual([1, 4, 1, 1, 1]);
    expect(played.filter(([severity]) => severity === 1).map(([, at]) => at)).toEqual([0, 4_000, 8_000, 12_000]);
  });
  test('two SEV1 sound as one: never twice as often', () => {
    const { player, played, pass } = night();
    player.follow([alarm('a', 1), alarm('b', 1)]);
    pass(8_100);
    expect(played.map(([, at]) => at)).toEqual([0, 4_000, 8_000]);
  });
  test('when the SEV1 is taken, the SEV2 behind it goes on', () => {
    const { player, played, pass } = night();
    player.follow([alarm('a', 1), alarm('b', 2)]);
    pass(12_000);
    player.follow([alarm('b', 2)]);
    const before = played.length;
    pass(20_000);
    expect(played.slice(before).every(([severity]) => severity === 2)).toBe(true);
    expect(played.length).toBeGreaterThan(before + 1);
  });
  test('taken in the middle of its tones it ends there and then, and what waits behind it sounds', () => {
    const { player, played, hushed, pass } = night();
    player.follow([alarm('a', 1), alarm('b', 2)]);
    pass(300);
    // Another SEV1 of the same chime still stands: that goes on.
    player.follow([alarm('c', 1), alarm('b', 2)]);
    expect(hushed).toEqual([]);
    player.follow([alarm('b', 2)]);
    expect(hushed).toEqual([300]);
    expect(played.at(-1)).toEqual([2, 300]);
    player.follow([]);
    expect(hushed).toEqual([300, 300]);
    // Nothing sounds any more: there is nothing to cut short.
    pass(60_000);
    player.follow([]);
    expect(hushed).toHaveLength(2);
  });
  test('a window that opens later keeps quiet about a chime of ten minutes ago, and not about a SEV1', () => {
    const { player, played, pass } = night();
    player.follow([alarm('old', 3, NOW - 600_000), alarm('a', 1, NOW - 600_000)]);
    pass(3_000);
    expect(played).toEqual([[1, 0]]);
  });
  test('a clock that is set back an hour does not mean an hour of silence', () => {
    const { player, played, pass, back } = night();
    player.follow([alarm('a', 1)]);
    pass(4_100);
    back(3_600_000);
    player.follow([alarm('a', 1)]);
    expect(played).toHaveLength(3);
  });
  test('at 0 % nothing is played; turned up, it sounds at its next turn', () => {
    const { player, played, pass, loud } = night(0);
    player.follow([alarm('a', 1)]);
    pass(5_000);
    expect(played).toEqual([]);
    loud(50);
    pass(4_000);
    expect(played).toEqual([[1, 8_000]]);
  });
  test('stopped, it leaves no timer behind', () => {
    const { player, isWaiting } = night();
    player.follow([alarm('a', 1)]);
    player.stop();
    expect(isWaiting()).toBe(false);
  });
});

describe('an alarm that nobody took', () => {
  const MINUTE = 60_000;
  test('sounds as ever for three minutes, then faster and louder, and after six insistently, until it is taken', () => {
    const { player, played, steps, volumes, pass } = night(70, 3 * MINUTE);
    player.follow([alarm('a', 1)]);
    pass(10 * MINUTE);
    const at = (step: Step) => played.filter((_, index) => steps[index] === step).map(([, when]) => when);
    expect([at(1)[0], at(1).at(-1)]).toEqual([0, 3 * MINUTE - 4_000]);
    expect(at(2)[0]).toBe(3 * MINUTE);
    expect(at(2)[1]! - at(2)[0]!).toBe(2_400);
    expect(at(3)[0]).toBeGreaterThanOrEqual(6 * MINUTE);
    expect(at(3)[0]).toBeLessThan(6 * MINUTE + 2_400);
    // Its own length and a pause: it cannot come closer.
    expect(at(3)[1]! - at(3)[0]!).toBeLessThanOrEqual(2_400);
    expect([...new Set(volumes)]).toEqual([70, 82, 94]);
    player.follow([]);
    const before = played.length;
    pass(MINUTE);
    expect(played).toHaveLength(before);
  });
  test('each severity gets more urgent in its own way, and stays told apart from the others', () => {
    for (const severity of [1, 2, 3, 4] as const) {
      const [usual, faster, insistent] = ([1, 2, 3] as const).map((step) => patternOf(severity, step));
      expect(usual).toBe(PATTERNS[severity]);
      expect(faster!.everyMs).toBeLessThan(usual!.everyMs);
      expect(insistent!.everyMs).toBeLessThan(faster!.everyMs);
      expect(insistent!.tones).toHaveLength(2 * usual!.tones.length);
      for (const { level } of [...faster!.tones, ...insistent!.tones]) expect(level).toBeLessThanOrEqual(1);
    }
    const first = ([1, 2, 3, 4] as const).map((severity) => patternOf(severity, 3).tones[0]!.hertz);
    expect(new Set(first).size).toBe(4);
  });
  test('mute stays mute, however long it is', () => {
    expect(volumeAt(0, 3)).toBe(0);
    const { player, played, pass } = night(0, MINUTE);
    player.follow([alarm('a', 1)]);
    pass(10 * MINUTE);
    expect(played).toEqual([]);
  });
  test('0 minutes: it never gets louder', () => {
    const { player, steps, pass } = night(70, 0);
    player.follow([alarm('a', 2)]);
    pass(60 * MINUTE);
    expect(new Set(steps)).toEqual(new Set([1]));
    expect(stepAfter(60 * MINUTE, 0)).toBe(1);
  });
  test('a new one beside an old one: the old one decides how urgent it is', () => {
    const { player, steps, pass } = night(70, 3 * MINUTE);
    player.follow([alarm('old', 1, NOW - 4 * MINUTE), alarm('new', 1)]);
    pass(100);
    expect(steps).toEqual([2]);
  });
  test('a chime that sounds once is not made urgent by its age', () => {
    const { player, steps, pass } = night(70, 1_000);
    player.follow([alarm('c', 3, NOW - 20_000)]);
    pass(5_000);
    expect(steps).toEqual([1]);
  });
});

test('patterns never overlap, whatever comes when', () => {
  let seed = 7;
  const draw = (below: number) => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  let turns = NO_TURNS;
  let now = NOW;
  let free = 0;
  let alarms: readonly Alarm[] = [];
  for (let step = 0; step < 5_000; step += 1) {
    if (draw(3) === 0) alarms = [...alarms.slice(-6), alarm(`a${step}`, (draw(4) + 1) as Severity, now)];
    if (draw(9) === 0) alarms = alarms.slice(1);
    const turn = takeTurn(turns, alarms, now, 20_000);
    turns = turn.turns;
    if (turn.play !== null) {
      expect(now).toBeGreaterThanOrEqual(free);
      free = now + lengthOf(patternOf(turn.play, turn.step));
    }
    if (turn.nextAt !== null) expect(turn.nextAt).toBeGreaterThan(now);
    now += draw(1_500) + 1;
  }
});

describe('the words of the bar', () => {
  const sound = { quieted: new Set<string>(), audible: 'yes', volume: 70 } as const;
  test('the worst stands first, then the longest; what sounds once is no matter of the bar', () => {
    const alarms = [alarm('b', 2), alarm('c', 1), alarm('a', 1, NOW - 5_000), alarm('d', 3)];
    const shown = shownAlarms(alarms, sound, NOW);
    expect(shown.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(othersWords(shown)).toBe('and 2 more alarms');
    expect(othersWords(shown.slice(0, 1))).toBe('');
  });
  test('a chime that could not be heard is shown for a while', () => {
    const chime = [alarm('d', 3)];
    expect(shownAlarms(chime, { ...sound, audible: 'none' }, NOW + 10_000)).toHaveLength(1);
    expect(shownAlarms(chime, { ...sound, volume: 0 }, NOW + 10_000)).toHaveLength(1);
    expect(shownAlarms(chime, { ...sound, audible: 'none' }, NOW + 31_000)).toEqual([]);
  });
  test('why nothing is heard is said, and only then', () => {
    expect(silentWhy(sound)).toBeNull();
    expect(silentWhy({ audible: 'unknown', volume: 70 })).toBeNull();
    expect(silentWhy({ audible: 'none', volume: 70 })).toMatch(/could not be played/);
    expect(silentWhy({ audible: 'blocked', volume: 70 })).toMatch(/key is pressed/);
    expect(silentWhy({ audible: 'yes', volume: 0 })).toMatch(/volume is 0/);
  });
});
