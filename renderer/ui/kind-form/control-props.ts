// What every control of a kind's form is given.
import type { Field, Json } from './fields.ts';

export interface ControlProps<Kind extends Field['control'] = Field['control']> {
  readonly field: Extract<Field, { control: Kind }>;
  readonly value: Json | undefined;
  /** As it is stored: what a secret goes back to when its field is emptied. */
  readonly stored: Json | undefined;
  readonly wrong: string | undefined;
  /** Names of shared secrets. */
  readonly credentials: readonly string[];
  readonly onChange: (value: Json | undefined) => void;
}
