// What is no mistake but should be known before an import is carried out: secrets that would go to another address, and
// templates that stand in each other's way.
import type { Check } from '../../contract/model/check.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import type { InventoryPlan } from '../core/inventory-plan.ts';
import { sameValue } from '../core/same-value.ts';
import { finding } from '../importers/findings.ts';
import type { Fit } from './inventory-import-fit.ts';
import { hasSecrets, isReference } from './secrets.ts';
import type { World } from './world.ts';

/** Fields of configs that say where a check goes. */
const TARGETS = new Set([
  'url',
  'path',
  'host',
  'hostHeader',
  'server',
  'address',
  'target',
  'scheme',
  'port',
  'verifyTls',
]);

export function warningsOf(world: World, plan: InventoryPlan, fit: Fit): readonly FileFinding[] {
  return [...movedSecrets(world, plan, fit), ...redirected(plan, fit), ...clashes(plan)];
}

/** A host's address changes, and stored secrets of its checks go along. */
function movedSecrets(world: World, plan: InventoryPlan, fit: Fit): readonly FileFinding[] {
  const removed = new Set(plan.checks.flatMap(({ before, after }) => (before && !after ? before.id : [])));
  return plan.hosts.flatMap(({ before, after }): FileFinding[] => {
    if (!before || !after || before.address === after.address) return [];
    const sent = world.checksOf(after.id).filter((check) => !removed.has(check.id) && hasSecrets(check.config));
    return sent.map((check) => {
      const what = `the stored secret of check ${check.name} will be sent to the new address ${after.address}`;
      return finding('warning', placeOf(fit, after.id, ['address']), `${after.name}: ${what}`);
    });
  });
}

/** A check keeps its secret, but asks elsewhere. */
function redirected(plan: InventoryPlan, fit: Fit): readonly FileFinding[] {
  return plan.checks.flatMap(({ before, after }): FileFinding[] => {
    if (!before || !after || after.template !== undefined) return [];
    const keeps = Object.keys(after.config).some(
      (field) => isReference(after.config[field]) && sameValue(before.config[field], after.config[field]),
    );
    const fields = changedTargets(before, after);
    if (!keeps || fields.length === 0) return [];
    const what = `the stored secret of check ${after.name} will be sent elsewhere: ${fields.join(', ')} of it changes`;
    return [finding('warning', placeOf(fit, after.hostId, ['checks']), what)];
  });
}

const changedTargets = (before: Check, after: Check): readonly string[] =>
  [...new Set([...Object.keys(before.config), ...Object.keys(after.config)])].filter(
    (field) => TARGETS.has(field) && !sameValue(before.config[field], after.config[field]),
  );

/** Told once for each pair of templates, however many hosts they meet on. */
function clashes(plan: InventoryPlan): readonly FileFinding[] {
  const met = new Map<string, { readonly what: string; hosts: number; readonly first: string }>();
  for (const { host, check, kept, leftOut } of plan.clashes) {
    const what = `check ${check} of template ${leftOut} is left out: template ${kept} gives one of that name`;
    const known = met.get(what) ?? { what, hosts: 0, first: host };
    known.hosts += 1;
    met.set(what, known);
  }
  return [...met.values()].map(({ what, hosts, first }) => {
    const where = hosts === 1 ? `on ${first}` : `on ${hosts} hosts, ${first} among them`;
    return finding('warning', { line: 0, column: 0, path: 'templates' }, `${what} (${where})`);
  });
}

const placeOf = (fit: Fit, id: HostId, path: readonly (string | number)[]) =>
  fit.placeOf.get(id)?.(path) ?? { line: 0, column: 0, path: '' };
