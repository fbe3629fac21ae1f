// A refusal is an answer, not a crash: a code the caller can act on, a sentence, and the fields it is about.
import type { FieldError } from '../../contract/api/errors.ts';

export type RefusalCode = 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'STORAGE' | 'NO_KEYCHAIN';

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly data: unknown;

  constructor(code: RefusalCode, message: string, data: unknown) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }
}

export const invalid = (fields: readonly FieldError[]): Refusal =>
  new Refusal('INVALID', sentence('Nothing was changed', fields), { fields });

export const conflict = (fields: readonly FieldError[]): Refusal =>
  new Refusal('CONFLICT', sentence('Nothing was changed', fields), { fields });

export const notFound = (what: string): Refusal =>
  new Refusal('NOT_FOUND', `There is no such ${what} any more. Nothing was changed.`, { what });

export const noKeychain = (reason: string): Refusal => new Refusal('NO_KEYCHAIN', reason, { reason });

export const storage = (reason: string): Refusal => new Refusal('STORAGE', reason, { reason });

const sentence = (kept: string, fields: readonly FieldError[]): string =>
  `${kept}: ${fields.map((field) => (field.path ? `${field.path}: ${field.message}` : field.message)).join('; ')}`;
