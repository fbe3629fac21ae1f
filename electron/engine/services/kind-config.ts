// Configs that belong to a kind of a registry (probes, notifiers): parsed by its schema, secrets sealed and opened. The same
// for all of them, so that a secret is as safe in a channel as it is in a check.
import type { z } from 'zod';
import type { FieldError } from '../../contract/api/errors.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import { invalid } from '../lib/refusal.ts';
import { secretFields } from '../probes/catalogue.ts';
import { isReference, type Opened, type SealedConfig, type Secrets } from './secrets.ts';

/** A kind that has a config of its own. */
export interface ConfiguredKind {
  readonly kind: string;
  readonly config: z.ZodType;
}

/** A config as it is stored, with the kind it belongs to. */
export interface WithConfig {
  readonly kind: string;
  readonly config: JsonObject;
}

export interface KindConfigs<Kind extends ConfiguredKind> {
  /** Refused by name when this version has no such kind. */
  known(kind: string): Kind;
  /** Parses; refused with the fields' names ('config.port'). */
  parse(kind: Kind, config: JsonObject): unknown;
  /** A stored config, secrets opened and parsed. */
  open(kind: Kind, config: JsonObject, opened?: Opened): Promise<unknown>;
  /**
   * A config as entered: parsed by its kind (refused with the field's name), its secrets sealed. `previous` is what it was,
   * whose stored secrets may stay.
   */
  accept(kind: string, config: JsonObject, previous: WithConfig | null): Promise<SealedConfig>;
  /** The config as `accept` would store it, with marks in the place of secrets to be sealed. Not parsed, not stored. */
  preview(kind: string, config: JsonObject, previous: WithConfig | null): JsonObject;
  /** The references of a config as entered: to credentials as they are, to stored secrets as `previous` has them. */
  borrowed(kind: Kind, config: JsonObject, previous: WithConfig | null): JsonObject;
}

/** What a secret that cannot be opened now is taken for while the rest of its config is parsed. */
const STAND_IN = 'secret';

/** `noun`: what a kind is called in a refusal, 'a probe kind'. */
export function createKindConfigs<Kind extends ConfiguredKind>(options: {
  readonly secrets: Secrets;
  readonly find: (kind: string) => Kind | undefined;
  readonly noun: string;
}): KindConfigs<Kind> {
  const { secrets, find, noun } = options;
  const secretsOf = new Map<Kind, readonly string[]>();
  const known = (kind: string): Kind => {
    const found = find(kind);
    if (!found) throw invalid([{ path: 'kind', message: `"${kind}" is not ${noun} of this version` }]);
    return found;
  };
  const fieldsOf = (kind: Kind): readonly string[] => {
    const fields = secretsOf.get(kind) ?? secretFields(kind.config);
    secretsOf.set(kind, fields);
    return fields;
  };
  const parse = (kind: Kind, config: JsonObject): unknown => {
    const parsed = kind.config.safeParse(config);
    if (parsed.success) return parsed.data;
    throw invalid(
      parsed.error.issues.map(
        (issue): FieldError => ({ path: ['config', ...issue.path].join('.'), message: issue.message }),
      ),
    );
  };
  const borrowed = (kind: Kind, config: JsonObject, previous: WithConfig | null): JsonObject => {
    const fields = fieldsOf(kind).flatMap((field) => {
      const [entry] = referenceAt(config, field);
      if (!entry || '$credential' in Object(entry[1])) return entry ? [entry] : [];
      return previous ? referenceAt(previous.config, field) : [];
    });
    return Object.fromEntries(fields);
  };

  return {
    known,
    parse,
    borrowed,
    async open(kind, config, opened) {
      // References in secret fields only: elsewhere they are what was typed, and no key to anything.
      const stored = Object.fromEntries(fieldsOf(kind).flatMap((field) => referenceAt(config, field)));
      return parse(kind, { ...config, ...(await secrets.open(stored, opened)) });
    },
    async accept(kindName, config, previous) {
      const kind = known(kindName);
      const stored = borrowed(kind, config, previous?.kind === kindName ? previous : null);
      // Refused first where it is no credential at all; then parsed with the secrets, or (locked) with a stand-in.
      secrets.preview(config, fieldsOf(kind), previous?.config ?? null);
      const opened = await secrets.open(stored).catch(() => standIns(stored));
      parse(kind, { ...config, ...opened });
      return secrets.seal(config, fieldsOf(kind), previous?.config ?? null);
    },
    preview: (kindName, config, previous) =>
      secrets.preview(config, fieldsOf(known(kindName)), previous?.config ?? null),
  };
}

const referenceAt = (config: JsonObject, field: string): [string, JsonObject[string]][] => {
  const value = config[field];
  return value !== undefined && isReference(value) ? [[field, value]] : [];
};

const standIns = (stored: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(stored).map((field) => [field, STAND_IN]));
