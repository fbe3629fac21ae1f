// What the inventory decides without drawing: which rows are meant, what a filter leaves, what a change comes to.
import { describe, expect, test } from 'vitest';
import { CSV_FIELDS } from '../../electron/contract/api/inventory.ts';
import { type Check, checkInput, policy } from '../../electron/contract/model/check.ts';
import { assetRecord, LIFECYCLES } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, TemplateId } from '../../electron/contract/model/ids.ts';
import type { InventoryChange } from '../../electron/contract/model/inventory-change.ts';
import type { Template } from '../../electron/contract/model/template.ts';
import { emptyAsset, LIFECYCLE_VALUES } from '../../renderer/features/inventory/asset-words.ts';
import { changesIn, emptyBulk, toBulkChange, valuesNow } from '../../renderer/features/inventory/bulk/bulk-draft.ts';
import { countActions, sharedChanges } from '../../renderer/features/inventory/change-summary.ts';
import { type FilterContext, filterRows, rowsOf } from '../../renderer/features/inventory/hosts/host-rows.ts';
import {
  chooseAll,
  chooseNone,
  extendTo,
  meant,
  moveTo,
  nothingChosen,
  type Selection,
  toggle,
} from '../../renderer/features/inventory/hosts/selection.ts';
import { CSV_CHOICES, claimedTwice } from '../../renderer/features/inventory/import/csv-fields.ts';
import { guessFormat, linesOf, offsetOf, quoteLine } from '../../renderer/features/inventory/import/guess-format.ts';
import { DEFAULT_POLICY } from '../../renderer/features/inventory/policy-text.ts';
import { effectOf, effectWords } from '../../renderer/features/inventory/templates/template-effect.ts';
import { designNight } from '../support/worlds.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const night = designNight(NOW);

describe('what the screen writes down itself agrees with the contract', () => {
  test('the policy nobody changed', () => expect(DEFAULT_POLICY).toEqual(policy.parse({})));
  test('the asset record nobody filled in', () => expect(emptyAsset).toEqual(assetRecord.parse({})));
  test('the lifecycles', () => expect([...LIFECYCLE_VALUES]).toEqual([...LIFECYCLES]));
  test('the fields of a CSV file', () => expect(CSV_CHOICES.map(([field]) => field)).toEqual([...CSV_FIELDS]));
});

describe('choosing rows', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const start: Selection<string> = nothingChosen;
  const names = ({ chosen }: Selection<string>) => [...chosen].toSorted().join('');

  test('a range grows and shrinks with the arrow, and leaves alone what was chosen before it', () => {
    let now = toggle(start, 'a');
    now = moveTo(now, 'c');
    now = extendTo(now, order, 'c', 'd');
    now = extendTo(now, order, 'd', 'e');
    expect(names(now)).toBe('acde');
    now = extendTo(now, order, 'e', 'd');
    expect(names(now)).toBe('acd');
    now = extendTo(now, order, 'd', 'b');
    expect(names(now)).toBe('abc');
  });
  test('after a move the next range begins anew and adds to it', () => {
    const first = extendTo(start, order, 'a', 'b');
    const second = extendTo(moveTo(first, 'd'), order, 'd', 'e');
    expect(names(second)).toBe('abde');
  });
  test('the same row twice lets go of it; none and all', () => {
    expect(names(toggle(toggle(start, 'b'), 'b'))).toBe('');
    expect(names(chooseAll(toggle(start, 'z'), order))).toBe('abcdez');
    expect(names(chooseNone(chooseAll(start, order)))).toBe('');
  });
  test('what is meant: the chosen that still exist, else the row in front', () => {
    expect(meant(chooseAll(start, ['a', 'gone']), 'c', (id) => id !== 'gone')).toEqual(['a']);
    expect(meant(start, 'c', () => true)).toEqual(['c']);
    expect(meant(start, null, () => true)).toEqual([]);
  });
});

