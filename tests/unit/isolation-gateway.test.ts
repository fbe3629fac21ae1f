// The default gateway out of what the system says of its routes.
import { describe, expect, test } from 'vitest';
import { countSince, failingTogether, mostFail } from '../../electron/engine/core/isolation.ts';
import {
  gatewayInProcRoute,
  gatewayInProcRoute6,
  gatewayInRouteOutput,
} from '../../electron/engine/lib/default-gateway.ts';

describe('the default gateway', () => {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';

  test('of Linux: the route to everywhere, of two the one that counts less', () => {
    const lan = 'eth0\t0000000A\t00000000\t0001\t0\t0\t100\t000000FF\t0\t0\t0\n';
    const wifi = 'wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n';
    const cable = 'eth0\t00000000\tFE00000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n';
    expect(gatewayInProcRoute(head + lan + wifi + cable)).toBe('10.0.0.254');
    expect(gatewayInProcRoute(head + lan + wifi)).toBe('192.168.1.1');
    expect(gatewayInProcRoute(head + lan)).toBeNull();
    expect(gatewayInProcRoute('')).toBeNull();
  });

  test('of Linux: a link without a gateway (a tunnel) has nobody to ask', () => {
    expect(gatewayInProcRoute(`${head}tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0\n`)).toBeNull();
  });

  test('of Linux over IPv6: an address of the link with its link', () => {
    const zero = '0'.repeat(32);
    const via = 'fe80000000000000020c29fffe000001';
    const route = `${zero} 00 ${zero} 00 ${via} 00000400 00000001 00000000 00000003     eth0\n`;
    const lost = `${zero} 00 ${zero} 00 ${zero} ffffffff 00000001 00000000 00200200       lo\n`;
    expect(gatewayInProcRoute6(lost + route)).toBe('fe80:0:0:0:20c:29ff:fe00:1%eth0');
    expect(gatewayInProcRoute6(lost)).toBeNull();
  });

  test('of macOS and of Windows', () => {
    const mac = '   route to: default\ndestination: default\n       mask: default\n    gateway: 192.168.1.1\n';
    const windows = [
      'Active Routes:',
      'Network Destination        Netmask          Gateway       Interface  Metric',
      '          0.0.0.0          0.0.0.0      192.168.2.1    192.168.2.10     50',
      '          0.0.0.0          0.0.0.0      192.168.1.1    192.168.1.10     25',
    ].join('\r\n');
    expect(gatewayInRouteOutput(mac)).toBe('192.168.1.1');
    expect(gatewayInRouteOutput(windows)).toBe('192.168.1.1');
    expect(gatewayInRouteOutput('route: writing to routing socket: not in table')).toBeNull();
  });
});

describe('failing together', () => {
  const up = (at: number) => ({ at, up: true });
  const bad = (at: number) => ({ at, up: false });
  const NOW = 1_000_000;

  test('three of three heard since the first of them failed', () => {
    const heard = [
      ...Array.from({ length: 297 }, () => up(NOW - 50_000)),
      bad(NOW - 600),
      bad(NOW - 400),
      bad(NOW - 200),
    ];
    expect(failingTogether([NOW - 600, NOW - 400, NOW - 200], heard, NOW)).toBe(NOW - 600);
  });

  test('not when as many answer, not two, and not those of an hour ago', () => {
    const last = [NOW - 600, NOW - 400, NOW - 200];
    expect(failingTogether(last, [...last.map(bad), up(NOW - 500), up(NOW - 300), up(NOW - 100)], NOW)).toBeNull();
    expect(failingTogether(last.slice(1), last.slice(1).map(bad), NOW)).toBeNull();
    const old = last.map((at) => at - 3_600_000);
    expect(failingTogether(old, old.map(bad), NOW)).toBeNull();
  });

  test('more than half, counted by hosts', () => {
    expect(countSince([bad(1), bad(2), up(3), bad(4)], 2)).toEqual({ heard: 3, failing: 2 });
    expect(mostFail({ heard: 6, failing: 3 })).toBe(false);
    expect(mostFail({ heard: 5, failing: 3 })).toBe(true);
    expect(mostFail({ heard: 2, failing: 2 })).toBe(false);
  });
});
