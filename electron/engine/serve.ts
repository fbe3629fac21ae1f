// Contract → services: one line a call. A missing handler does not compile. Refusals become the contract's typed errors;
// anything else is a fault of ours: logged whole, told in one sentence.
import { implement, ORPCError, onError, ValidationError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { About } from '../contract/api/engine.ts';
import { errors } from '../contract/api/errors.ts';
import { contract } from '../contract/index.ts';
import type { Actor } from '../contract/model/journal.ts';
import type { Log } from './lib/log.ts';
import { Refusal } from './lib/refusal.ts';
import type { AvailabilityService } from './services/availability.ts';
import type { Beats } from './services/beats.ts';
import type { EngineInside } from './services/engine-inside.ts';
import type { Handling } from './services/handling.ts';
import type { History } from './services/history.ts';
import type { HostFeed } from './services/host-feed.ts';
import type { Inventory } from './services/inventory.ts';
import type { LiveFeed } from './services/live-feed.ts';
import type { EngineSettings } from './services/settings.ts';
import { StorageError } from './store/storage-error.ts';

export interface Services {
  readonly liveFeed: LiveFeed;
  readonly hostFeed: HostFeed;
  readonly inventory: Inventory;
  readonly handling: Handling;
  readonly history: History;
  readonly availability: AvailabilityService;
  readonly beats: Beats;
  readonly settings: EngineSettings;
  readonly inside: EngineInside;
  readonly about: () => Omit<About, 'operator'>;
}

/** Who is calling: set per port when it is accepted, never by the caller. */
export interface CallContext {
  readonly actor: Actor;
}

/** The contract's builder, with what every call carries and how its failures are put. */
const builder = () =>
  implement(contract)
    .$context<CallContext>()
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        throw inContract(error);
      }
    });
type Os = ReturnType<typeof builder>;

export function createRouter(services: Services) {
  const os = builder();
  const { liveFeed, hostFeed } = services;
  return os.router({
    live: {
      world: os.live.world.handler(({ signal }) => liveFeed.subscribe(signal)),
      host: os.live.host.handler(({ input, signal }) => hostFeed.subscribe(input.hostId, signal)),
    },
    inventory: inventoryCalls(os.inventory, services),
    monitoring: monitoringCalls(os.monitoring, services),
    history: historyCalls(os.history, services),
    engine: engineCalls(os.engine, services),
  });
}

const inventoryCalls = (os: Os['inventory'], { inventory }: Services) => ({
  kinds: os.kinds.handler(() => inventory.kinds()),
  addHost: os.addHost.handler(({ input, context }) => inventory.addHost(input, context.actor)),
  editHost: os.editHost.handler(({ input, context }) => inventory.editHost(input, context.actor)),
  removeHost: os.removeHost.handler(({ input, context }) => inventory.removeHost(input.hostId, context.actor)),
  addCheck: os.addCheck.handler(({ input, context }) => inventory.addCheck(input, context.actor)),
  editCheck: os.editCheck.handler(({ input, context }) => inventory.editCheck(input, context.actor)),
  removeCheck: os.removeCheck.handler(({ input, context }) => inventory.removeCheck(input.checkId, context.actor)),
  removeHosts: os.removeHosts.handler(({ input, context }) => inventory.removeHosts(input.hostIds, context.actor)),
  bulkEdit: os.bulkEdit.handler(({ input, context }) => inventory.bulkEdit(input, context.actor)),
  putTemplate: os.putTemplate.handler(({ input, context }) => inventory.putTemplate(input, context.actor)),
  removeTemplate: os.removeTemplate.handler(({ input, context }) =>
    inventory.removeTemplate(input.templateId, context.actor),
  ),
  putCredential: os.putCredential.handler(({ input, context }) => inventory.putCredential(input, context.actor)),
  removeCredential: os.removeCredential.handler(({ input, context }) =>
    inventory.removeCredential(input.name, context.actor),
  ),
  importFile: os.importFile.handler(({ input, context }) => inventory.importFile(input, context.actor)),
  csvColumns: os.csvColumns.handler(({ input }) => inventory.csvColumns(input.text)),
  exportFile: os.exportFile.handler(({ input }) => inventory.exportFile(input.hostIds)),
});

const monitoringCalls = (os: Os['monitoring'], { handling, beats }: Services) => ({
  checkNow: os.checkNow.handler(({ input }) => handling.checkNow(input)),
  tryProbe: os.tryProbe.handler(({ input, signal }) => handling.tryProbe(input, signal)),
  beat: os.beat.handler(({ input }) => beats.take(input)),
  acknowledge: os.acknowledge.handler(({ input, context }) => handling.acknowledge(input, context.actor)),
  unacknowledge: os.unacknowledge.handler(({ input, context }) =>
    handling.unacknowledge(input.problemIds, context.actor),
  ),
  decideHostKey: os.decideHostKey.handler(({ input, context }) => handling.decideHostKey(input, context.actor)),
});

const historyCalls = (os: Os['history'], { history, availability }: Services) => ({
  samples: os.samples.handler(({ input }) => history.samples(input)),
  samplesCsv: os.samplesCsv.handler(({ input }) => history.samplesCsv(input)),
  availability: os.availability.handler(({ input }) => availability.report(input)),
  states: os.states.handler(({ input }) => history.states(input)),
  journal: os.journal.handler(({ input }) => history.journal(input)),
});

const engineCalls = (os: Os['engine'], { about, handling, inside, settings }: Services) => ({
  about: os.about.handler(({ context }) => ({
    ...about(),
    operator: context.actor.type === 'operator' ? context.actor.name : 'engine',
  })),
  unlockVault: os.unlockVault.handler(({ input }) => handling.unlockVault(input.passphrase)),
  details: os.details.handler(() => inside.details()),
  log: os.log.handler(({ input }) => inside.log(input)),
  backUp: os.backUp.handler(() => inside.backUp()),
  settings: os.settings.handler(() => settings.get()),
  changeSettings: os.changeSettings.handler(({ input, context }) => settings.change(input, context.actor)),
});

/** A handler for ports. Whatever is thrown beyond the contract's errors is logged whole and told in one sentence. */
export function createHandler(services: Services, log: Log): RPCHandler<CallContext> {
  return new RPCHandler(createRouter(services), {
    clientInterceptors: [
      onError((error) => {
        if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return;
        log.error('a call failed', error);
        throw new ORPCError('INTERNAL_SERVER_ERROR', {
          message: 'The engine failed at this call; monitoring goes on. The engine log has the details.',
        });
      }),
    ],
  });
}

/** What a handler or the parsing of its input threw, as an error of the contract where it is one. */
function inContract(error: unknown): unknown {
  if (error instanceof Refusal) return typed(error.code, error.message, error.data, error);
  if (error instanceof StorageError) return typed('STORAGE', error.message, { reason: error.message }, error);
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const fields = error.cause.issues.map((issue) => ({
      path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message: issue.message,
    }));
    const said = fields.map((field) => `${field.path}: ${field.message}`).join('; ');
    return typed('INVALID', `Nothing was changed: ${said}`, { fields }, error);
  }
  return error;
}

/** The status must be the contract's, or the error counts as one the contract does not know. */
const typed = (code: keyof typeof errors, message: string, data: unknown, cause: unknown): Error =>
  new ORPCError(code, { status: errors[code].status, message, data, cause });
