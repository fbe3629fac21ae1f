// What a file must know of the probe kinds: names of their config's fields, and which of them are secret.
import { z } from 'zod';
import type { ImportKind } from './importer.ts';

export interface KindFields {
  readonly names: readonly string[];
  readonly secrets: ReadonlySet<string>;
}

export type KindFieldsOf = (kind: ImportKind) => KindFields;

/** Reads the fields of each kind once. */
export function createKindFields(kinds: readonly ImportKind[]): KindFieldsOf {
  const known = new Map(kinds.map((kind): [ImportKind, KindFields | null] => [kind, null]));
  return (kind) => {
    const fields = known.get(kind) ?? read(kind);
    known.set(kind, fields);
    return fields;
  };
}

function read({ config }: ImportKind): KindFields {
  const { properties = {} } = z.toJSONSchema(config, { target: 'draft-2020-12', io: 'input' });
  const secret = Object.entries(properties).filter(([, field]) => typeof field === 'object' && field.secret === true);
  return { names: Object.keys(properties), secrets: new Set(secret.map(([name]) => name)) };
}
