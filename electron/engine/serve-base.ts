// What every handler of the contract starts from: who is calling, and how failures are put.
import { implement, ORPCError, ValidationError } from '@orpc/server';
import { errors } from '../contract/api/errors.ts';
import { contract } from '../contract/index.ts';
import type { Actor } from '../contract/model/journal.ts';
import { Refusal } from './lib/refusal.ts';
import type { Shifts } from './services/shifts/shifts.ts';
import { StorageError } from './store/storage-error.ts';

/** Who is calling: set per port when it is accepted, never by the caller. */
export interface CallContext {
  /** The user of the operating system; who signed in at that desk acts in its place, call by call. */
  readonly actor: Actor;
  /** A command line, not a window: it follows the world and sounds nothing. */
  readonly isProgram?: boolean;
}

/** The contract's builder, with what every call carries and how its failures are put. */
export const createBuilder = (shifts: Pick<Shifts, 'actorOf'>) =>
  implement(contract)
    .$context<CallContext>()
    .use(async ({ context, next }) => {
      try {
        const { actor, isProgram } = context;
        const desk = actor.type === 'operator' ? actor.name : '';
        return await next({ context: { actor: isProgram ? actor : shifts.actorOf(actor), desk } });
      } catch (error) {
        throw inContract(error);
      }
    });
export type Os = ReturnType<typeof createBuilder>;

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
