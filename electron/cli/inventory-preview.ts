// What an import would change where no engine runs: read only, so that a dry run leaves no trace, not even a lock.
import type { z } from 'zod';
import type { importInput } from '../contract/api/inventory.ts';
import type { ImportReport } from '../contract/model/inventory-change.ts';
import type { Clock } from '../engine/lib/clock.ts';
import { recallCredentials } from '../engine/services/credentials.ts';
import { decideImport } from '../engine/services/inventory-import.ts';
import { createJobs } from '../engine/services/jobs.ts';
import { createSecrets } from '../engine/services/secrets.ts';
import { createWorld } from '../engine/services/world.ts';
import type { Store } from '../engine/store/open.ts';

/** The report of a dry run. `store`: what there is, opened read-only; null: there is nothing yet. */
export async function previewImport(
  input: z.infer<typeof importInput>,
  { store, clock }: { readonly store: Store | null; readonly clock: Clock },
): Promise<ImportReport> {
  const world = createWorld(store?.inventory.hosts() ?? [], store?.inventory.checks() ?? []);
  for (const template of store?.templates.list() ?? []) world.templates.set(template.id, template);
  if (store) recallCredentials(store, world);
  // Nothing is sealed for a preview; what is stored already counts as there.
  const sealed = { put() {}, get: (id: string) => store?.secrets.get(id) ?? null, remove: () => false };
  const secrets = createSecrets({ keychain: null, sealed, ...(store && { credentials: store.credentials }) });
  const options = { clock, world, jobs: createJobs(secrets), secrets };
  return (await decideImport(options, { ...input, dryRun: true }, { type: 'engine' })).answer;
}
