// Runbooks of services, processes and the host itself, run for real over SSH. The host's `systemctl` starts and ends real
// processes; its `shutdown` ends everything on it and starts it anew.
import { expect, test } from 'vitest';

import { HOST, loginTo, openBooksFloor } from '../support/books-floor.ts';
import { type BooksHost, noBooksHost, startBooksHost } from '../support/books-host.ts';
import { until } from '../support/floor.ts';

const NONE = noBooksHost() !== null;

/** A process that only burns CPU, by its own name; answers with its PID. */
function startHog(host: BooksHost): number {
  host.write('/srv/hog', '#!/bin/sh\nwhile :; do :; done\n', '755');
  return Number(host.sh('setsid /srv/hog >/dev/null 2>&1 </dev/null & echo $!'));
}

test.skipIf(NONE)('service-restart: a service that died is started again, stays, and its alarm clears', async () => {
  const host = await startBooksHost({ address: '127.83.2.1' });
  host.write('/srv/app', '#!/bin/sh\necho started\nexec tail -f /dev/null\n', '755');
  host.unit('app.service', { exec: '/srv/app' });
  host.sh('systemctl start app; kill -KILL $(systemctl show -p MainPID app | cut -d = -f 2)');
  const floor = await openBooksFloor({ host });
  const command = 'systemctl is-active app.service';
  const problemId = await floor.alarm({ name: 'app', kind: 'ssh', config: { ...loginTo(host), command } });
  const run = await floor.run('service-restart', { problemId, inputs: { unit: 'app.service' } });
  await run.to('decide');
  expect(run.view().run.outputs.state).toMatchObject({ active: 'failed' });
  await run.answer('A restart');
  expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
  expect(run.step('restart')).toMatchObject({ state: 'done', verified: 'yes' });
  expect(host.sh('systemctl is-active app.service').trim()).toBe('active');
});

test.skipIf(NONE)('service-restart: a service that dies right after its start is not called running', async () => {
  const host = await startBooksHost({ address: '127.83.2.2' });
  host.write('/srv/app', '#!/bin/sh\nsleep 1\necho no licence >&2\nexit 1\n', '755');
  host.unit('app.service', { exec: '/srv/app' });
  const floor = await openBooksFloor({ host });
  const run = await floor.run('service-restart', { inputs: { host: HOST, unit: 'app.service' } });
  await run.to('decide');
  await run.answer('A restart');
  await run.go();
  expect(run.view().run).toMatchObject({ at: 'running', phase: 'failed' });
  expect(run.step('restart').verified).not.toBe('yes');
});

test.skipIf(NONE)(
  'linux-high-load: a runaway is seen, ended, and gone; another process by that number would be spared',
  async () => {
    const host = await startBooksHost({ address: '127.83.2.3' });
    const pid = startHog(host);
    const floor = await openBooksFloor({ host });
    const wrong = await floor.run('linux-high-load', { inputs: { host: HOST } });
    await wrong.to('decide');
    expect(await wrong.said('busiest')).toMatch(new RegExp(`${pid} root .*hog`));
    await wrong.answer('One process that may be ended');
    await wrong.go({ pid, name: 'mysqld', agreed: 'its owner' });
    await wrong.go();
    expect(wrong.attempt('stop')).toMatchObject({ exit: 3 });
    expect(await wrong.said('stop')).toContain('nothing was changed');
    expect(host.holds('kill -0 "$1"', String(pid))).toBe(true);

    const run = await floor.run('linux-high-load', { inputs: { host: HOST } });
    await run.to('decide');
    await run.answer('One process that may be ended');
    await run.go({ pid, name: 'hog', agreed: 'its owner' });
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    await until(() => !host.holds('kill -0 "$1"', String(pid)));
  },
);

test.skipIf(NONE)('linux-high-load: slowing a process is proven, and rolled back when asked', async () => {
  const host = await startBooksHost({ address: '127.83.2.4' });
  const pid = startHog(host);
  const niceOf = () => host.sh('ps -o ni= -p "$1"', String(pid)).trim();
  const floor = await openBooksFloor({ host });
  const run = await floor.run('linux-high-load', { inputs: { host: HOST } });
  await run.to('decide');
  await run.answer('One process that may run slower');
  await run.go({ pid, name: 'hog' });
  await run.to('cleared');
  expect(run.step('slow')).toMatchObject({ verified: 'yes' });
  expect(niceOf()).toBe('15');
  await run.act({ type: 'rollback', reason: 'its owner needs it by six' });
  expect(await run.end()).toMatchObject({ run: { outcome: 'rolled-back' } });
  expect(niceOf()).toBe('0');
  host.sh('kill -KILL "$1"', String(pid));
});

