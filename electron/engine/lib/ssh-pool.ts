// Kept SSH connections: one per server, user and credentials. Connecting costs ten times what a command costs.
import { createHash } from 'node:crypto';
import { type Clock, systemClock } from './clock.ts';
import { createNames, type Names, untilAborted } from './names.ts';
import { type SshCommand, type SshCommandEnd, SshLostCommand } from './ssh-command.ts';
import { openSsh, type SshConnection, type SshHostKeys, type SshTarget } from './ssh-connection.ts';
import { SshError } from './ssh-error.ts';
import { createGate, type Gate } from './ssh-gate.ts';

export interface SshRequest
  extends Pick<SshCommand, 'command' | 'signal' | 'input' | 'endWord' | 'onStdout' | 'onStderr' | 'readLimit'> {
  readonly hostKeys: SshHostKeys;
  readonly keepBytes?: number;
  /** Told the fingerprint of the server's key before the command is sent. */
  readonly onConnected?: (fingerprint: string) => void;
}

export interface SshPool {
  /** Runs a command; connects first where no connection stands. Rejects with SshError or the signal's reason. */
  run(target: SshTarget, request: SshRequest): Promise<SshCommandEnd>;
  /** Closes every connection. The pool can be used again afterwards. */
  close(): Promise<void>;
}

interface PoolParts {
  readonly clock?: Clock;
  readonly names?: Names;
  /** How long an unused connection is kept. Longer than the usual interval, or each check would connect. */
  readonly idleMs?: number;
  /** How often a silent server is asked whether it is still there; three times in vain, and it is gone. Default 15 s. */
  readonly keepaliveMs?: number;
}

/** sshd allows 10 sessions a connection (MaxSessions); people need some too. */
const CHANNELS_AT_ONCE = 4;
/** sshd drops connections beyond 10 that are not logged in yet (MaxStartups): few at a time to one server, some overall. */
const CONNECTS_PER_SERVER = 2;
const CONNECTS_AT_ONCE = 16;

interface Entry {
  readonly channels: Gate;
  standing: SshConnection | null;
  opening: Opening | null;
  users: number;
  cancelIdle: () => void;
}

interface Opening {
  readonly connection: Promise<SshConnection>;
  readonly controller: AbortController;
  waiting: number;
}

type Open = (target: SshTarget, hostKeys: SshHostKeys, signal: AbortSignal) => Promise<SshConnection>;

export function createSshPool({
  clock = systemClock,
  names = createNames(),
  idleMs = 180_000,
  keepaliveMs = 15_000,
}: PoolParts = {}): SshPool {
  const entries = new Map<string, Entry>();
  const open = createOpener(names, keepaliveMs);

  function drop(key: string, entry: Entry): Promise<void> {
    entries.delete(key);
    entry.cancelIdle();
    entry.opening?.controller.abort(new SshError('closed', 'the monitor closes its connections'));
    const { standing } = entry;
    if (!standing || standing.closed) return Promise.resolve();
    return new Promise((resolve) => {
      standing.onClose(resolve);
      standing.close();
    });
  }

  return {
    async run(target, request) {
      const key = keyOf(target);
      const entry = entries.get(key) ?? newEntry();
      entries.set(key, entry);
      entry.users += 1;
      entry.cancelIdle();
      try {
        const leave = await entry.channels.enter(request.signal);
        try {
          return await runOn(entry, open, target, request, clock);
        } finally {
          leave();
        }
      } finally {
        entry.users -= 1;
        if (entry.users === 0) {
          if (entry.standing) entry.cancelIdle = clock.after(idleMs, () => void drop(key, entry));
          else if (entries.get(key) === entry) entries.delete(key);
        }
      }
    },
    async close() {
      await Promise.all([...entries].map(([key, entry]) => drop(key, entry)));
    },
  };
}

/** Opens connections, few at a time. */
function createOpener(names: Names, keepaliveMs: number): Open {
  const everywhere = createGate(CONNECTS_AT_ONCE);
  const servers = new Map<string, { readonly gate: Gate; users: number }>();
  return async (target, hostKeys, signal) => {
    const name = `${target.address}:${target.port}`;
    const server = servers.get(name) ?? { gate: createGate(CONNECTS_PER_SERVER), users: 0 };
    servers.set(name, server);
    server.users += 1;
    const leave: (() => void)[] = [];
    try {
      leave.push(await server.gate.enter(signal));
      leave.push(await everywhere.enter(signal));
      return await openSsh(target, { names, hostKeys, signal, keepaliveMs });
    } finally {
      for (const go of leave) go();
      server.users -= 1;
      if (server.users === 0) servers.delete(name);
    }
  };
}

async function runOn(
  entry: Entry,
  open: Open,
  target: SshTarget,
  request: SshRequest,
  clock: Clock,
): Promise<SshCommandEnd> {
  const { hostKeys: _, onConnected, keepBytes = 64 * 1024, ...rest } = request;
  const { signal } = rest;
  const send = (standing: SshConnection): Promise<SshCommandEnd> => {
    onConnected?.(standing.fingerprint);
    return standing.exec({ ...rest, clock, keepBytes });
  };
  const kept = entry.standing !== null;
  const standing = await connection(entry, open, target, request);
  try {
    return await send(standing);
  } catch (error) {
    // A kept connection may have died unnoticed; if the command had not begun there, a new one gets it.
    const again = kept && error instanceof SshError && !(error instanceof SshLostCommand) && error.code === 'closed';
    if (!again || signal.aborted) throw error;
    standing.close();
    if (entry.standing === standing) entry.standing = null;
    return send(await connection(entry, open, target, request));
  }
}

/** The standing connection, or one attempt for all who wait for it, given up when the last of them has gone. */
async function connection(entry: Entry, open: Open, target: SshTarget, request: SshRequest): Promise<SshConnection> {
  if (entry.standing && !entry.standing.closed) return entry.standing;
  const opening = entry.opening ?? startOpening(entry, open, target, request.hostKeys);
  opening.waiting += 1;
  try {
    return await untilAborted(opening.connection, request.signal);
  } finally {
    opening.waiting -= 1;
    if (opening.waiting === 0) {
      opening.controller.abort(new Error('nobody waits for it any more'));
      // Whoever comes next must not join an attempt that is being given up.
      if (entry.opening === opening) entry.opening = null;
    }
  }
}

function startOpening(entry: Entry, open: Open, target: SshTarget, hostKeys: SshHostKeys): Opening {
  const controller = new AbortController();
  const { signal } = controller;
  const opened = open(target, hostKeys, signal).then((standing) => {
    if (signal.aborted) {
      standing.close();
      throw signal.reason;
    }
    entry.standing = standing;
    standing.onClose(() => {
      if (entry.standing === standing) entry.standing = null;
    });
    return standing;
  });
  const opening: Opening = { connection: opened, controller, waiting: 0 };
  entry.opening = opening;
  return opening;
}

function newEntry(): Entry {
  return { channels: createGate(CHANNELS_AT_ONCE), standing: null, opening: null, users: 0, cancelIdle: () => {} };
}

/** Who goes where with what. Hashed, so that no secret stands in a key. */
function keyOf({ address, port, user, auth }: SshTarget): string {
  return createHash('sha256')
    .update(JSON.stringify([address, port, user, auth]))
    .digest('base64');
}
