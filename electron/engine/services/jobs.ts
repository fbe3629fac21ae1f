// Makes checks ready to run: kind looked up, secrets opened, config parsed, all once per change and not per run.
import type { FieldError } from '../../contract/api/errors.ts';
import type { Check, JsonObject } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import { invalid } from '../lib/refusal.ts';
import { secretFields } from '../probes/catalogue.ts';
import { findProbeKind } from '../probes/index.ts';
import type { ProbeKind } from '../probes/probe.ts';
import type { Job } from './runner.ts';
import { isReference, type Opened, type SealedConfig, type Secrets } from './secrets.ts';

export interface Jobs {
  /** A job for the schedule. A config that cannot be opened or parsed makes a job whose runs say so. */
  prepare(check: Check, host: Host, opened?: Opened): Promise<Job | null>;
  /**
   * A config as entered: parsed by its kind (refused with the field's name), its secrets sealed. `previous` is the check
   * (or the template's) that it was, whose stored secrets may stay.
   */
  accept(kind: string, config: JsonObject, previous: WithConfig | null): Promise<SealedConfig>;
  /** The config as `accept` would store it, with marks in the place of secrets to be sealed. Not parsed, not stored. */
  preview(kind: string, config: JsonObject, previous: WithConfig | null): JsonObject;
  /**
   * The parsed config of a trial run against `address`; `lender` lends the secrets the form does not hold. A credential
   * is lent to hosts of the inventory only, or anybody could have it sent to himself without a word in the journal.
   */
  parseTrial(
    kind: string,
    config: JsonObject,
    lender: Check | null,
    known: boolean,
  ): Promise<{ kind: ProbeKind; config: unknown }>;
}

type WithConfig = Pick<Check, 'kind' | 'config'>;

/** What a secret that cannot be opened now is taken for while the rest of its config is parsed. */
const STAND_IN = 'secret';

export function createJobs(secrets: Secrets): Jobs {
  const secretsOf = new Map<ProbeKind, readonly string[]>();
  const known = (kind: string): ProbeKind => {
    const found = findProbeKind(kind);
    if (!found) throw invalid([{ path: 'kind', message: `"${kind}" is not a probe kind of this version` }]);
    return found;
  };
  const fieldsOf = (kind: ProbeKind): readonly string[] => {
    const fields = secretsOf.get(kind) ?? secretFields(kind.config);
    secretsOf.set(kind, fields);
    return fields;
  };
  const parse = (kind: ProbeKind, config: JsonObject): unknown => {
    const parsed = kind.config.safeParse(config);
    if (parsed.success) return parsed.data;
    throw invalid(
      parsed.error.issues.map(
        (issue): FieldError => ({ path: ['config', ...issue.path].join('.'), message: issue.message }),
      ),
    );
  };
  /** References in secret fields only: elsewhere they are what was typed, and no key to anything. */
  const openOf = async (kind: ProbeKind, config: JsonObject, opened?: Opened): Promise<JsonObject> => {
    const stored = Object.fromEntries(fieldsOf(kind).flatMap((field) => referenceAt(config, field)));
    return { ...config, ...(await secrets.open(stored, opened)) };
  };
  /** The references of a config as entered: to credentials as they are, to stored secrets as `previous` has them. */
  const borrowed = (kind: ProbeKind, config: JsonObject, previous: WithConfig | null): JsonObject => {
    const fields = fieldsOf(kind).flatMap((field) => {
      const [entry] = referenceAt(config, field);
      if (!entry || '$credential' in Object(entry[1])) return entry ? [entry] : [];
      return previous ? referenceAt(previous.config, field) : [];
    });
    return Object.fromEntries(fields);
  };

  return {
    async prepare(check, host, opened) {
      const kind = findProbeKind(check.kind);
      if (!kind) return null;
      try {
        const config = parse(kind, await openOf(kind, check.config, opened));
        return { check, host, kind, config: () => config };
      } catch (error) {
        const config = (): never => {
          throw error;
        };
        return { check, host, kind, config };
      }
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
    async parseTrial(kindName, config, lender, inventoried) {
      const kind = known(kindName);
      const stored = borrowed(kind, config, lender?.kind === kindName ? lender : null);
      for (const [field, value] of Object.entries(stored)) {
        if (inventoried || !('$credential' in Object(value))) continue;
        const message =
          'a credential is lent to hosts of the inventory only: add the host first, or type the secret here';
        throw invalid([{ path: `config.${field}`, message }]);
      }
      return { kind, config: parse(kind, { ...config, ...(await secrets.open(stored)) }) };
    },
  };
}

const referenceAt = (config: JsonObject, field: string): [string, JsonObject[string]][] => {
  const value = config[field];
  return value !== undefined && isReference(value) ? [[field, value]] : [];
};

const standIns = (stored: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(stored).map((field) => [field, STAND_IN]));
