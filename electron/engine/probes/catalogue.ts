// What the registry says of itself to screens: each kind with its config as JSON Schema, from which its form is drawn.
import { z } from 'zod';
import type { JsonObject } from '../../contract/model/check.ts';
import type { ProbeKindInfo } from '../../contract/model/kind.ts';
import { probeKinds } from './index.ts';
import type { ProbeKind } from './probe.ts';

/** The kinds as data. Fields that are secret carry `secret: true`; fields with a unit carry `unit`. */
export function describeKinds(kinds: readonly ProbeKind[]): readonly ProbeKindInfo[] {
  return kinds.map(({ kind, title, about, config, metrics, defaults, canBeAlive }) => ({
    kind,
    title,
    about,
    schema: schemaOf(config),
    metrics,
    defaults,
    canBeAlive,
  }));
}

/** Names of the config's secret fields: what is kept apart from the config and never sent back. */
export function secretFields(config: z.ZodType): readonly string[] {
  const { properties } = schemaOf(config);
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
  return Object.entries(properties).flatMap(([name, field]) =>
    typeof field === 'object' && field !== null && 'secret' in field && field.secret === true ? [name] : [],
  );
}

/** Every kind of the registry. */
export const catalogue = describeKinds(probeKinds);

/** A config as JSON Schema (draft 2020-12), from which its form is drawn. */
export function schemaOf(config: z.ZodType): JsonObject {
  // 'input': what a form hands in, where a field with a default may be left out.
  return z.toJSONSchema(config, { target: 'draft-2020-12', io: 'input' }) as JsonObject;
}
