// Host keys as ssh keeps them; ssh-keygen is the oracle for names, hashes and fingerprints.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKnownHosts } from '../../electron/engine/lib/known-hosts.ts';
import { fingerprintOf } from '../../electron/engine/lib/known-hosts-file.ts';

let folder: string;
let theirs: string;
let own: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'known-hosts-'));
  theirs = join(folder, 'known_hosts');
  own = join(folder, 'data', 'known_hosts');
});
afterEach(() => rmSync(folder, { recursive: true }));

let keys = 0;
function makeKey(type = 'ed25519') {
  keys += 1;
  const file = join(folder, `key-${keys}`);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]);
  const [algorithm, base64] = readFileSync(`${file}.pub`, 'utf8').split(' ');
  const printed = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' }).split(' ')[1]!;
  return { line: `${algorithm} ${base64}`, key: Buffer.from(base64!, 'base64'), printed };
}
const open = () => openKnownHosts({ files: [theirs], own });

describe('reading the files of ssh', () => {
  test('fingerprints are those that ssh-keygen prints', () => {
    const key = makeKey();
    expect(fingerprintOf(key.key)).toBe(key.printed);
  });
  test('plain names, ports, lists and patterns', () => {
    const key = makeKey();
    writeFileSync(
      theirs,
      `# comment\n\nweb.example.org,10.0.0.7 ${key.line} me@here\n[gw.example.org]:2222 ${key.line}\n*.lab.example.org,!bad.lab.example.org,10.1.?.1 ${key.line}\n`,
    );
    const known = open();
    expect(known.verify('WEB.example.org', 22, key.key)).toBe('trusted');
    expect(known.verify('10.0.0.7', 22, key.key)).toBe('trusted');
    expect(known.verify('gw.example.org', 2222, key.key)).toBe('trusted');
    expect(known.verify('a.lab.example.org', 22, key.key)).toBe('trusted');
    expect(known.verify('10.1.5.1', 22, key.key)).toBe('trusted');
    expect(known.verify('10.1.55.1', 22, key.key)).toBe('unknown');
    expect(known.verify('bad.lab.example.org', 22, key.key)).toBe('unknown');
    expect(known.verify('gw.example.org', 22, key.key)).toBe('unknown');
    expect(known.verify('web.example.org', 2222, key.key)).toBe('unknown');
  });
  test('names hashed by ssh-keygen -H', () => {
    const key = makeKey();
    writeFileSync(theirs, `web.example.org ${key.line}\n[10.0.0.7]:2222 ${key.line}\n`);
    execFileSync('ssh-keygen', ['-q', '-H', '-f', theirs], { stdio: 'ignore' });
    expect(readFileSync(theirs, 'utf8')).toMatch(/^\|1\|/);
    expect(open().verify('web.example.org', 22, key.key)).toBe('trusted');
    expect(open().verify('10.0.0.7', 2222, key.key)).toBe('trusted');
    expect(open().verify('10.0.0.7', 22, key.key)).toBe('unknown');
  });
  test('a revoked key is refused although another line trusts it, and cannot be accepted', async () => {
    const key = makeKey();
    writeFileSync(theirs, `web ${key.line}\n@revoked * ${key.line}\n`);
    const known = open();
    expect(known.verify('web', 22, key.key)).toBe('changed');
    await expect(known.decide('web', 22, key.printed, true)).rejects.toThrow(/marked @revoked in/);
    expect(existsSync(own)).toBe(false);
  });
  test('a certificate authority vouches for nothing, broken lines are skipped', () => {
    const key = makeKey();
    writeFileSync(
      theirs,
      `@cert-authority * ${key.line}\nweb ssh-ed25519 AAAA\nweb ssh-rsa ${key.line.split(' ')[1]}\n|1|x ${key.line}\n`,
    );
    expect(open().verify('web', 22, key.key)).toBe('unknown');
  });
  test('a file that ssh changes meanwhile is read again', () => {
    const key = makeKey();
    const known = open();
    expect(known.verify('web', 22, key.key)).toBe('unknown');
    writeFileSync(theirs, `web ${key.line}\n`);
    expect(known.verify('web', 22, key.key)).toBe('trusted');
    expect(known.questions()).toEqual([]);
  });
  test('another key, also of another algorithm, is a changed one', () => {
    const [old, next, rsa] = [makeKey(), makeKey(), makeKey('rsa')];
    writeFileSync(theirs, `web ${old.line}\n`);
    const known = open();
    expect(known.knownAlgorithms('web', 22)).toEqual(['ssh-ed25519']);
    expect(known.verify('web', 22, next.key)).toBe('changed');
    expect(known.verify('web', 22, rsa.key)).toBe('changed');
    expect(known.questions()[0]).toMatchObject({ algorithm: 'ssh-rsa', known: old.printed, fingerprint: rsa.printed });
  });
});

