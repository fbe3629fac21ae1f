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
import type { Handling } from './services/handling.ts';
import type { History } from './services/history.ts';
import type { HostFeed } from './services/host-feed.ts';
import type { Inventory } from './services/inventory.ts';
import type { LiveFeed } from './services/live-feed.ts';
import { StorageError } from './store/storage-error.ts';

export interface Services {
  readonly liveFeed: LiveFeed;
  readonly hostFeed: HostFeed;
  readonly inventory: Inventory;
  readonly handling: Handling;
  readonly history: History;
  readonly about: () => Omit<About, 'operator'>;
}

/** Who is calling: set per port when it is accepted, never by the caller. */
export interface CallContext {
  readonly actor: Actor;
}

export function createRouter(services: Services) {
  const { liveFeed, hostFeed, inventory, handling, history } = services;
  const os = implement(contract)
    .$context<CallContext>()
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        throw inContract(error);
      }
    });
  return os.router({
    live: {
      world: os.live.world.handler(({ signal }) => liveFeed.subscribe(signal)),
      host: os.live.host.handler(({ input, signal }) => hostFeed.subscribe(input.hostId, signal)),
    },
    inventory: {
      kinds: os.inventory.kinds.handler(() => inventory.kinds()),
      addHost: os.inventory.addHost.handler(({ input, context }) => inventory.addHost(input, context.actor)),
      editHost: os.inventory.editHost.handler(({ input, context }) => inventory.editHost(input, context.actor)),
      removeHost: os.inventory.removeHost.handler(({ input, context }) =>
        inventory.removeHost(input.hostId, context.actor),
      ),
      addCheck: os.inventory.addCheck.handler(({ input, context }) => inventory.addCheck(input, context.actor)),
      editCheck: os.inventory.editCheck.handler(({ input, context }) => inventory.editCheck(input, context.actor)),
      removeCheck: os.inventory.removeCheck.handler(({ input, context }) =>
        inventory.removeCheck(input.checkId, context.actor),
      ),
    },
    monitoring: {
      checkNow: os.monitoring.checkNow.handler(({ input }) => handling.checkNow(input)),
      tryProbe: os.monitoring.tryProbe.handler(({ input, signal }) => handling.tryProbe(input, signal)),
      acknowledge: os.monitoring.acknowledge.handler(({ input, context }) =>
        handling.acknowledge(input, context.actor),
      ),
      unacknowledge: os.monitoring.unacknowledge.handler(({ input, context }) =>
        handling.unacknowledge(input.problemIds, context.actor),
      ),
      decideHostKey: os.monitoring.decideHostKey.handler(({ input, context }) =>
        handling.decideHostKey(input, context.actor),
      ),
    },
    history: {
      samples: os.history.samples.handler(({ input }) => history.samples(input)),
      states: os.history.states.handler(({ input }) => history.states(input)),
      journal: os.history.journal.handler(({ input }) => history.journal(input)),
    },
    engine: {
      about: os.engine.about.handler(({ context }) => ({
        ...services.about(),
        operator: context.actor.type === 'operator' ? context.actor.name : 'engine',
      })),
      unlockVault: os.engine.unlockVault.handler(({ input }) => handling.unlockVault(input.passphrase)),
    },
  });
}

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
