// One command over a standing SSH connection: output bounded, ended at the abort, the channel always closed.
import type { Client, ClientChannel } from 'ssh2';
import { createBoundedBytes } from './bounded-bytes.ts';
import type { Clock } from './clock.ts';
import { SshError } from './ssh-error.ts';

export interface SshCommand {
  /** For the login shell of the user on the other side. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Bytes kept of each output stream; the rest is read and dropped, so that the command does not block. */
  readonly keepBytes: number;
  /**
   * Written to the command's standard input, which stays open afterwards: ssh2 can send no signal to a command whose input
   * was closed. So the command must know by itself where its input ends.
   */
  readonly input?: Uint8Array;
  /**
   * A command that can end itself and all it started: at the abort this is written to its input, and it has so long to
   * follow before it is ended from outside.
   */
  readonly endWord?: { readonly text: string; readonly patienceMs: number };
  /** Receives each chunk as it comes, before it is kept or dropped. */
  readonly onStdout?: (chunk: Buffer) => void;
  readonly onStderr?: (chunk: Buffer) => void;
  /** A command that prints more than this is ended. Default 256 MiB. */
  readonly readLimit?: number;
}

export interface SshCommandEnd {
  /** Exit code; null when a signal ended the command or the server did not say. */
  readonly code: number | null;
  /** Without SIG: 'KILL'. */
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly cut: boolean;
  /** From asking for the channel to its end, milliseconds: without connecting and without waiting for a free channel. */
  readonly durationMs: number;
}

/** The command may have begun on the other side: it must not be sent again. */
export class SshLostCommand extends SshError {
  constructor() {
    super('closed', 'connection lost while the command ran');
  }
}

/** A command that prints more than this is ended: reading it costs as much as printing it. */
const READ_LIMIT = 256 * 1024 * 1024;
/** From the polite signal to the hard one, and again to the end of a connection whose server does not react. */
const PATIENCE_MS = 500;
/** After a command's end its output is read until it is silent for PATIENCE_MS, at most so long. */
const LINGER_MS = 10_000;

/**
 * Runs a command to its end. Rejects with SshError 'closed' when the connection is lost, with the signal's reason when
 * aborted: the command is sent TERM, then KILL, then the channel is closed, and a server that does not even confirm
 * that loses its connection. OpenSSH passes signals on for ordinary users only: a command of root's that hangs stays
 * behind on its host until it writes, unless it has an `endWord` and follows it.
 */
export function execCommand(client: Client, request: SshCommand): Promise<SshCommandEnd> {
  const { signal, clock } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const started = clock.mono();
    let channel: ClientChannel | null = null;
    let cancelTimer = () => {};
    const settle = (how: () => void) => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      client.removeListener('close', onLost);
      how();
    };
    const onLost = () => {
      settle(() =>
        reject(
          signal.aborted ? signal.reason : channel ? new SshLostCommand() : new SshError('closed', 'connection lost'),
        ),
      );
    };
    const giveUp = () => {
      client.destroy();
      onLost();
    };
    const end = (open: ClientChannel) => {
      cancelTimer();
      const { endWord } = request;
      if (endWord) {
        open.write(endWord.text);
        cancelTimer = clock.after(endWord.patienceMs, () => endFromOutside(open));
      } else endFromOutside(open);
    };
    const endFromOutside = (open: ClientChannel) => {
      open.signal('TERM');
      cancelTimer = clock.after(PATIENCE_MS, () => {
        open.signal('KILL');
        open.close();
        cancelTimer = clock.after(PATIENCE_MS, giveUp);
      });
    };
    const onAbort = () => {
      if (channel) end(channel);
      // Asked for and not confirmed yet: it may have begun all the same, so it gets a moment to say so, and is then ended.
      else cancelTimer = clock.after(PATIENCE_MS, giveUp);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    client.on('close', onLost);
    try {
      client.exec(request.command, (error, opened) => {
        if (error) return settle(() => reject(signal.aborted ? signal.reason : refusal(error)));
        channel = opened;
        if (request.input) opened.write(request.input);
        if (signal.aborted) end(opened);
        watch(opened, request, (end) => {
          const finish = () => {
            const durationMs = clock.mono() - started;
            settle(() => (signal.aborted ? reject(signal.reason) : resolve({ ...end, durationMs })));
          };
          // Without an exit code the connection may be what ended: its 'close' comes right behind, and says so.
          if (end.code === null && end.signal === null) setImmediate(finish);
          else finish();
        });
      });
    } catch (error) {
      // ssh2 throws where the connection is already gone.
      settle(() => reject(new SshError('closed', (error as Error).message, { cause: error })));
    }
  });
}

function watch(
  channel: ClientChannel,
  request: SshCommand,
  done: (end: Omit<SshCommandEnd, 'durationMs'>) => void,
): void {
  const stdout = createBoundedBytes(request.keepBytes);
  const stderr = createBoundedBytes(request.keepBytes);
  let code: number | null = null;
  let endSignal: string | null = null;
  let cancelGrace = () => {};
  let closeBy = Number.POSITIVE_INFINITY;
  const grace = () => {
    cancelGrace();
    const left = Math.max(0, closeBy - request.clock.mono());
    cancelGrace = request.clock.after(Math.min(PATIENCE_MS, left), () => channel.close());
  };
  const { readLimit = READ_LIMIT } = request;
  const take = (bytes: typeof stdout, tell: SshCommand['onStdout']) => (chunk: Buffer) => {
    tell?.(chunk);
    bytes.add(chunk);
    // What the command printed last may still be on its way.
    if (closeBy !== Number.POSITIVE_INFINITY) grace();
    if (stdout.total + stderr.total > readLimit) {
      channel.signal('KILL');
      channel.close();
    }
  };
  channel.on('data', take(stdout, request.onStdout));
  channel.stderr.on('data', take(stderr, request.onStderr));
  channel.on('exit', (exit: number | null, name?: string) => {
    code = exit;
    endSignal = name?.replace(/^SIG/, '') ?? null;
    // Something the command left in the background may hold the channel open.
    closeBy = request.clock.mono() + LINGER_MS;
    grace();
  });
  channel.on('error', () => {});
  channel.on('close', () => {
    cancelGrace();
    const cut = stdout.cut || stderr.cut;
    done({ code, signal: endSignal, stdout: stdout.bytes(), stderr: stderr.bytes(), cut });
  });
  // The command's input stays open, empty: ssh2 can send no signal to a command whose input was closed.
}

function refusal(error: Error): SshError {
  return new SshError('closed', `the server opened no channel: ${error.message}`, { cause: error });
}
