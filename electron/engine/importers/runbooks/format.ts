// What a format that runbooks are brought along from is: it reads a text into drafts, and says what it could not carry over.
// Nothing of the text is dropped in silence, and nothing is guessed to be safe. (spec: runbooks, "Bringing runbooks along")
import type { JsonObject } from '../../../contract/model/check.ts';
import type { InputType, Risk } from '../../../contract/model/runbook.ts';

export type JsonValue = JsonObject[string];

/** Something that was not carried over, or wants a look; `line` from 1, of the document. */
export interface ImportFinding {
  readonly line: number;
  readonly what: string;
}

/** An input as it is written into a draft. */
export interface DraftInput {
  readonly type: InputType;
  readonly label?: string;
  readonly about?: string;
  readonly from?: 'problem';
  readonly required?: boolean;
  readonly default?: string | number | boolean | readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly multiline?: boolean;
  readonly allowDash?: boolean;
}

/** A step of a draft; `id` is unique in it. What is left out is left out of the file. */
export interface DraftStep {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  /** The key of its kind, and what stands under it. */
  readonly kind: string;
  readonly body: { readonly [key: string]: JsonValue };
  readonly risk?: Risk;
  readonly verify?: string;
  readonly rollback?: string;
  readonly onFailure?: string;
  readonly outputs?: { readonly [name: string]: JsonValue };
  readonly when?: string;
  readonly optional?: boolean;
  readonly aside?: boolean;
  readonly then?: string;
  readonly maxVisits?: number;
  /** Line of the document that it comes from. */
  readonly line: number;
}

export interface Draft {
  readonly id: string;
  readonly title: string;
  /** '' where the document does not say. */
  readonly owner: string;
  readonly tags: readonly string[];
  readonly meaning: string;
  readonly impact: string;
  readonly inputs: ReadonlyMap<string, DraftInput>;
  readonly steps: readonly DraftStep[];
  /** Line that it begins in. */
  readonly line: number;
}

export interface FormatReading {
  /** One for each runbook that the document holds; none: nothing could be made of it, and the findings say why. */
  readonly drafts: readonly { readonly draft: Draft; readonly findings: readonly ImportFinding[] }[];
  /** Of the document as a whole; they stand with every draft. */
  readonly findings: readonly ImportFinding[];
}

export interface RunbookFormat {
  readonly name: string;
  /** Whether a document is of this format, by the name of its file (lower case) and by what is in it. */
  fits(name: string, text: string): boolean;
  /** Never throws on any text. */
  read(name: string, text: string): FormatReading;
}
