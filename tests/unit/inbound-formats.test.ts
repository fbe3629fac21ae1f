// Each format reads what its system really sends. The bodies have the shapes of the systems' own documentation.
import { describe, expect, test } from 'vitest';
import { datadog } from '../../electron/engine/inbound/datadog.ts';
import { Senseless } from '../../electron/engine/inbound/format.ts';
import { inboundFormats } from '../../electron/engine/inbound/index.ts';
import { nagios } from '../../electron/engine/inbound/nagios.ts';
import { plain } from '../../electron/engine/inbound/plain.ts';
import { zabbix } from '../../electron/engine/inbound/zabbix.ts';

const NOW = Date.UTC(2026, 10, 20, 2);

describe('Datadog', () => {
  const body = {
    alert_id: '1234',
    cycle_key: '4611686018427387904',
    transition: 'Triggered',
    type: 'error',
    title: '[Triggered on {host:ip-012345}] Host is Down',
    event_title: '[P1] [Triggered] Host is Down',
    host: 'ip-012345',
    status: 'system.load.1 over host:ip-012345 was > 0 at least once during the last 1m',
    scope: 'availability-zone:us-east-1a,host:ip-012345',
    priority: 'P1',
    message: 'The host does not answer',
    link: 'https://app.example.org/event/event?id=303',
    snapshot: 'null',
    date: '1763604000000',
  };
  test('the documented payload becomes an alert without its transition in the name', () => {
    expect(datadog.read(body, NOW).alerts).toEqual([
      {
        key: '4611686018427387904',
        host: 'ip-012345',
        name: 'Host is Down',
        status: 'critical',
        summary: 'system.load.1 over host:ip-012345 was > 0 at least once during the last 1m',
        detail: 'The host does not answer\nscope: availability-zone:us-east-1a,host:ip-012345\npriority: P1',
        links: [{ title: 'Event', url: 'https://app.example.org/event/event?id=303' }],
        startsAt: 1_763_604_000_000,
      },
    ]);
  });
  test.each([
    ['Re-Triggered', 'error', 'critical'],
    ['Warn', 'warning', 'warning'],
    ['Re-Warn', 'warning', 'warning'],
    ['No Data', 'error', 'unknown'],
    ['Re-No Data', 'error', 'unknown'],
    ['Recovered', 'success', 'ok'],
    ['Renotify', 'error', 'critical'],
    ['Renotify', 'warning', 'warning'],
    ['$ALERT_TRANSITION', 'success', 'ok'],
  ])('%s of type %s is %s', (transition, type, status) => {
    expect(datadog.read({ ...body, transition, type }, NOW).alerts[0]?.status).toBe(status);
  });
  test('the recovery has the name the problem had', () => {
    const recovered = { ...body, transition: 'Recovered', title: '[Recovered on {host:ip-012345}] Host is Down' };
    expect(datadog.read(recovered, NOW).alerts[0]?.name).toBe('Host is Down');
  });
  test('variables that were not filled in say nothing', () => {
    const read = datadog.read({ ...body, cycle_key: '$ALERT_CYCLE_KEY', host: '$HOSTNAME' }, NOW).alerts[0];
    expect(read).toMatchObject({ key: '1234 availability-zone:us-east-1a,host:ip-012345', host: 'ip-012345' });
    expect(() => datadog.read({ ...body, title: '$ALERT_TITLE', event_title: '' }, NOW)).toThrow(/\$ALERT_TITLE/);
    expect(() => datadog.read({ ...body, transition: '', type: '' }, NOW)).toThrow(/\$ALERT_TRANSITION/);
  });
});

describe('Zabbix', () => {
  const body = {
    event_id: '12345',
    event_value: '1',
    event_name: 'Zabbix agent is not available (for 3m)',
    severity: '3',
    host: 'db1',
    operational_data: 'not available (0)',
    description: 'For passive agents only.',
    tags: 'class:os, component:system',
    event_url: 'https://zabbix.example.org/tr_events.php?triggerid=7&eventid=12345',
    trigger_url: '',
  };
  test('the documented parameters become an alert; its recovery has the same key', () => {
    const [problem] = zabbix.read(body, NOW).alerts;
    expect(problem).toEqual({
      key: '12345',
      host: 'db1',
      name: 'Zabbix agent is not available (for 3m)',
      status: 'warning',
      summary: 'Zabbix agent is not available (for 3m): not available (0)',
      detail: 'For passive agents only.\ntags: class:os, component:system',
      links: [{ title: 'Event', url: 'https://zabbix.example.org/tr_events.php?triggerid=7&eventid=12345' }],
      startsAt: null,
    });
    expect(zabbix.read({ ...body, event_value: '0' }, NOW).alerts[0]).toMatchObject({ key: '12345', status: 'ok' });
  });
  test.each([
    ['0', 'warning'],
    ['2', 'warning'],
    ['4', 'critical'],
    ['5', 'critical'],
    ['{EVENT.NSEVERITY}', 'critical'],
    ['9', 'critical'],
  ])('severity %s is %s', (severity, status) => {
    expect(zabbix.read({ ...body, severity }, NOW).alerts[0]?.status).toBe(status);
  });
  test('macros that were not filled in are named by what belongs there', () => {
    expect(() => zabbix.read({ ...body, event_id: '{EVENT.ID}' }, NOW)).toThrow(/"event_id" must be \{EVENT\.ID\}/);
    expect(() => zabbix.read({ ...body, event_value: '*UNKNOWN*' }, NOW)).toThrow(/"event_value"/);
    expect(zabbix.read({ ...body, host: '{HOST.HOST}', operational_data: '*UNKNOWN*' }, NOW).alerts[0]).toMatchObject({
      host: 'zabbix',
      summary: 'Zabbix agent is not available (for 3m)',
    });
  });
});

