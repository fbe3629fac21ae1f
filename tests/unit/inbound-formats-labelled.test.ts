// Alertmanager and Grafana: alerts with labels, in the shapes of their own documentation.
import { describe, expect, test } from 'vitest';
import { alertmanager } from '../../electron/engine/inbound/alertmanager.ts';
import { grafana } from '../../electron/engine/inbound/grafana.ts';

const NOW = Date.UTC(2026, 10, 20, 2);

describe('Alertmanager', () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'NodeDiskFull', instance: 'web1.example.org:9100', job: 'node', severity: 'warning' },
    annotations: {
      summary: 'Disk of web1 is 92 % full',
      description: '/var has 2 GiB left',
      runbook_url: 'https://wiki.example.org/disk',
    },
    startsAt: '2026-11-20T01:58:45.828Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example.org:9090/graph?g0.expr=disk+%3E+90&g0.tab=1',
    fingerprint: '1a30ba71cca2921f',
  };
  const webhook = (...alerts: readonly unknown[]) => ({
    receiver: 'watchfloor',
    status: 'firing',
    alerts,
    groupLabels: { alertname: 'NodeDiskFull' },
    commonLabels: alert.labels,
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.org:9093',
    version: '4',
    groupKey: '{}:{alertname="NodeDiskFull"}',
    truncatedAlerts: 0,
  });

  test('labels, annotations, links and times become an alert', () => {
    expect(alertmanager.read(webhook(alert), NOW)).toEqual({
      alerts: [
        {
          key: '1a30ba71cca2921f',
          host: 'web1.example.org',
          name: 'NodeDiskFull',
          status: 'warning',
          summary: 'Disk of web1 is 92 % full',
          detail:
            '/var has 2 GiB left\nlabels: alertname=NodeDiskFull, instance=web1.example.org:9100, job=node, severity=warning',
          links: [
            { title: 'Runbook', url: 'https://wiki.example.org/disk' },
            { title: 'Source', url: 'http://prometheus.example.org:9090/graph?g0.expr=disk+%3E+90&g0.tab=1' },
            { title: 'All its alerts', url: 'http://alertmanager.example.org:9093' },
          ],
          startsAt: Date.UTC(2026, 10, 20, 1, 58, 45, 828),
        },
      ],
      beats: [],
      rejected: [],
    });
  });

  test('resolved is ok, whatever its severity', () => {
    expect(alertmanager.read(webhook({ ...alert, status: 'resolved' }), NOW).alerts[0]).toMatchObject({
      key: '1a30ba71cca2921f',
      status: 'ok',
    });
  });

  test.each([
    ['critical', 'critical'],
    ['page', 'critical'],
    ['wörse than bad', 'critical'],
    ['', 'critical'],
    ['Warning', 'warning'],
    ['info', 'warning'],
    ['none', 'warning'],
    ['P4', 'warning'],
    ['sev1', 'critical'],
    ['unknown', 'unknown'],
  ])('severity "%s" is %s: what nobody knows is not played down', (severity, status) => {
    const [read] = alertmanager.read(webhook({ ...alert, labels: { ...alert.labels, severity } }), NOW).alerts;
    expect(read?.status).toBe(status);
  });

  test.each([
    [{ instance: '10.0.0.7:9100' }, '10.0.0.7'],
    [{ instance: '[fe80::1]:9100' }, 'fe80::1'],
    [{ instance: 'fe80::1' }, 'fe80::1'],
    [{ instance: 'https://shop.example.org/health' }, 'shop.example.org'],
    [{ host: 'db1' }, 'db1'],
    [{ hostname: 'db2:22' }, 'db2'],
    [{ node: 'k8s-4' }, 'k8s-4'],
    [{ job: 'cron' }, 'alertmanager'],
  ])('labels %o stand on host %s', (labels, host) => {
    const [read] = alertmanager.read(webhook({ ...alert, labels: { alertname: 'X', ...labels } }), NOW).alerts;
    expect(read?.host).toBe(host);
  });

  test('before fingerprints were sent the labels tell alerts apart, in whatever order they come', () => {
    const { fingerprint: _, ...old } = alert;
    const key = (labels: object) => alertmanager.read(webhook({ ...old, labels }), NOW).alerts[0]?.key;
    expect(key({ alertname: 'A', instance: 'b' })).toBe(key({ instance: 'b', alertname: 'A' }));
    expect(key({ alertname: 'A', instance: 'b' })).not.toBe(key({ alertname: 'A', instance: 'c' }));
  });

  test('wrong parts are named and left out, the rest counts', () => {
    const read = alertmanager.read(
      {
        ...webhook({ ...alert, labels: {} }, 7, { ...alert, status: 'secret-word' }, alert),
        truncatedAlerts: 3,
      } as object,
      NOW,
    );
    expect(read.alerts).toHaveLength(1);
    expect(read.rejected).toEqual([
      'alerts[0] has no label "alertname"',
      'alerts[1] is not an object',
      'alerts[2] .status must be "firing" or "resolved"',
      '3 more alerts were left out by the sender (its max_alerts)',
    ]);
  });

  test('links that are no web addresses are left out: a click must never start a program', () => {
    const read = alertmanager.read(
      webhook({ ...alert, generatorURL: 'javascript:alert(1)', annotations: { runbook_url: 'file:///etc/passwd' } }),
      NOW,
    );
    expect(read.alerts[0]?.links.map((link) => link.title)).toEqual(['All its alerts']);
  });
});

