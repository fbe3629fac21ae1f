// The palette's ranking: a few letters among ten thousand names.
import { describe, expect, it } from 'vitest';
import { rank, score } from '../../renderer/app/palette/rank.ts';
import { bigFleet } from '../support/worlds.ts';

const items = (...texts: readonly string[]) => texts.map((text) => ({ text }));
const ranked = (typed: string, ...texts: readonly string[]) => rank(items(...texts), typed, 50).map(({ text }) => text);

describe('ranking', () => {
  it('puts the whole name first, then a start, then the start of a part, then anywhere', () => {
    expect(ranked('web', 'ams1-cobweb', 'ams1-web-22', 'webmail', 'web')).toEqual([
      'web',
      'webmail',
      'ams1-web-22',
      'ams1-cobweb',
    ]);
  });

  it('finds letters in order when nothing better is there', () => {
    expect(ranked('adw', 'ams1-dist-sw02', 'lon3-edge')).toEqual(['ams1-dist-sw02']);
    expect(score('abc', 'ca')).toBeNull();
  });

  it('wants every word answered, in any order', () => {
    expect(ranked('db fra', 'fra2-db-07', 'fra2-web-01', 'lon3-db-01')).toEqual(['fra2-db-07']);
  });

  it('gives the shorter of equals, and everything when nothing is typed', () => {
    expect(ranked('fra2', 'fra2-web-01', 'fra2-db-7')).toEqual(['fra2-db-7', 'fra2-web-01']);
    expect(ranked('', 'b', 'a')).toEqual(['b', 'a']);
  });

  it('answers with at most what is drawn, out of ten thousand', () => {
    const hosts = bigFleet(10_000, 0).hosts.map((host) => ({ text: `${host.name} ${host.address}` }));
    const found = rank(hosts, 'site33 core', 50);
    expect(found.map(({ text }) => text.split(' ')[0])).toEqual([
      'site33-core-sw01',
      'site33-core-sw02',
      'site33-core-sw03',
      'site33-core-sw04',
    ]);
    expect(rank(hosts, 'site', 50)).toHaveLength(50);
  });
});
