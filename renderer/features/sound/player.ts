// Plays the alarms of the world: takes turns, keeps its own timer, says whether anything could be heard. It goes on from
// the last known world while the link is lost: a monitor that is gone does not make a problem go away.
import type { Alarm } from '../../../electron/contract/model/notice.ts';
import type { Severity } from '../../../electron/contract/model/severity.ts';
import type { Sound } from '../../store/sound.ts';
import type { Speaker } from './speaker.ts';
import { patternOf, volumeAt } from './tones.ts';
import { NO_TURNS, takeTurn } from './turns.ts';

export interface PlayerOptions {
  readonly speaker: Speaker;
  readonly now: () => number;
  /** Runs `run` after so long, ms; the returned function takes it back. */
  readonly later: (run: () => void, ms: number) => () => void;
  /** 0..100 %, as set; an alarm that nobody took goes above it. */
  readonly volume: () => number;
  /** After so long untaken an alarm gets louder, and again after as long, ms; 0: never. */
  readonly louderAfterMs: () => number;
  readonly onAudible: (audible: Exclude<Sound['audible'], 'unknown'>) => void;
}

export interface Player {
  /** The alarms that stand now. */
  follow(alarms: readonly Alarm[]): void;
  stop(): void;
}

/** A timer that overslept (a suspended machine) is asked again at least so often, ms. */
const AT_LEAST_EVERY_MS = 30_000;

export function createPlayer({ speaker, now, later, volume, louderAfterMs, onAudible }: PlayerOptions): Player {
  let alarms: readonly Alarm[] = [];
  let turns = NO_TURNS;
  let sounding: Severity | null = null;
  let cancel = (): void => {};
  const next = (): void => {
    cancel();
    const turn = takeTurn(turns, alarms, now(), louderAfterMs());
    turns = turn.turns;
    sounding = turn.play ?? sounding;
    if (turn.play !== null && volume() > 0) {
      const { tones } = patternOf(turn.play, turn.step);
      void speaker.play(tones, volumeAt(volume(), turn.step)).then(onAudible);
    }
    cancel =
      turn.nextAt === null ? () => {} : later(next, Math.min(AT_LEAST_EVERY_MS, Math.max(0, turn.nextAt - now())));
  };
  return {
    follow(standing) {
      alarms = standing;
      // Taken is taken: not one tone more, and what waits behind it sounds now.
      if (turns.busyUntil > now() && !standing.some(({ severity }) => severity === sounding)) {
        speaker.hush();
        turns = { ...turns, busyUntil: 0 };
      }
      next();
    },
    stop() {
      cancel();
      alarms = [];
    },
  };
}
