// Child processes for probes: argv only, never a shell; each in a process group of its own, so that an abort ends the
// child and everything it started; output bounded; the promise settles only when the child is gone.
import { type ChildProcess, spawn } from 'node:child_process';
import { createBoundedBytes } from './bounded-bytes.ts';
import { type Clock, systemClock } from './clock.ts';

export interface ProcessRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** Written to the child's standard input, which is closed after it. */
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Bytes kept of each output stream; the rest is read and dropped. Default 64 KiB. */
  readonly keepBytes?: number;
  /** Receives each chunk as it comes, before it is kept or dropped. */
  readonly onStdout?: (chunk: Buffer) => void;
  readonly onStderr?: (chunk: Buffer) => void;
  /** From the polite SIGTERM to SIGKILL. Default 500 ms. */
  readonly killAfterMs?: number;
  /**
   * What becomes of children that a child leaves behind when it ends by itself, and that hold its pipes: ended with it
   * (default), or left alone, for commands that start a service.
   */
  readonly leftBehind?: 'end' | 'leave';
  readonly clock?: Clock;
}

export interface ProcessEnd {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Whether more came than was kept. */
  readonly cut: boolean;
}

/** How long a child that has ended may leave its pipes with children of its own. */
const PIPES_GRACE_MS = 500;

/**
 * Runs a program to its end. Rejects with the signal's reason when aborted (after the child is gone), or with the
 * system's error when it could not be started (`code` 'ENOENT', 'EACCES', …).
 */
export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const { signal, clock = systemClock, keepBytes = 64 * 1024, killAfterMs = 500, leftBehind = 'end' } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const child = spawn(request.file, request.args, {
      detached: process.platform !== 'win32',
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(request.env && { env: request.env }),
      ...(request.cwd !== undefined && { cwd: request.cwd }),
    });
    const stdout = createBoundedBytes(keepBytes);
    const stderr = createBoundedBytes(keepBytes);
    child.stdout.on('data', (chunk: Buffer) => {
      request.onStdout?.(chunk);
      stdout.add(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      request.onStderr?.(chunk);
      stderr.add(chunk);
    });
    // A child that does not read its input is no error of ours (EPIPE).
    child.stdin.on('error', () => {});
    child.stdin.end(request.stdin ?? '');

    const watch = endTheGroup(child, clock, { killAfterMs, leftBehind });
    const onAbort = () => watch.end();
    signal.addEventListener('abort', onAbort, { once: true });
    child.on('exit', () => watch.leaderGone());
    child.on('error', (error) => {
      // Only when it never started; errors of a running child come with its end.
      if (child.pid === undefined) settle(() => reject(error));
    });
    child.on('close', (code, endSignal) => {
      // Aborted: the child is gone and let go of its pipes, but some of its group may have refused the polite signal.
      if (signal.aborted) return watch.whenGone(() => settle(() => reject(signal.reason)));
      const cut = stdout.cut || stderr.cut;
      settle(() => resolve({ code, signal: endSignal, stdout: stdout.bytes(), stderr: stderr.bytes(), cut }));
    });
    function settle(how: () => void) {
      signal.removeEventListener('abort', onAbort);
      watch.stop();
      how();
    }
  });
}

/** How often it is looked whether anybody of an ended group is left, ms. */
const LOOK_MS = 20;

/** SIGTERM to the whole group, SIGKILL when that did not help, and an end to children left behind by a dead leader. */
function endTheGroup(
  child: ChildProcess,
  clock: Clock,
  { killAfterMs, leftBehind }: { readonly killAfterMs: number; readonly leftBehind: 'end' | 'leave' },
) {
  let cancel = () => {};
  let killAt = Number.POSITIVE_INFINITY;
  /** False: nobody of the group is left (ESRCH), which is what we want. */
  const kill = (name: NodeJS.Signals | 0): boolean => {
    if (child.pid === undefined) return false;
    try {
      return process.platform === 'win32' ? name !== 0 && child.kill(name) : process.kill(-child.pid, name);
    } catch {
      return false;
    }
  };
  const letGo = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const end = () => {
    cancel();
    kill('SIGTERM');
    killAt = clock.mono() + killAfterMs;
    cancel = clock.after(killAfterMs, () => {
      kill('SIGKILL');
      // Whoever left the group may still hold the pipes: let go of them, the child itself is dead.
      letGo();
    });
  };
  const whenGone = (done: () => void) => {
    cancel();
    if (!kill(0)) return done();
    if (clock.mono() >= killAt) {
      kill('SIGKILL');
      return done();
    }
    cancel = clock.after(LOOK_MS, () => whenGone(done));
  };
  return {
    end,
    /** After an end: calls `done` once nobody of the group is left, SIGKILL being sent at its time. */
    whenGone,
    /** The child ended; what it left running in its group would hold our pipes open for ever. */
    leaderGone() {
      if (child.signalCode !== null && leftBehind === 'end') return;
      if (killAt !== Number.POSITIVE_INFINITY) return;
      cancel();
      cancel = clock.after(PIPES_GRACE_MS, leftBehind === 'end' ? end : letGo);
    },
    stop: () => cancel(),
  };
}
