// The lab's fleet and the script of the demo, without a server: who stands behind whom, and what is broken when.
import { expect, test } from 'vitest';
import { behind, fleetOf } from '../../electron/lab/fleet.ts';
import { conditionsOf } from '../../electron/lab/lab.ts';
import { SCRIPT, SCRIPT_SECONDS, troublesAt } from '../../electron/lab/script.ts';

const fleet = fleetOf(77);

test('three sites, about forty hosts, each with an address of its own on loopback', () => {
  expect(fleet).toHaveLength(39);
  expect(new Set(fleet.map((host) => host.address)).size).toBe(39);
  expect(new Set(fleet.map((host) => host.site))).toEqual(new Set(['ams1', 'fra2', 'lon3']));
  for (const host of fleet) expect(host.address).toMatch(/^127\.77\.[123]\.\d+$/);
});

test('a router cuts off its whole site; one of two switches cuts off nobody', () => {
  expect(behind(fleet, 'lon3-rt01')).toHaveLength(12);
  expect(behind(fleet, 'ams1-sw01')).toEqual([]);
});

test('every scene is about a host of the fleet, and ends before the script does', () => {
  const names = new Set(fleet.map((host) => host.name));
  for (const scene of SCRIPT) {
    expect(names, scene.host).toContain(scene.host);
    expect(scene.at + scene.for).toBeLessThanOrEqual(SCRIPT_SECONDS);
  }
});

test('within the first minute a page fails, a certificate is ending, a site is cut off and a name is wrong', () => {
  const seen = new Set(
    Array.from({ length: 60 }, (_, second) => troublesAt(second)).flatMap((all) => all.map((one) => one.fault)),
  );
  expect([...seen].sort()).toEqual(['certificate-ends', 'cut-off', 'dns-wrong', 'http-500', 'slow']);
});

test('what comes goes again, and the script begins anew', () => {
  const atStart = troublesAt(5).map((trouble) => trouble.host);
  expect(atStart).toEqual(['ams1-web02']);
  expect(troublesAt(SCRIPT_SECONDS + 5).map((trouble) => trouble.host)).toEqual(atStart);
  expect(troublesAt(145).some((trouble) => trouble.host === 'ams1-web02')).toBe(false);
});

test('a host that flaps is down for twelve seconds, up for twelve', () => {
  const isDown = (since: number) =>
    conditionsOf(fleet, [{ host: 'fra2-db02', fault: 'flapping', since }]).get('fra2-db02')?.isDown;
  expect([0, 11, 12, 23, 24].map(isDown)).toEqual([true, true, false, false, true]);
});
