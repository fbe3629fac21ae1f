// Runbooks of disks, logs and backups, run for real: the fault is made on a host of the test's own, the book is gone through
// by an operator's keys over SSH, and the fault is gone.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HOST, loginTo, openBooksFloor } from '../support/books-floor.ts';
import { noBooksHost, startBooksHost } from '../support/books-host.ts';

const NONE = noBooksHost() !== null;
/** Load, CPU and memory are those of the machine the tests run on, and none of their business. */
const DISKS_ONLY = { warnCpu: 100, critCpu: 100, warnLoad: 9_999, critLoad: 10_000, warnMemory: 100, critMemory: 100 };

test.skipIf(NONE)(
  'linux-disk-full: old core dumps fill /data; the alarm suggests the book, and it clears',
  async () => {
    const host = await startBooksHost({ address: '127.83.1.1' });
    host.disk('/data', 24);
    host.sh('mkdir /data/dumps; head -c 18M /dev/zero > /data/dumps/core.1; touch -d "20 days ago" /data/dumps/core.1');
    host.write('/data/dumps/today', 'keep');
    const floor = await openBooksFloor({ host });
    const problemId = await floor.alarm({
      name: 'linux',
      kind: 'remote-system',
      config: { ...loginTo(host), ...DISKS_ONLY },
    });
    const [best] = await floor.client.runbooks.suggest({ problemId });
    expect(best).toMatchObject({ runbookId: 'linux-disk-full' });
    expect(best?.reasons.join()).toContain('disk.used');

    const run = await floor.run('linux-disk-full', { problemId });
    expect(run.view().run.inputs).toMatchObject({ host: HOST, mount: '/data' });
    await run.to('decide');
    expect(await run.said('largest')).toMatch(/1[78]\.\d MiB {2}\/data\/dumps/);
    expect(await run.said('files')).toContain('/data/dumps/core.1');
    await run.answer('Old files in a temporary folder');
    await run.go({ folder: '/data/dumps', days: 14 });
    await run.to('temp-delete');
    expect(await run.said('temp-list')).toContain('in all 1 files, 18.0 MiB');
    expect(run.view().face).toMatchObject({ typed: HOST, confirm: 'type-target' });
    const { run: ended } = await run.end();
    expect(ended).toMatchObject({ outcome: 'green' });
    expect(run.step('temp-delete')).toMatchObject({ state: 'done', verified: 'yes' });
    expect(run.step('cleared')).toMatchObject({ state: 'done' });
    expect(host.sh('ls /data/dumps').trim()).toBe('today');
  },
);

test.skipIf(NONE)('linux-disk-full: what is deleted and held open is seen with its process', async () => {
  const host = await startBooksHost({ address: '127.83.1.2' });
  host.disk('/data', 24);
  host.write(
    '/srv/holder',
    '#!/bin/sh\nexec 5>/data/gone\nhead -c 15M /dev/zero >&5\nrm /data/gone\ntail -f /dev/null\n',
    '755',
  );
  host.unit('holder.service', { exec: '/srv/holder' });
  host.sh(
    'systemctl start holder; while [ -e /data/gone ]; do sleep 0.1; done; until df -P /data | grep -qE " [67][0-9]%"; do sleep 0.1; done',
  );
  const floor = await openBooksFloor({ host });
  const run = await floor.run('linux-disk-full', { inputs: { host: HOST, mount: '/data', target: 50 } });
  await run.to('decide');
  expect(await run.said('held')).toMatch(/15\.0 MiB {2}PID \d+ \((holder|tail)\) \/data\/gone/);
  await run.answer('A deleted file that is held open');
  host.write('/srv/holder', '#!/bin/sh\nexec tail -f /dev/null\n', '755');
  await run.go({ unit: 'holder.service' });
  await run.to('holder-restart/decide');
  await run.answer('A restart');
  expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
  expect(Number(/(\d+)%/.exec(host.sh('df -P /data'))?.[1])).toBeLessThan(10);
});

