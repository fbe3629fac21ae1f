// Which host keys are trusted. The operator's known_hosts files are read and honoured, never written; what is accepted
// here goes to a file of our own, which wins over theirs. A key nobody has vouched for is a question, not a connection.
import { readFileSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HostKeyQuestion } from '../../contract/model/health.ts';
import { type Clock, systemClock } from './clock.ts';
import { fingerprintOf, hostEntryName, type KnownHost, keyAlgorithm, parseKnownHosts } from './known-hosts-file.ts';

export type HostKeyVerdict = 'trusted' | 'unknown' | 'changed';

export interface KnownHosts {
  /** 'unknown' and 'changed' leave a question behind for the operator. Synchronous: the handshake waits for it. */
  verify(address: string, port: number, key: Buffer): HostKeyVerdict;
  /** Key algorithms on record for a server, so that the handshake asks for a key that can be compared. */
  knownAlgorithms(address: string, port: number): readonly string[];
  questions(): readonly HostKeyQuestion[];
  /**
   * Answers a question. Trusting writes the key to our own file, in place of what it held for that server;
   * refusing keeps quiet until another key is shown or the engine starts anew.
   * Resolves with a note for the operator where there is something to know. Rejects with an Error in words when
   * there is no such question, the key is revoked, or the file cannot be written (then nothing is trusted).
   */
  decide(address: string, port: number, fingerprint: string, trust: boolean): Promise<{ readonly note: string | null }>;
  /** Called when `questions()` has changed; the returned function undoes it. */
  onChange(listener: () => void): () => void;
}

export interface KnownHostsPlace {
  /** Read only, e.g. ~/.ssh/known_hosts and /etc/ssh/ssh_known_hosts; missing ones are fine. */
  readonly files: readonly string[];
  /** Our own file; made at the first accepted key. */
  readonly own: string;
  /** Whether a key nobody has vouched for is put to the operator. If not, it is refused until it stands in a file. Default yes. */
  readonly asksFirst?: () => boolean;
  readonly clock?: Clock;
}

interface Seen {
  readonly question: HostKeyQuestion;
  readonly key: Buffer;
  refused: boolean;
}

export function openKnownHosts(place: KnownHostsPlace): KnownHosts {
  const { files, own, asksFirst = () => true, clock = systemClock } = place;
  const { known, revokedIn, elsewhere } = createRecords(files, own);
  const seen = new Map<string, Seen>();
  const listeners = new Set<() => void>();
  let writing: Promise<unknown> = Promise.resolve();

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const ask = (address: string, port: number, key: Buffer, on: KnownHost | undefined) => {
    const id = hostEntryName(address, port);
    const fingerprint = fingerprintOf(key);
    if (seen.get(id)?.question.fingerprint === fingerprint) return;
    const question = {
      address,
      port,
      algorithm: keyAlgorithm(key),
      fingerprint,
      known: on ? fingerprintOf(on.key) : null,
      seenAt: clock.now(),
    };
    seen.set(id, { question, key: Buffer.from(key), refused: false });
    tell();
  };

  return {
    verify(address, port, key) {
      const entries = known(address, port);
      const revoked = revokedIn(address, port, key) !== undefined;
      if (!revoked && entries.some((entry) => entry.key.equals(key))) {
        if (seen.delete(hostEntryName(address, port))) tell();
        return 'trusted';
      }
      // Another algorithm than the one on record counts as changed: the handshake asked for the known one first.
      const on = entries.find((entry) => entry.algorithm === keyAlgorithm(key)) ?? entries[0];
      ask(address, port, key, on);
      return revoked || on ? 'changed' : 'unknown';
    },
    knownAlgorithms: (address, port) => [...new Set(known(address, port).map((entry) => entry.algorithm))],
    questions: () =>
      [...seen.values()]
        .filter((item) => !item.refused && (item.question.known !== null || asksFirst()))
        .map((item) => item.question),
    async decide(address, port, fingerprint, trust) {
      const id = hostEntryName(address, port);
      const item = seen.get(id);
      if (!item || item.question.fingerprint !== fingerprint) {
        throw new Error(`${id} has not shown a key ${fingerprint}; nothing was changed. Look at the key it shows now.`);
      }
      if (!trust) {
        item.refused = true;
        tell();
        return { note: null };
      }
      const revoked = revokedIn(address, port, item.key);
      if (revoked) throw new Error(`This key is marked @revoked in ${revoked}; it stays refused.`);
      const write = writing.catch(() => {}).then(() => replaceEntry(own, id, item.key));
      writing = write;
      await write;
      seen.delete(id);
      tell();
      const file = elsewhere(address, port, item.key);
      if (!file) return { note: null };
      return { note: `${file} still holds another key for ${id}; it was left as it is. Run: ssh-keygen -R '${id}'` };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** What the files say about a server, theirs and ours. */
function createRecords(files: readonly string[], own: string) {
  const read = createReader();
  const entriesFor = (file: string, address: string, port: number) => {
    const name = hostEntryName(address, port);
    return read(file).filter((entry) => entry.matches(name));
  };
  const trusting = (file: string, address: string, port: number) =>
    entriesFor(file, address, port).filter((entry) => entry.marker === 'none');
  return {
    /** Keys on record. Our own record is the later decision: where it speaks, the operator's files no longer do. */
    known(address: string, port: number): readonly KnownHost[] {
      const ours = trusting(own, address, port);
      return ours.length > 0 ? ours : files.flatMap((file) => trusting(file, address, port));
    },
    /** The file that marks this key as revoked. */
    revokedIn: (address: string, port: number, key: Buffer) =>
      [own, ...files].find((file) =>
        entriesFor(file, address, port).some((entry) => entry.marker === 'revoked' && entry.key.equals(key)),
      ),
    /** A file of the operator's that holds another key of the same algorithm. */
    elsewhere: (address: string, port: number, key: Buffer) =>
      files.find((file) =>
        trusting(file, address, port).some((e) => e.algorithm === keyAlgorithm(key) && !e.key.equals(key)),
      ),
  };
}

/** Reads a file again only when it has changed on disk; a missing or unreadable file holds no keys. */
function createReader(): (file: string) => readonly KnownHost[] {
  const cache = new Map<string, { readonly stamp: string; readonly entries: readonly KnownHost[] }>();
  return (file) => {
    try {
      const stat = statSync(file);
      const stamp = `${stat.ino}:${stat.mtimeMs}:${stat.size}`;
      const cached = cache.get(file);
      if (cached?.stamp === stamp) return cached.entries;
      const entries = parseKnownHosts(readFileSync(file, 'utf8'), file);
      cache.set(file, { stamp, entries });
      return entries;
    } catch {
      return [];
    }
  };
}

/**
 * Writes the file anew beside itself and moves it into place, so that a crash leaves the old or the new one whole.
 * Every earlier key of that name goes, whatever its algorithm: the operator vouched for this one.
 */
async function replaceEntry(file: string, name: string, key: Buffer): Promise<void> {
  // Not through the cache: a file that exists and cannot be read must not be replaced by a shorter one.
  const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const kept = parseKnownHosts(before, file).filter((entry) => entry.marker === 'revoked' || !entry.matches(name));
  const lines = [...kept.map((entry) => entry.line), `${name} ${keyAlgorithm(key)} ${key.toString('base64')}`];
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${lines.join('\n')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