describe('Nagios', () => {
  const read = (text: string) => nagios.read(text, NOW);
  test('lines as for send_nsca, with semicolons or tabs, of services and of hosts', () => {
    expect(
      read('web1;HTTP;2;CRITICAL - timeout|time=10s;5;10\nweb1\tload\t1\tload; 17\r\n\nweb2;1;PING CRITICAL\n'),
    ).toEqual({
      alerts: [
        {
          key: 'web1;HTTP',
          host: 'web1',
          name: 'HTTP',
          status: 'critical',
          summary: 'CRITICAL - timeout',
          detail: 'CRITICAL - timeout|time=10s;5;10',
          links: [],
          startsAt: null,
        },
        {
          key: 'web1;load',
          host: 'web1',
          name: 'load',
          status: 'warning',
          summary: 'load; 17',
          detail: '',
          links: [],
          startsAt: null,
        },
        {
          key: 'web2;host check',
          host: 'web2',
          name: 'host check',
          status: 'critical',
          summary: 'PING CRITICAL',
          detail: '',
          links: [],
          startsAt: null,
        },
      ],
      beats: [],
      rejected: [],
    }); // prettier-ignore
  });
  test('external commands, with and without their time, several lines in one output', () => {
    const { alerts } = read(
      '[1763604000] PROCESS_SERVICE_CHECK_RESULT;db1;Backup;3;UNKNOWN: no log;at all\\nsecond line\\nthird\nPROCESS_HOST_CHECK_RESULT;db1;0;up',
    );
    expect(alerts).toMatchObject([
      {
        host: 'db1',
        name: 'Backup',
        status: 'unknown',
        summary: 'UNKNOWN: no log;at all',
        detail: 'second line\nthird',
        startsAt: 1_763_604_000_000,
      },
      { host: 'db1', name: 'host check', status: 'ok', summary: 'up' },
    ]);
  });
  test('what is no result is named by its line', () => {
    const { alerts, rejected } = read(
      'web1;HTTP;0;fine\nweb1;HTTP;7;what\n[1] ACKNOWLEDGE_SVC_PROBLEM;a;b;1;1;1;x;y\njunk\nweb1;3;x',
    );
    expect(alerts).toHaveLength(1);
    expect(rejected).toMatchObject([
      'line 2 has a code that is not 0, 1, 2 or 3',
      'line 3 is a command other than a check result',
      expect.stringMatching(/^line 4 is not a result: it must be host;service;code;output/),
      'line 5 has a code of a host that is not 0, 1 or 2',
    ]);
  });
});

describe('the plain form', () => {
  const alert = { host: 'web1', name: 'disk', status: 'critical' };
  test('one alert, a list, or lists of alerts and heartbeats', () => {
    const one = {
      key: 'web1/disk',
      host: 'web1',
      name: 'disk',
      status: 'critical',
      summary: 'disk',
      detail: '',
      links: [],
      startsAt: null,
    };
    expect(plain.read(alert, NOW)).toEqual({ alerts: [one], beats: [], rejected: [] });
    expect(plain.read([alert, alert], NOW).alerts).toEqual([one, one]);
    expect(plain.read({ alerts: [alert], heartbeats: [{ check: 'db1/nightly' }] }, NOW)).toEqual({
      alerts: [one],
      beats: [{ check: 'db1/nightly', status: 'ok', message: '' }],
      rejected: [],
    });
    expect(
      plain.read({ heartbeats: [{ check: 'db1/nightly', status: 'warning', message: 'late' }] }, NOW).alerts,
    ).toEqual([]);
  });
  test.each([['2026-11-20T02:00:00Z'], [1_795_140_000], [1_795_140_000_000], ['2026-11-20T03:00:00+01:00']])(
    'a time may be %s',
    (startsAt) => {
      expect(plain.read({ ...alert, startsAt }, NOW).alerts[0]?.startsAt).toBe(Date.UTC(2026, 10, 20, 2));
    },
  );
  test('what is wrong is named by its place, without repeating it', () => {
    const { alerts, rejected } = plain.read(
      { alerts: [alert, { ...alert, status: 'hunter2' }, { name: 'x', status: 'ok' }, null] },
      NOW,
    );
    expect(alerts).toHaveLength(1);
    expect(rejected).toEqual([
      'alerts[1].status: must be one of ok, warning, critical, unknown',
      expect.stringMatching(/^alerts\[2\]\.host: /),
      expect.stringMatching(/^alerts\[3\]: /),
    ]);
    expect(JSON.stringify(rejected)).not.toContain('hunter2');
    expect(plain.read({ host: 'x' }, NOW).rejected[0]).toMatch(/^name: /);
  });
});

describe.each(inboundFormats.map((format) => [format.format, format] as const))('%s', (_name, format) => {
  test('refuses what makes no sense at all, in words that say what would be right', () => {
    const senseless: readonly unknown[] = format.accepts.includes('text')
      ? ['', '\n\n', 'hello']
      : [null, 7, 'x', { alerts: 1 }];
    for (const body of senseless) {
      const words = (() => {
        try {
          const { alerts, rejected } = format.read(body, NOW);
          expect(alerts).toEqual([]);
          return rejected[0];
        } catch (error) {
          expect(error).toBeInstanceOf(Senseless);
          return error instanceof Senseless ? error.message : '';
        }
      })();
      expect(words, JSON.stringify(body)).toMatch(/must|has no|Invalid|cannot/);
    }
  });
  test('says of itself what a screen shows', () => {
    expect(format.title).not.toBe('');
    expect(format.about).toMatch(/^[A-Z].*\.$/);
    expect(format.path).toMatch(/^[a-z]+$/);
  });
});