describe('the filter', () => {
  const hosts = night.hosts.map((host, at) =>
    at === 0 ? { ...host, asset: { ...host.asset, owner: 'Night Team', tag: 'A-77' } } : host,
  );
  const checksByHost = new Map<HostId, Check[]>();
  for (const check of night.checks) checksByHost.set(check.hostId, [...(checksByHost.get(check.hostId) ?? []), check]);
  const context: FilterContext = { checksByHost, nameOf: (id) => hosts.find((host) => host.id === id)?.name };
  const rows = rowsOf(hosts);
  const found = (filter: string) => filterRows(rows, filter, () => true, context).map(({ host }) => host.name);

  test('words are any part, facets whole words, and all must fit', () => {
    expect(found('fra2 db-07')).toEqual(['fra2-db-07']);
    expect(found('site:fra').length).toBe(0);
    expect(found('site:fra2 role:db').every((name) => name.startsWith('fra2-db'))).toBe(true);
  });
  test('by what checks it has, and what it stands behind', () => {
    const http = found('kind:http');
    expect(http.length).toBeGreaterThan(0);
    expect(http.length).toBeLessThan(rows.length);
    expect(found('check:bgp')).toEqual(['lon3-edge-rtr02']);
    expect(found('parent:ams1-dist-sw02').length).toBeGreaterThan(10);
  });
  test('by what the books say, in quotes where there is a space', () => {
    expect(found('owner:"night team"')).toEqual([hosts[0]!.name]);
    expect(found('owner:nigh asset:a-77')).toEqual([hosts[0]!.name]);
    expect(found('owner:"night').length).toBe(1);
  });
  test('an address with colons and an unknown facet are plain words', () => {
    expect(found('fe80::1')).toEqual([]);
    expect(found('nosuch:thing')).toEqual([]);
  });
});

describe('a bulk edit', () => {
  test('sends what was ticked and nothing else', () => {
    expect(changesIn(emptyBulk)).toBe(0);
    const text = {
      ...emptyBulk,
      site: ' fra2 ',
      role: '',
      addTags: ['linux'],
      asset: { owner: '' },
      kind: 'http',
      enabled: false,
      policy: { interval: '5 min', maxAttempts: '4' },
    };
    expect(changesIn(text)).toBe(7);
    expect(toBulkChange(text)).toEqual({
      wrong: [],
      change: {
        site: 'fra2',
        role: '',
        addTags: ['linux'],
        asset: { owner: '' },
        checks: { kind: 'http', enabled: false, policy: { intervalMs: 300_000, maxAttempts: 4 } },
      },
    });
  });
  test('a kind alone changes nothing', () => {
    expect(toBulkChange({ ...emptyBulk, kind: 'http' }).change).toEqual({});
  });
  test('spans and counts that are none are said at their fields', () => {
    const { wrong } = toBulkChange({ ...emptyBulk, policy: { interval: 'soon', recoverAfter: 'two', timeout: '5s' } });
    expect(wrong.map(({ path }) => path)).toEqual([
      'change.checks.policy.intervalMs',
      'change.checks.policy.recoverAfter',
    ]);
  });
  test('the field says what the hosts have now', () => {
    const few = night.hosts.filter((host) => host.name.startsWith('ams1-core'));
    expect(valuesNow(few, (host) => host.site)).toBe(`now ams1 on ${few.length}`);
    expect(valuesNow(night.hosts, (host) => host.site)).toMatch(/^now ams1 on \d+, fra2 on \d+ …$/);
  });
});

describe('changes in few words', () => {
  const change = (host: string, after: string): InventoryChange => ({
    action: 'change',
    what: 'host',
    host,
    name: host,
    fields: [{ path: 'site', before: 'ams1', after }],
  });
  const changes: readonly InventoryChange[] = [
    change('a', 'fra2'),
    change('b', 'fra2'),
    change('c', 'lon3'),
    { action: 'remove', what: 'host', host: 'd', name: 'd', fields: [] },
  ];
  test('how many of each sort, and what many share', () => {
    expect(countActions(changes)).toEqual({ add: 0, change: 3, remove: 1 });
    expect(sharedChanges(changes)).toEqual([{ path: 'site', before: 'ams1', after: 'fra2', times: 2 }]);
  });
});

