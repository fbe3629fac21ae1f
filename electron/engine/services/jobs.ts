// Makes checks ready to run: kind looked up, secrets opened, config parsed, all once per change and not per run.
import type { FieldError } from '../../contract/api/errors.ts';
import type { Check, JsonObject } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import { invalid } from '../lib/refusal.ts';
import { secretFields } from '../probes/catalogue.ts';
import { findProbeKind } from '../probes/index.ts';
import type { ProbeKind } from '../probes/probe.ts';
import type { Job } from './runner.ts';
import type { SealedConfig, Secrets } from './secrets.ts';

export interface Jobs {
  /** A job for the schedule. A config that cannot be opened or parsed makes a job whose runs say so. */
  prepare(check: Check, host: Host): Promise<Job | null>;
  /** A config as entered: parsed by its kind (refused with the field's name), its secrets sealed. */
  accept(kind: string, config: JsonObject, previous: Check | null): Promise<SealedConfig>;
  /** The parsed config of a trial run; `lender` lends the secrets the form does not hold. */
  parseTrial(kind: string, config: JsonObject, lender: Check | null): Promise<{ kind: ProbeKind; config: unknown }>;
}

export function createJobs(secrets: Secrets): Jobs {
  const known = (kind: string): ProbeKind => {
    const found = findProbeKind(kind);
    if (!found) throw invalid([{ path: 'kind', message: `"${kind}" is not a probe kind of this version` }]);
    return found;
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
  /** The secrets as they would be sealed, in the clear for parsing: entered ones, else those already stored. */
  const withStored = async (kind: ProbeKind, config: JsonObject, previous: Check | null): Promise<JsonObject> => {
    const stored: JsonObject = {};
    for (const field of secretFields(kind.config)) {
      const entered = config[field];
      const kept = previous?.config[field];
      if (typeof entered === 'object' && kept !== undefined) stored[field] = kept;
    }
    return { ...config, ...(await secrets.open(stored)) };
  };

  return {
    async prepare(check, host) {
      const kind = findProbeKind(check.kind);
      if (!kind) return null;
      try {
        const config = parse(kind, await secrets.open(check.config));
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
      const before = previous?.kind === kindName ? previous : null;
      parse(kind, await withStored(kind, config, before));
      return secrets.seal(config, secretFields(kind.config), previous?.config ?? null);
    },
    async parseTrial(kindName, config, lender) {
      const kind = known(kindName);
      return { kind, config: parse(kind, await withStored(kind, config, lender?.kind === kindName ? lender : null)) };
    },
  };
}
