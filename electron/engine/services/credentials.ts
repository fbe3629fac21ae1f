// Named credentials: one secret that several checks refer to. Entered once, changed in one place; whoever uses it is made
// ready again. Its secret goes to the keychain or the vault, never into the journal or to a screen.
import { randomUUID } from 'node:crypto';
import { type JsonObject, secretReference } from '../../contract/model/check.ts';
import type { Credential, CredentialInput } from '../../contract/model/credential.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { InventoryPlan } from '../core/inventory-plan.ts';
import type { Clock } from '../lib/clock.ts';
import { conflict, invalid, notFound } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Secrets } from './secrets.ts';
import type { World } from './world.ts';

export interface CredentialsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: LiveFeed;
  readonly secrets: Secrets;
  /** Told of every change: a plan that was made before may refer to what is gone. */
  readonly changed: () => void;
  /** Makes checks ready again and runs them, after the secret they refer to has changed. */
  readonly secretChanged: (checks: readonly CheckId[]) => Promise<void>;
}

export interface Credentials {
  /** Adds a credential, or changes the one of that name. Refused without a secret where none is stored yet. */
  put(input: CredentialInput, actor: Actor): Promise<Credential>;
  /** Refused while a check or a template refers to it. */
  remove(name: string, actor: Actor): void;
}

/** The credentials that a stored config refers to, as they are compared. */
export const credentialsIn = (config: JsonObject): readonly string[] =>
  Object.values(config).flatMap((value) => {
    if (typeof value !== 'object' || value === null || !('$credential' in value)) return [];
    const reference = secretReference.safeParse(value);
    return reference.success && '$credential' in reference.data ? [nameKey(reference.data.$credential)] : [];
  });

export function createCredentials(options: CredentialsOptions): Credentials {
  const { clock, store, world, feed, secrets, changed, secretChanged } = options;

  const note = (actor: Actor, text: string, data: JsonObject): EntryDraft => ({
    kind: 'credential',
    occurredAt: clock.now(),
    actor,
    text,
    data,
  });
  const publish = (): void => {
    changed();
    feed.publish([{ type: 'credentials', credentials: [...world.credentials.values()] }]);
  };

  return {
    async put({ name, about, secret }, actor) {
      if (secret === undefined && !store.credentials.get(name)) {
        throw invalid([{ path: 'secret', message: 'enter the secret: there is none stored under this name' }]);
      }
      const sealed = secret === undefined ? null : await secrets.sealOne(secret);
      // Sealing waits for the keychain: somebody else may have removed or changed it meanwhile.
      const before = store.credentials.get(name);
      const secretId = sealed ? randomUUID() : before?.secretId;
      if (secretId === undefined) throw notFound('credential');
      const changedAt = sealed || !before ? clock.now() : before.changedAt;
      const what = before ? (sealed ? 'has a new secret' : 'described anew') : 'added';
      store.transaction(() => {
        if (sealed) {
          store.secrets.put(secretId, sealed, clock.now());
          if (before) store.secrets.remove(before.secretId);
        }
        store.credentials.put({ name, about, secretId, changedAt });
        const data = { name, about, secretChanged: sealed !== null };
        store.journal.append([note(actor, `Credential "${name}" ${what}`, data)], clock.now());
      });
      const users = sealed ? usersOf(world, name) : [];
      const credential: Credential = { name, about, changedAt, uses: world.credentials.get(nameKey(name))?.uses ?? 0 };
      putSorted(world, credential);
      publish();
      if (users.length > 0) await secretChanged(users);
      return credential;
    },
    remove(name, actor) {
      const stored = store.credentials.get(name);
      if (!stored) throw notFound('credential');
      const users = namesOfUsers(world, name);
      if (users.length > 0) throw conflict([{ path: 'name', message: `it is used by ${listed(users)}` }]);
      store.transaction(() => {
        store.credentials.remove(name);
        store.secrets.remove(stored.secretId);
        const data = { name: stored.name, about: stored.about };
        store.journal.append([note(actor, `Credential "${stored.name}" removed`, data)], clock.now());
      });
      world.credentials.delete(nameKey(name));
      publish();
    },
  };
}

/** Fills the world from the store, with the uses counted. */
export function recallCredentials(store: Pick<Store, 'credentials'>, world: World): void {
  const uses = new Map<string, number>();
  const count = (config: JsonObject): void => {
    for (const key of credentialsIn(config)) uses.set(key, (uses.get(key) ?? 0) + 1);
  };
  for (const check of world.checks.values()) count(check.config);
  for (const template of world.templates.values()) for (const check of template.checks) count(check.config);
  for (const { name, about, changedAt } of store.credentials.list()) {
    world.credentials.set(nameKey(name), { name, about, changedAt, uses: uses.get(nameKey(name)) ?? 0 });
  }
}

/** Counts anew what a plan that was applied uses more or less. True when any count changed. */
export function countUses(world: World, plan: InventoryPlan): boolean {
  const more = new Map<string, number>();
  const count = (config: JsonObject, by: number): void => {
    for (const key of credentialsIn(config)) more.set(key, (more.get(key) ?? 0) + by);
  };
  for (const { before, after } of plan.checks) {
    if (before) count(before.config, -1);
    if (after) count(after.config, 1);
  }
  for (const { before, after } of plan.templates) {
    for (const check of before?.checks ?? []) count(check.config, -1);
    for (const check of after?.checks ?? []) count(check.config, 1);
  }
  let changed = false;
  for (const [key, by] of more) {
    const credential = world.credentials.get(key);
    if (!credential || by === 0) continue;
    world.credentials.set(key, { ...credential, uses: credential.uses + by });
    changed = true;
  }
  return changed;
}

const usersOf = (world: World, name: string): readonly CheckId[] =>
  [...world.checks.values()]
    .filter((check) => credentialsIn(check.config).includes(nameKey(name)))
    .map((check) => check.id);

function namesOfUsers(world: World, name: string): readonly string[] {
  const key = nameKey(name);
  const templates = [...world.templates.values()].filter((template) =>
    template.checks.some((check) => credentialsIn(check.config).includes(key)),
  );
  const own = [...world.checks.values()].filter(
    (check) => check.template === undefined && credentialsIn(check.config).includes(key),
  );
  return [
    ...templates.map((template) => `template ${template.name}`),
    ...own.map((check) => `${world.hosts.get(check.hostId)?.name ?? check.hostId} ${check.name}`),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

function putSorted(world: World, credential: Credential): void {
  const all = new Map(world.credentials).set(nameKey(credential.name), credential);
  world.credentials.clear();
  for (const [key, one] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) world.credentials.set(key, one);
}
