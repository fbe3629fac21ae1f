// The inventory as text, from a world: the engine's own, or one that was only read.
import type { Host } from '../../contract/model/host.ts';
import { writeInventory } from '../importers/inventory-yaml-write.ts';
import { defaultAlive } from './inventory-rules.ts';
import type { World } from './world.ts';

/** All of it, or these hosts with the templates that concern them; imports to exactly the same. */
export function exportText(world: Pick<World, 'hosts' | 'checksOf' | 'templates'>, chosen?: readonly Host[]): string {
  return writeInventory({
    hosts: chosen ? [...new Set(chosen)] : [...world.hosts.values()],
    checksOf: world.checksOf,
    templates: [...world.templates.values()],
    nameOf: (id) => world.hosts.get(id)?.name ?? id,
    defaultAlive: defaultAlive(),
    allTemplates: !chosen,
  });
}