describe('what a template comes to', () => {
  const hostId = night.hosts[0]!.id;
  const { hostId: _, ...ssh } = checkInput.parse({ hostId, name: 'ssh', kind: 'tcp', config: { port: 22 } });
  const template: Template = { id: 't-1' as TemplateId, name: 'Linux', tag: 'linux', checks: [ssh] };
  const hosts = ['a', 'b', 'c'].map((name) => ({
    ...night.hosts[0]!,
    id: name as HostId,
    tags: name === 'c' ? ['appliance'] : ['linux'],
  }));
  const made: Check = { ...ssh, hostId: 'a' as HostId, id: 'c-a' as CheckId, template: template.id };
  const own: Check = { ...ssh, hostId: 'b' as HostId, id: 'c-b' as CheckId };
  const effect = (after: Parameters<typeof effectOf>[1], before: Template | null = template) =>
    effectOf(before, after, hosts, [made, own]);

  test('nothing changed changes nothing, and a host keeps its own check of that name', () => {
    expect(effect(template)).toMatchObject({ hostsAfter: 2, added: 0, changed: 0, removed: 0, inPlace: 1 });
    const other = { ...ssh, config: { port: 22 }, policy: { ...ssh.policy } };
    expect(effect({ ...template, checks: [other] }).changed).toBe(0);
  });
  test('another port changes it on those that have it', () => {
    expect(effect({ ...template, checks: [{ ...ssh, config: { port: 2_222 } }] })).toMatchObject({ changed: 1 });
  });
  test('one more check comes to every host with the tag', () => {
    expect(effect({ ...template, checks: [ssh, { ...ssh, name: 'http' }] })).toMatchObject({ added: 2, removed: 0 });
  });
  test('another tag moves it: gone from the old, made on the new', () => {
    const moved = effect({ ...template, tag: 'appliance' });
    expect(moved).toMatchObject({ hostsAfter: 1, added: 1, removed: 1 });
    expect(effectWords(moved, 'appliance')).toBe('1 host carries the tag appliance: 1 check comes, 1 goes.');
  });
  test('removed, everything it made goes; new, everything comes', () => {
    expect(effect(null)).toMatchObject({ removed: 1, hostsBefore: 2 });
    const fresh = effectOf(null, template, hosts, []);
    expect(fresh).toMatchObject({ added: 2, removed: 0 });
    expect(effectWords(fresh, '')).toBe('Hosts with its tag get its checks.');
  });
});

describe('a file', () => {
  test('is YAML or CSV by its name, else by how it begins', () => {
    expect(guessFormat('hosts.csv', 'a,b')).toBe('csv');
    expect(guessFormat('hosts.txt', 'watchfloor: 1\nhosts: []')).toBe('yaml');
    expect(guessFormat('', 'name,address\nx,10.0.0.1')).toBe('csv');
    expect(guessFormat('', '# comment\n\nname;address\n')).toBe('csv');
    expect(guessFormat('', 'watchfloor: 1\nhosts:\n')).toBe('yaml');
    expect(guessFormat('', '- name: x, y\n')).toBe('yaml');
    expect(guessFormat('', '')).toBe('yaml');
  });
  test('its line is quoted with the word in it, cut where it is long, and none where there is no place', () => {
    const lines = linesOf('a: 1\r\n  - name: web 01\nlast');
    expect(quoteLine(lines, 2, 11)).toEqual({ before: '  - name: ', at: 'web', after: ' 01' });
    expect(quoteLine(lines, 0, 0)).toBeNull();
    expect(quoteLine(lines, 9, 1)).toBeNull();
    const long = quoteLine([`${'x'.repeat(500)} bad ${'y'.repeat(500)}`], 1, 502);
    expect(long?.at).toBe('bad');
    expect(`${long?.before}${long?.at}${long?.after}`.length).toBeLessThan(130);
  });
  test('a place is found in the text whatever ends its lines', () => {
    expect(offsetOf('ab\ncd\r\nef', 3, 2)).toBe(8);
    expect(offsetOf('ab', 9, 1)).toBe(2);
  });
  test('two columns that claim one field are said', () => {
    expect(claimedTwice({ a: 'name', b: 'name', c: '', d: '' })).toEqual(['name']);
  });
});