test.skipIf(NONE)(
  'log-rotation: a log nobody rotates is copied, read back and emptied while its writer goes on',
  async () => {
    const host = await startBooksHost({ address: '127.83.1.3' });
    host.sh(
      'mkdir -p /var/log/app; i=0; while [ $i -lt 20000 ]; do echo "request $i failed: time limit"; i=$((i+1)); done > /var/log/app/app.log; chmod 640 /var/log/app/app.log',
    );
    host.write(
      '/srv/writer',
      '#!/bin/sh\nwhile :; do echo still here >> /var/log/app/app.log; sleep 0.2; done\n',
      '755',
    );
    host.unit('writer.service', { exec: '/srv/writer' });
    const floor = await openBooksFloor({ host });
    const run = await floor.run('log-rotation', { inputs: { host: HOST, log: '/var/log/app/app.log' } });
    await run.to('decide');
    expect(await run.said('last-lines')).toMatch(/2000 request N failed: time limit/);
    await run.answer('No configuration: copy, compress, empty');
    await run.to('by-hand');
    await run.go();
    host.sh('systemctl start writer; sleep 0.5');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(host.sh('gzip -dc /var/log/app/app.log.*.gz | wc -l').trim()).toBe('20000');
    expect(host.sh('stat -c %a /var/log/app/app.log.*.gz').trim()).toBe('640');
    expect(host.read('/var/log/app/app.log')).toContain('still here');
  },
);

test.skipIf(NONE || !existsSync('/usr/sbin/logrotate'))(
  'log-rotation: a log with a configuration is rotated by it',
  async () => {
    const host = await startBooksHost({ address: '127.83.1.4' });
    host.sh('mkdir -p /var/log/app; head -c 300000 /dev/zero | tr "\\0" x | fold -w 80 > /var/log/app/app.log');
    host.write('/etc/logrotate.d/app', '/var/log/app/app.log {\n  rotate 3\n  weekly\n  create 0644 root root\n}\n');
    const floor = await openBooksFloor({ host });
    const run = await floor.run('log-rotation', { inputs: { host: HOST, log: '/var/log/app/app.log' } });
    await run.to('decide');
    expect(run.view().run.outputs.rules).toMatchObject({ config: '/etc/logrotate.d/app' });
    await run.answer('By its own configuration');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(host.sh('stat -c %s /var/log/app/app.log').trim()).toBe('0');
  },
);

test.skipIf(NONE)(
  'backup-missing: the job is started, its backup restored and compared, the copy removed, the alarm clears',
  async () => {
    const host = await startBooksHost({ address: '127.83.1.5' });
    host.sh(
      'mkdir -p /srv/data /var/backups; for n in 1 2 3; do echo "row $n" > /srv/data/$n.csv; done; cd /srv/data && sha256sum *.csv > SHA256SUMS',
    );
    host.write(
      '/srv/job',
      '#!/bin/sh\nset -e\nfile=/var/backups/data-$(date +%s).tar.gz\ntar -C /srv -czf $file data\nsha256sum < $file > $file.sha256\n',
      '755',
    );
    host.unit('backup.service', { exec: '/srv/job', oneshot: true });
    host.sh('tar -C /srv -czf /var/backups/data-0.tar.gz data; touch -d "3 days ago" /var/backups/data-0.tar.gz');
    const floor = await openBooksFloor({ host });
    const problemId = await floor.alarm({
      name: 'nightly',
      kind: 'backup',
      config: { ...loginTo(host), over: 'ssh', folder: '/var/backups', files: 'data-*.tar.gz', settleSeconds: 0 },
    });
    const run = await floor.run('backup-missing', { problemId, inputs: { unit: 'backup.service' } });
    expect(run.view().run.inputs).toMatchObject({ folder: '/var/backups', files: 'data-*.tar.gz' });
    await run.to('decide');
    expect(run.view().run.outputs.newest).toMatchObject({ age: 72 });
    await run.answer('It did not run, or failed once');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(await run.said('fresh')).toContain('its checksum fits');
    expect(await run.said('readable')).toContain('all 3 files fit SHA256SUMS');
    expect(run.step('cleared')).toMatchObject({ state: 'done' });
    expect(host.sh('ls /var/tmp').trim()).toBe('');
  },
);

test.skipIf(NONE)('backup-missing: a damaged backup is caught by its checksum', async () => {
  const host = await startBooksHost({ address: '127.83.1.6' });
  host.sh(
    'mkdir -p /srv/data; echo row > /srv/data/1.csv; tar -C /srv -czf /var/backups/data-1.tar.gz data; sha256sum < /var/backups/data-1.tar.gz > /var/backups/data-1.tar.gz.sha256; printf x >> /var/backups/data-1.tar.gz',
  );
  host.unit('backup.service', { exec: 'true', oneshot: true });
  const floor = await openBooksFloor({ host });
  const run = await floor.run('backup-missing', {
    inputs: { host: HOST, folder: '/var/backups', files: '*.tar.gz', unit: 'backup.service' },
  });
  await run.to('decide');
  await run.answer('It did not run, or failed once');
  await run.go();
  await run.go();
  expect(run.view().run).toMatchObject({ at: 'fresh', phase: 'failed' });
  expect(await run.said('fresh')).toContain('it does not match its checksum');
});