describe('Grafana', () => {
  const body = {
    receiver: 'My Super Webhook',
    status: 'firing',
    orgId: 1,
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'High memory usage', team: 'blue', zone: 'us-1', host: 'mem1' },
        annotations: {
          description: 'The system has high memory usage',
          runbook_url: 'https://myrunbook.example.org/runbook/1234',
          summary: 'This alert was triggered for zone us-1',
        },
        startsAt: '2026-10-12T09:51:03.157076+02:00',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'https://play.example.org/alerting/1afz29v7z/edit',
        fingerprint: 'c6eadffa33fcdf37',
        silenceURL: 'https://play.example.org/alerting/silence/new?alertmanager=grafana',
        dashboardURL: '',
        panelURL: '',
        values: { B: 44.23943737541908, C: 1 },
      },
    ],
    externalURL: 'https://play.example.org/',
    version: '1',
    title: '[FIRING:1]  (High memory usage blue us-1)',
    state: 'alerting',
    message: '**Firing**',
  };
  test('values and links of the panel come along', () => {
    const [read] = grafana.read(body, NOW).alerts;
    expect(read).toMatchObject({
      key: 'c6eadffa33fcdf37',
      host: 'mem1',
      name: 'High memory usage',
      status: 'critical',
      summary: 'This alert was triggered for zone us-1',
      startsAt: Date.UTC(2026, 9, 12, 7, 51, 3, 157),
    });
    expect(read?.detail).toContain('B = 44.23943737541908, C = 1');
    expect(read?.links.map((link) => link.title)).toEqual(['Runbook', 'Source', 'Silence', 'All its alerts']);
  });

  test('a rule that could not be worked out is unknown, and named by its rule', () => {
    const labels = { alertname: 'DatasourceNoData', rulename: 'Disk of db1', datasource_uid: 'x' };
    const [read] = grafana.read({ ...body, alerts: [{ ...body.alerts[0], labels }] }, NOW).alerts;
    expect(read).toMatchObject({ name: 'Disk of db1 no data', status: 'unknown', host: 'grafana' });
    const resolved = { ...body, alerts: [{ ...body.alerts[0], labels, status: 'resolved' }] };
    expect(grafana.read(resolved, NOW).alerts[0]?.status).toBe('ok');
  });
});
