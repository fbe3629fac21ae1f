// The newest lines of the log in memory, numbered, so that a screen can show them and ask only for what is new.
import type { LogLine } from '../../contract/model/engine-details.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export interface LogKeeper extends Log {
  /** Lines with a number above `after`, oldest first, at most the newest `limit` of them. */
  lines(after: number, limit: number): readonly LogLine[];
}

const LONGEST_LINE = 4_000;

/** Passes everything on to `log` and keeps the last `keep` lines. */
export function createLogKeeper(log: Log, clock: Pick<Clock, 'now'>, keep = 2_000): LogKeeper {
  let kept: LogLine[] = [];
  let seq = 0;
  const add = (level: LogLine['level'], text: string): void => {
    seq += 1;
    kept.push({ seq, at: clock.now(), level, text: text.slice(0, LONGEST_LINE) });
    // In steps, because moving the whole list for each line would cost more than the line.
    if (kept.length > keep * 1.25) kept = kept.slice(-keep);
  };
  return {
    info(message, fields) {
      log.info(message, fields);
      const rest = Object.entries(fields ?? {}).map(([key, value]) => ` ${key}=${value}`);
      add('info', message + rest.join(''));
    },
    error(message, error) {
      log.error(message, error);
      add('error', error === undefined ? message : `${message}: ${error instanceof Error ? error.message : error}`);
    },
    lines: (after, limit) => kept.filter((line) => line.seq > after).slice(-limit),
  };
}