test.skipIf(NONE)('linux-memory-pressure: what holds the memory is on top of the list, and ended', async () => {
  const host = await startBooksHost({ address: '127.83.2.5' });
  host.sh('cp "$(command -v perl)" /srv/glutton');
  const pid = Number(
    host.sh('setsid /srv/glutton -e \'my $x = "x" x 150_000_000; sleep 1000\' >/dev/null 2>&1 </dev/null & echo $!'),
  );
  host.sh('until [ "$(ps -o rss= -p "$1")" -gt 140000 ]; do sleep 0.1; done', String(pid));
  const floor = await openBooksFloor({ host });
  const run = await floor.run('linux-memory-pressure', { inputs: { host: HOST, wanted: 1 } });
  await run.to('decide');
  expect((await run.said('largest')).split('\n')[1]).toContain('glutton');
  await run.answer('One process that may be ended');
  await run.go({ pid, name: 'glutton', agreed: 'nobody has to' });
  expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
  await until(() => !host.holds('kill -0 "$1"', String(pid)));
});

test.skipIf(NONE)('queue-backlog: one message stops the consumer; it is put aside, and the queue shrinks', async () => {
  const host = await startBooksHost({ address: '127.83.2.6' });
  host.write(
    '/srv/consumer',
    `#!/bin/sh
cd /srv/queue
while :; do
  for file in *; do
    [ -f "$file" ] || { sleep 0.1; break; }
    if grep -q poison "$file"; then echo "cannot read $file"; sleep 0.2; break; fi
    rm "$file"; sleep 0.05
  done
done
`,
    '755',
  );
  host.unit('consumer.service', { exec: '/srv/consumer' });
  host.sh(
    'mkdir /srv/queue; for n in $(seq 100 300); do echo "order $n" > /srv/queue/$n; done; echo poison > /srv/queue/100; systemctl start consumer',
  );
  const floor = await openBooksFloor({ host });
  const problemId = await floor.alarm({
    name: 'order queue',
    kind: 'ssh',
    config: { ...loginTo(host), command: 'ls /srv/queue | wc -l', valuePattern: '/(\\d+)/', critRange: '150' },
  });
  const run = await floor.run('queue-backlog', {
    problemId,
    inputs: { system: 'folder', queue: '/srv/queue', unit: 'consumer.service', pause: 2 },
  });
  await run.to('decide');
  expect(run.view().run.outputs.length).toMatchObject({ waiting: 201 });
  await run.answer('One message stops it again and again');
  await run.go({ message: '100' });
  await run.to('cleared');
  expect(run.step('shrinking')).toMatchObject({ state: 'done' });
  host.sh('until [ "$(ls /srv/queue | wc -l)" -lt 100 ]; do sleep 0.1; done');
  expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
  expect(host.read('/srv/queue/.parked/100').trim()).toBe('poison');
});

test.skipIf(NONE)(
  'planned-reboot: the host goes away, comes back as another start, and its services with it',
  async () => {
    const host = await startBooksHost({ address: '127.83.2.7' });
    host.unit('app.service', { exec: 'tail -f /dev/null', enabled: true });
    host.sh('systemctl start app');
    const before = host.read('/proc/sys/kernel/random/boot_id');
    const floor = await openBooksFloor({ host });
    const run = await floor.run('planned-reboot', { inputs: { host: HOST, reason: 'new kernel', settle: 0 } });
    await run.to('agree');
    await run.answer('Yes, now');
    expect(run.view().face).toMatchObject({ typed: HOST });
    await run.go();
    // The wait of the book is skipped by moving the clock; the host takes its own time.
    await until(() => host.holds('[ "$(cat /proc/sys/kernel/random/boot_id)" != "$1" ]', before.trim()));
    await host.answering();
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(run.step('reboot')).toMatchObject({ verified: 'yes' });
    expect(await run.said('rebooted')).toContain('another start than before');
    expect(host.sh('systemctl is-active app').trim()).toBe('active');
  },
);

test.skipIf(NONE)(
  'time-drift: looks and compares; where nothing keeps the clock it does not say that it is right',
  async () => {
    const host = await startBooksHost({ address: '127.83.2.8' });
    const floor = await openBooksFloor({ host });
    const run = await floor.run('time-drift', { inputs: { host: HOST } });
    await run.to('decide');
    expect(Number(run.view().run.outputs.difference?.seconds)).toBeLessThanOrEqual(10);
    await run.answer('It is right again');
    expect(run.view().run).toMatchObject({ at: 'right', phase: 'failed' });
    expect(await run.said('right')).toContain('nothing on this host says that its clock is kept');
  },
);
