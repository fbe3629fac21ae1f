// The real Alertmanager of Debian: it is configured as the README says, gets an alert by its own API, and tells it to the
// receiver; its end ends the problem.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from '../support/floor.ts';
import { freePort, type InboundDesk, openInboundDesk } from '../support/inbound-desk.ts';

const PROGRAM = ['/usr/bin/prometheus-alertmanager', '/usr/bin/alertmanager'].find((path) => existsSync(path));

test.skipIf(!PROGRAM)(
  PROGRAM
    ? 'an alert of a real Alertmanager opens a problem, and its end closes it'
    : 'skipped: there is no Alertmanager here (apt-get install prometheus-alertmanager)',
  { timeout: 60_000 },
  async () => {
    const desk = await openInboundDesk();
    await desk.client.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' }, checks: [] });
    const alertmanager = await startAlertmanager(desk);

    await alertmanager.push([
      firing('web1:9100', { alertname: 'NodeDown', severity: 'critical' }),
      firing('cache4:11211', { alertname: 'SlowCache', severity: 'warning' }),
    ]);
    await expect
      .poll(() => desk.problems(), { timeout: 30_000, interval: 50 })
      .toEqual(['cache4 SlowCache warning', 'web1 NodeDown critical']);
    const check = desk.engine.world.checks.get(desk.check('web1', 'NodeDown') as never)!;
    expect(check.config).toMatchObject({ source: 'alertmanager', key: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(desk.engine.world.memory.get(check.id)?.summary).toBe('NodeDown on web1:9100');
    expect(check.config.links).toMatchObject({ Source: 'http://127.0.0.1:9090/graph?g0.expr=up' });
    expect(desk.engine.world.hosts.get(check.hostId)?.site).toBe('main');

    await alertmanager.push([over('web1:9100', { alertname: 'NodeDown', severity: 'critical' })]);
    await expect.poll(() => desk.problems(), { timeout: 30_000, interval: 50 }).toEqual(['cache4 SlowCache warning']);

    await alertmanager.push([firing('web1:9100', { alertname: 'NodeDown', severity: 'critical' })]);
    await expect
      .poll(() => desk.problems(), { timeout: 30_000, interval: 50 })
      .toEqual(['cache4 SlowCache warning', 'web1 NodeDown critical']);
    expect(desk.engine.world.checksOf(check.hostId).filter((one) => one.kind === 'inbound')).toHaveLength(1);
    expect((await desk.client.engine.inbound()).refused).toBe(0);
  },
);

const labels = (instance: string, more: object) => ({ instance, job: 'node', ...more });
const annotations = (instance: string, { alertname }: { alertname: string }) => ({
  summary: `${alertname} on ${instance}`,
});

function firing(instance: string, more: { alertname: string; severity: string }): object {
  return {
    labels: labels(instance, more),
    annotations: annotations(instance, more),
    startsAt: new Date().toISOString(),
    generatorURL: 'http://127.0.0.1:9090/graph?g0.expr=up',
  };
}

const over = (instance: string, more: { alertname: string; severity: string }): object => ({
  ...firing(instance, more),
  startsAt: new Date(Date.now() - 60_000).toISOString(),
  endsAt: new Date(Date.now() - 1_000).toISOString(),
});

/** Starts it on loopback with the receiver as its only webhook; it is killed when the test ends. */
async function startAlertmanager(desk: InboundDesk): Promise<{ push(alerts: readonly object[]): Promise<void> }> {
  const folder = newFolder();
  const port = await freePort();
  const config = join(folder, 'alertmanager.yml');
  await writeFile(config, configFor(desk));
  const child = spawn(
    PROGRAM ?? '',
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      // No cluster: it must talk to nobody.
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  onTestFinished(() => ended(child));
  let said = '';
  child.stderr.on('data', (part) => (said = `${said}${part}`.slice(-4_000)));
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => null))?.status ?? said;
  await expect.poll(ready, { timeout: 20_000, interval: 50 }).toBe(200);
  return {
    async push(alerts) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      expect([response.status, await response.text()]).toEqual([200, '']);
    },
  };
}

const configFor = (desk: InboundDesk): string => `
route:
  receiver: watchfloor
  group_by: [alertname]
  group_wait: 100ms
  group_interval: 200ms
  repeat_interval: 4h
receivers:
  - name: watchfloor
    webhook_configs:
      - url: ${desk.url}/v1/alertmanager
        send_resolved: true
        http_config:
          authorization:
            type: Bearer
            credentials: ${desk.token}
`;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
