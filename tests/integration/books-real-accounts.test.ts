// Runbooks of people's accounts, run for real: real useradd, usermod, chage, chpasswd and passwd, on a host with accounts of its
// own, and real log-ins by key before and after.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOST, openBooksFloor } from '../support/books-floor.ts';
import { type BooksHost, noBooksHost, startBooksHost } from '../support/books-host.ts';
import { newFolder, until } from '../support/floor.ts';

const NONE = noBooksHost() !== null;
const TICKET = 'REQ-1042';

/** A key pair of a person: its private file, and its public line. */
function personKey(): { readonly file: string; readonly line: string } {
  const file = join(newFolder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'jdoe@desk', '-f', file]);
  return { file, line: readFileSync(`${file}.pub`, 'utf8').trim() };
}

/** Whether that key lets in as that person. */
function letsIn(host: BooksHost, login: string, keyFile: string): boolean {
  const options = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'LogLevel=ERROR',
  ];
  const args = [
    '-i',
    keyFile,
    '-p',
    String(host.port),
    ...options.flatMap((one) => ['-o', one]),
    `${login}@${host.address}`,
    'id -un',
  ];
  return spawnSync('ssh', args, { encoding: 'utf8' }).stdout.trim() === login;
}

const addPerson = (host: BooksHost, login: string) => host.sh('useradd -m -s /bin/sh -p "*" "$1"', login);

test.skipIf(NONE)(
  'user-provisioning: signed by another, the person gets in by key until the day; rolled back, not any more',
  async () => {
    const host = await startBooksHost({ address: '127.83.4.1' });
    host.sh('groupadd web');
    const key = personKey();
    const floor = await openBooksFloor({ host });
    const inputs = {
      host: HOST,
      login: 'jdoe',
      person: 'Jo Doe',
      key: key.line,
      groups: 'web',
      until: '2030-06-30',
      ticket: TICKET,
    };
    const run = await floor.run('user-provisioning', { inputs });
    await run.to('signed');
    expect(run.view().run.phase).toBe('approval');
    await expect(run.act({ type: 'approve', signer: 'ada', reason: 'mine' })).rejects.toThrow();
    await run.act({ type: 'approve', signer: 'J. Okafor', reason: 'as requested' });
    await run.to('told');
    expect(run.step('create')).toMatchObject({ verified: 'yes' });
    expect(host.sh('id -nG jdoe')).toContain('web');
    expect(host.sh('LC_ALL=C chage -l jdoe')).toContain('Jun 30, 2030');
    expect(letsIn(host, 'jdoe', key.file)).toBe(true);

    await run.act({ type: 'rollback', reason: 'the wrong person' });
    expect(await run.end()).toMatchObject({ run: { outcome: 'rolled-back' } });
    expect(host.holds('getent passwd jdoe')).toBe(false);
  },
);

test.skipIf(NONE)(
  'password-reset-and-unlock: a locked account is unlocked, one without a password stays without',
  async () => {
    const host = await startBooksHost({ address: '127.83.4.2' });
    addPerson(host, 'jdoe');
    host.sh("echo 'jdoe:An old one 17' | chpasswd; usermod -L jdoe");
    const floor = await openBooksFloor({ host });
    const run = await floor.run('password-reset-and-unlock', { inputs: { host: HOST, login: 'jdoe', ticket: TICKET } });
    await run.to('decide');
    expect(run.view().run.outputs.state).toMatchObject({ state: 'L', account: 'good' });
    await run.answer('Unlock it: the password is known');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(host.sh('passwd -S jdoe')).toMatch(/^jdoe P /);
  },
);

test.skipIf(NONE)(
  'password-reset-and-unlock: a new password out of the vault is set, must be changed, and is seen nowhere',
  async () => {
    const host = await startBooksHost({ address: '127.83.4.3' });
    addPerson(host, 'jdoe');
    const floor = await openBooksFloor({ host });
    await floor.client.inventory.putCredential({ name: 'jdoe-new', secret: 'Correct-Horse-42' });
    const run = await floor.run('password-reset-and-unlock', { inputs: { host: HOST, login: 'jdoe', ticket: TICKET } });
    await run.to('decide');
    await run.answer('A new password');
    await run.go({ credential: 'jdoe-new' });
    expect(JSON.stringify(run.view().face)).not.toContain('Correct-Horse-42');
    await run.to('told');
    expect(run.step('reset')).toMatchObject({ verified: 'yes' });
    expect(JSON.stringify(run.view())).not.toContain('Correct-Horse-42');
    expect(host.sh('passwd -S jdoe')).toMatch(/^jdoe P /);
    // Of the hash as crypt(3) makes it anew.
    expect(
      host.holds(`perl -e 'my $h = (getpwnam("jdoe"))[1]; exit(crypt("Correct-Horse-42", $h) eq $h ? 0 : 1)'`),
    ).toBe(true);
    expect(host.sh('getent shadow jdoe | cut -d : -f 3').trim()).toBe('0');
  },
);

test.skipIf(NONE)(
  'access-revocation: keys, sessions and the account are closed, and a log-in by key fails',
  async () => {
    const host = await startBooksHost({ address: '127.83.4.4' });
    const key = personKey();
    addPerson(host, 'jdoe');
    host.sh("echo 'jdoe:An old one 17' | chpasswd; install -d -m 700 -o jdoe -g jdoe /home/jdoe/.ssh");
    host.write('/home/jdoe/.ssh/authorized_keys', `${key.line}\n`, '600');
    host.sh(
      'chown jdoe:jdoe /home/jdoe/.ssh/authorized_keys; setsid setpriv --reuid jdoe --clear-groups sh -c "exec sleep 1000" >/dev/null 2>&1 </dev/null &',
    );
    host.sh('until ps -u jdoe -o comm= | grep -qx sleep; do sleep 0.1; done');
    expect(letsIn(host, 'jdoe', key.file)).toBe(true);
    const floor = await openBooksFloor({ host });
    const run = await floor.run('access-revocation', { inputs: { host: HOST, login: 'jdoe', ticket: TICKET } });
    await run.to('elsewhere');
    expect(await run.said('no-way-in')).toContain('no way in: locked, ended, no keys, no processes, no jobs');
    expect(letsIn(host, 'jdoe', key.file)).toBe(false);
    // Ended at once; the first process of the host collects what is left of it in its own time.
    await until(() => !host.holds('ps -u jdoe -o pid='));
    expect(host.sh('stat -c "%U %a" /home/jdoe/.ssh/authorized_keys.revoked').trim()).toBe('root 600');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
  },
);
