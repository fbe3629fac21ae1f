// The registry as the rest of the engine and the screens see it: by name, and as JSON Schema for the forms.
import { z } from 'zod';
import type { JsonObject } from '../../contract/model/check.ts';
import type { ProbeKindInfo } from '../../contract/model/kind.ts';
import { probeKinds } from './index.ts';
import type { ProbeKind } from './probe.ts';

const byName = new Map(probeKinds.map((kind) => [kind.kind, kind]));

/** The kind of this name; undefined when this version has none. */
export const kindOf = (name: string): ProbeKind | undefined => byName.get(name);

/** Every kind, with the JSON Schema (draft 2020-12) of what may be entered. */
export const catalogue: readonly ProbeKindInfo[] = probeKinds.map((kind) => ({
  kind: kind.kind,
  title: kind.title,
  about: kind.about,
  schema: z.toJSONSchema(kind.config, { io: 'input' }) as JsonObject,
  metrics: kind.metrics,
  defaults: kind.defaults,
  canBeAlive: kind.canBeAlive,
}));

/** Names of the parameters of a kind that are secrets. */
export function secretFields(kind: ProbeKind): readonly string[] {
  const { properties } = z.toJSONSchema(kind.config, { io: 'input' });
  return Object.entries(properties ?? {}).flatMap(([name, schema]) =>
    typeof schema === 'object' && schema.secret === true ? [name] : [],
  );
}
