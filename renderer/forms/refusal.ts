// Pure: what the engine answered instead of doing it, as something a form can show: at fields, or as one sentence.
import type { FieldError } from '../../electron/contract/api/errors.ts';

export interface FormRefusal {
  readonly fields: readonly FieldError[];
  /** What failed and what was kept, when no field is to blame; null otherwise. */
  readonly sentence: string | null;
  /** There is nowhere to keep a secret until the vault is open. */
  readonly needsVault?: boolean;
}

export const NO_REFUSAL: FormRefusal = { fields: [], sentence: null };

const isFieldError = (value: unknown): value is FieldError =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value;

/** Reads an error of a call. Paths lose the name of the input they stand in ('check.config.port' → 'config.port'). */
export function refusalOf(error: unknown): FormRefusal {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : null;
  const listed = typeof data === 'object' && data !== null && 'fields' in data ? data.fields : null;
  const fields = Array.isArray(listed) ? listed.filter(isFieldError) : [];
  if (fields.length > 0) {
    return {
      fields: fields.map(({ path, message }) => ({ path: path.replace(/^(?:check|template)\./, ''), message })),
      sentence: null,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const needsVault = typeof error === 'object' && error !== null && 'code' in error && error.code === 'NO_KEYCHAIN';
  return { fields: [], sentence: /[.!?]$/.test(message) ? message : `${message}.`, needsVault };
}

/** What is wrong at a field, or below it; undefined when nothing is. */
export function wrongAt(refusal: FormRefusal, path: string): string | undefined {
  const mine = refusal.fields.filter((field) => field.path === path || field.path.startsWith(`${path}.`));
  return mine.length === 0 ? undefined : mine.map((field) => field.message).join('; ');
}

/** The errors below `prefix`, with their paths from there. */
export const below = (refusal: FormRefusal, prefix: string): readonly FieldError[] =>
  refusal.fields
    .filter((field) => field.path.startsWith(`${prefix}.`))
    .map((field) => ({ ...field, path: field.path.slice(prefix.length + 1) }));

/** Errors that no field of the form shows. */
export const elsewhere = (refusal: FormRefusal, shown: readonly string[]): readonly FieldError[] =>
  refusal.fields.filter((field) => !shown.some((path) => field.path === path || field.path.startsWith(`${path}.`)));
