// Keeps an engine running: starts it, ends it when it answers no more, starts it again when it goes down (soon the first time,
// then ever later), and says why. Time and the process come in as arguments.
//
//   starting ──ready──▶ running ──exit──▶ restarting ──delay──▶ (start) ──ready──▶ running
//      └──────exit──────────────────────▶ restarting ◀──exit──────┘
//                                          (silent for half a minute: killed, and so exit)
import type { EngineStatus, ToEngine, ToHost } from '../contract/host-link.ts';

/** One run of the engine, as far as watching it goes. */
export interface EngineRun {
  readonly pid: number | undefined;
  send(message: ToEngine): void;
  onMessage(listener: (message: ToHost) => void): void;
  onErrorOutput(listener: (text: string) => void): void;
  onExit(listener: (how: ExitHow) => void): void;
  /** Ends it now, without asking. */
  kill(): void;
}

export interface ExitHow {
  readonly code: number | null;
  readonly signal: string | null;
}

interface SupervisorEffects<Run extends EngineRun> {
  /** Starts a run; throws in words when it cannot. */
  start(): Run;
  /** Runs `job` once after `delayMs`; returns the undo. */
  after(delayMs: number, job: () => void): () => void;
  /** Everything the engine says that is not about its own life. */
  onMessage(message: ToHost, run: Run): void;
  onStatus(status: EngineStatus): void;
}

/** How long the engine has for a clean end before it is killed. */
export const stopLimitMs = 3_000;
const firstDelayMs = 200;
const longestDelayMs = 10_000;
/** An engine that ran this long was well: its next failure counts as the first. */
export const stableMs = 30_000;
/** The engine's exit status when its data folder cannot be used. Trying again soon would not help; a person must. */
const storageStatus = 3;
/** An engine that runs is asked this often whether it still turns. */
export const pingEveryMs = 5_000;
/** It is ended when it owes this many answers. Counted and not timed: a machine that slept for hours asks once when it wakes. */
export const mostUnanswered = 6;
const keptLines = 200;
const longestLine = 500;

/** Pause before the `failures`-th restart in a row (1 is the first): 0.2 s, doubling, at most 10 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
}

/** Starts an engine and keeps it running until `stop`. */
export function createSupervisor<Run extends EngineRun>(effects: SupervisorEffects<Run>) {
  let status: EngineStatus = { state: 'starting', reason: null, log: [] };
  let run: Run | null = null;
  let failures = 0;
  let cancelTimer = () => {};
  let stopping = false;
  const pings = createPings(effects.after);
  let onStopped = () => {};

  function tell(next: EngineStatus): void {
    status = next;
    effects.onStatus(next);
  }

  function start(): void {
    const log = createLog();
    let current: Run;
    try {
      current = effects.start();
    } catch (error) {
      wentDown(error instanceof Error ? error.message : String(error), []);
      return;
    }
    run = current;
    current.onErrorOutput(log.add);
    current.onMessage((message) => {
      pings.heard();
      if (message.say === 'pong') return;
      if (message.say !== 'ready') return effects.onMessage(message, current);
      if (stopping) return;
      pings.begin(current);
      cancelTimer();
      cancelTimer = effects.after(stableMs, () => {
        failures = 0;
      });
      tell({ state: 'running', reason: null, log: [] });
    });
    current.onExit((how) => {
      run = null;
      const reason = pings.isSilent() ? silentReason : exitReason(how, log.lines());
      wentDown(reason, log.lines(), how.code === storageStatus);
    });
  }

  function wentDown(reason: string, log: readonly string[], noHurry = false): void {
    cancelTimer();
    pings.end();
    if (stopping) {
      onStopped();
      return;
    }
    failures += 1;
    tell({ state: 'restarting', reason, log });
    cancelTimer = effects.after(noHurry ? longestDelayMs : restartDelayMs(failures), start);
  }

  return {
    start,
    /** The engine that now serves windows; null while there is none. */
    serving: (): Run | null => (status.state === 'running' ? run : null),
    status: (): EngineStatus => status,
    send(message: ToEngine): void {
      run?.send(message);
    },
    /** Asks for a clean end, and takes it by force after three seconds. Resolves when the process is gone. */
    stop(): Promise<void> {
      stopping = true;
      cancelTimer();
      pings.end();
      const current = run;
      if (!current) return Promise.resolve();
      return new Promise((resolve) => {
        onStopped = resolve;
        current.send({ say: 'stop' });
        cancelTimer = effects.after(stopLimitMs, () => current.kill());
      });
    },
  };
}

/** Asks a run again and again. One that hangs would stay on every screen as it was last, and nobody would be told of anything. */
function createPings(after: SupervisorEffects<EngineRun>['after']) {
  let cancel = () => {};
  let unanswered = 0;
  function begin(run: EngineRun): void {
    cancel = after(pingEveryMs, () => {
      unanswered += 1;
      if (unanswered > mostUnanswered) return run.kill();
      run.send({ say: 'ping' });
      begin(run);
    });
  }
  return {
    begin,
    /** Whatever it said, it turns. */
    heard(): void {
      unanswered = 0;
    },
    isSilent: (): boolean => unanswered > mostUnanswered,
    end(): void {
      cancel();
      unanswered = 0;
    },
  };
}

const silentReason = `The engine answered nothing for ${(mostUnanswered * pingEveryMs) / 1_000} s and was ended.`;

/** Why a run ended, as a sentence: what it said last is usually it. */
export function exitReason({ code, signal }: ExitHow, log: readonly string[]): string {
  const how = signal ? `was ended by ${signal}` : code === null ? 'could not be started' : `ended with status ${code}`;
  const last = log.findLast((line) => line.trim() !== '' && !/^\s*at /.test(line) && !line.startsWith('Node.js v'));
  // The engine's log lines begin with their time and level.
  const words = last?.trim().replace(/^[\d-]+T[\d:.]+Z (?:info|error) /, '');
  return words ? `The engine ${how}. It said: ${words}` : `The engine ${how}.`;
}

/** The last lines of error output, cut to a bearable length and freed of terminal control. */
export function createLog() {
  let lines: string[] = [];
  let open = '';
  const clean = (line: string) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    line.replace(/\u001b\[[0-9;?]*[a-zA-Z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').slice(0, longestLine);
  return {
    add(text: string): void {
      const parts = (open + text).split('\n');
      open = (parts.pop() ?? '').slice(0, longestLine);
      lines = [...lines, ...parts.slice(-keptLines).map(clean)].slice(-keptLines);
    },
    lines: (): readonly string[] => (open ? [...lines, clean(open)].slice(-keptLines) : lines),
  };
}
