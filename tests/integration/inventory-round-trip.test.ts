// Export, import into an empty data folder, export: the same bytes. Import where it came from: nothing to do.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { NewCheck, TemplateInput } from '../../electron/contract/model/template.ts';
import { type Floor, openFloor } from '../support/floor.ts';
import { hosts, templates } from '../support/inventories.ts';

type Made = typeof hosts extends fc.Arbitrary<infer Value> ? Value : never;

async function enter(floor: Floor, { made, given }: { made: Made; given: readonly TemplateInput[] }): Promise<void> {
  for (const template of given) await floor.client.inventory.putTemplate({ template });
  const ids: HostId[] = [];
  for (const { checks, parents, ...host } of made) {
    const links = parents.flatMap(({ back, group }) => {
      const hostId = ids.at(-back);
      return hostId && back <= ids.length ? [{ hostId, group }] : [];
    });
    const added = await floor.client.inventory.addHost({
      host: { ...host, parents: links },
      checks: checks as NewCheck[],
    });
    ids.push(added.host.id);
  }
}

async function clear(floor: Floor): Promise<void> {
  const { world } = floor.engine;
  const hostIds = [...world.hosts.keys()];
  if (hostIds.length > 0) await floor.client.inventory.removeHosts({ hostIds });
  for (const templateId of world.templates.keys()) await floor.client.inventory.removeTemplate({ templateId });
}

test('any inventory comes back to the byte, and is no change where it came from', async () => {
  const from = await openFloor();
  const to = await openFloor();
  await fc.assert(
    fc.asyncProperty(fc.record({ made: hosts, given: templates }), async (inventory) => {
      await clear(from);
      await clear(to);
      await enter(from, inventory);
      const { text } = await from.client.inventory.exportFile({});
      for (const mode of ['merge', 'replace'] as const) {
        const same = await from.client.inventory.importFile({ format: 'yaml', text, mode });
        expect(same, text).toMatchObject({ changes: [], unchanged: inventory.made.length });
        expect(same.findings.filter((one) => one.level === 'error')).toEqual([]);
      }
      const report = await to.client.inventory.importFile({ format: 'yaml', text });
      expect(
        report.findings.filter((one) => one.level === 'error'),
        text,
      ).toEqual([]);
      expect(report.applied).toBe(true);
      expect((await to.client.inventory.exportFile({})).text).toBe(text);
      const sides = [from, to].map(({ engine }) =>
        [...engine.world.checks.values()]
          .map(({ id: _, hostId, template, ...check }) => ({
            ...check,
            host: engine.world.hosts.get(hostId)?.name,
            template: template && engine.world.templates.get(template)?.name,
          }))
          // By code unit: to a language some different names are equal.
          .sort((a, b) => (`${a.host} ${a.name}` < `${b.host} ${b.name}` ? -1 : 1)),
      );
      expect(sides[1]).toEqual(sides[0]);
    }),
    { numRuns: 120 },
  );
  await from.expectChain();
  await to.expectChain();
});

test('what was imported is there after a restart, to the byte', async () => {
  const floor = await openFloor();
  const [inventory] = fc.sample(fc.record({ made: hosts, given: templates }), { numRuns: 1, seed: 7 });
  if (!inventory) throw new Error('no inventory was made');
  await enter(floor, inventory);
  const before = await floor.client.inventory.exportFile({});
  await floor.restart(1_000);
  expect(await floor.client.inventory.exportFile({})).toEqual(before);
});
