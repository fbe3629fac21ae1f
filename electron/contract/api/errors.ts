// The failures a call may answer with: typed, each with a sentence an operator can act on. Nothing else crosses.
import { z } from 'zod';

/** A place in what was entered, as a path ('config.port'), and what is wrong there. */
export const fieldError = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

export const errors = {
  /** What was entered is not acceptable; nothing was changed. */
  INVALID: { status: 422, data: z.object({ fields: z.array(fieldError) }) },
  NOT_FOUND: { status: 404, data: z.object({ what: z.string() }) },
  /** The change contradicts something that exists: a taken name, a cycle of parents. */
  CONFLICT: { status: 409, data: z.object({ fields: z.array(fieldError) }) },
  /** The data folder could not be written: disk full, read-only, locked. Nothing was changed. */
  STORAGE: { status: 507, data: z.object({ reason: z.string() }) },
  /** There is nowhere safe to keep a secret. */
  NO_KEYCHAIN: { status: 423, data: z.object({ reason: z.string() }) },
} as const;