describe('asking the operator', () => {
  test('first contact is asked once, and accepting it holds over a restart', async () => {
    const key = makeKey();
    const known = open();
    let changes = 0;
    const undo = known.onChange(() => {
      changes += 1;
    });
    expect(known.verify('web', 2222, key.key)).toBe('unknown');
    expect(known.verify('web', 2222, key.key)).toBe('unknown');
    expect(changes).toBe(1);
    expect(known.questions()).toMatchObject([
      { address: 'web', port: 2222, algorithm: 'ssh-ed25519', fingerprint: key.printed, known: null },
    ]);
    expect(await known.decide('web', 2222, key.printed, true)).toEqual({ note: null });
    expect(known.questions()).toEqual([]);
    expect(changes).toBe(2);
    undo();
    expect(known.verify('web', 2222, key.key)).toBe('trusted');
    expect(open().verify('web', 2222, key.key)).toBe('trusted');
    expect(statSync(own).mode & 0o777).toBe(0o600);
    // ssh itself can read what was written.
    expect(execFileSync('ssh-keygen', ['-F', '[web]:2222', '-f', own], { encoding: 'utf8' })).toContain(key.line);
  });
  test('a changed key stays refused until decided; deciding leaves the file of the operator alone and says so', async () => {
    const [old, next] = [makeKey(), makeKey()];
    writeFileSync(theirs, `web ${old.line}\n`);
    const known = open();
    expect(known.verify('web', 22, next.key)).toBe('changed');
    expect(known.verify('web', 22, next.key)).toBe('changed');
    const { note } = await known.decide('web', 22, next.printed, true);
    expect(note).toBe(`${theirs} still holds another key for web; it was left as it is. Run: ssh-keygen -R 'web'`);
    expect(readFileSync(theirs, 'utf8')).toBe(`web ${old.line}\n`);
    expect(known.verify('web', 22, next.key)).toBe('trusted');
    expect(known.verify('web', 22, old.key)).toBe('changed');
  });
  test('a key in our own file is replaced, its neighbours stay', async () => {
    const [one, two, other] = [makeKey(), makeKey(), makeKey()];
    const known = open();
    for (const [address, key] of [
      ['web', one],
      ['db', other],
      ['web', two],
    ] as const) {
      known.verify(address, 22, key.key);
      await known.decide(address, 22, key.printed, true);
    }
    expect(readFileSync(own, 'utf8')).toBe(`db ${other.line}\nweb ${two.line}\n`);
  });
  test('a refused key is quiet, stays refused, and a different one asks anew', async () => {
    const [key, other] = [makeKey(), makeKey()];
    const known = open();
    known.verify('web', 22, key.key);
    await known.decide('web', 22, key.printed, false);
    expect(known.questions()).toEqual([]);
    expect(known.verify('web', 22, key.key)).toBe('unknown');
    expect(known.questions()).toEqual([]);
    known.verify('web', 22, other.key);
    expect(known.questions()).toHaveLength(1);
  });
  test('a fingerprint that was not shown is not accepted', async () => {
    const [shown, other] = [makeKey(), makeKey()];
    const known = open();
    known.verify('web', 22, shown.key);
    await expect(known.decide('web', 22, other.printed, true)).rejects.toThrow(/has not shown a key/);
    expect(existsSync(own)).toBe(false);
  });
  test('two decisions at once are both kept', async () => {
    const [one, two] = [makeKey(), makeKey()];
    const known = open();
    known.verify('a', 22, one.key);
    known.verify('b', 22, two.key);
    await Promise.all([known.decide('a', 22, one.printed, true), known.decide('b', 22, two.printed, true)]);
    expect([known.verify('a', 22, one.key), known.verify('b', 22, two.key)]).toEqual(['trusted', 'trusted']);
  });
  test('nothing is trusted when the file cannot be written', async () => {
    const key = makeKey();
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    chmodSync(join(folder, 'data'), 0o400);
    const known = open();
    known.verify('web', 22, key.key);
    await expect(known.decide('web', 22, key.printed, true)).rejects.toThrow();
    expect(known.questions()).toHaveLength(1);
    expect(known.verify('web', 22, key.key)).toBe('unknown');
  });
});
