// Makes checks ready to run: kind looked up, secrets opened, config parsed, all once per change and not per run.
import type { Check, JsonObject } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import { invalid } from '../lib/refusal.ts';
import { findProbeKind } from '../probes/index.ts';
import type { ProbeKind } from '../probes/probe.ts';
import { createKindConfigs, type WithConfig } from './kind-config.ts';
import type { Job } from './runner.ts';
import type { Opened, SealedConfig, Secrets } from './secrets.ts';

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

export function createJobs(secrets: Secrets): Jobs {
  const configs = createKindConfigs<ProbeKind>({ secrets, find: findProbeKind, noun: 'a probe kind' });
  return {
    accept: configs.accept,
    preview: configs.preview,
    async prepare(check, host, opened) {
      const kind = findProbeKind(check.kind);
      if (!kind) return null;
      try {
        const config = await configs.open(kind, check.config, opened);
        return { check, host, kind, config: () => config };
      } catch (error) {
        const config = (): never => {
          throw error;
        };
        return { check, host, kind, config };
      }
    },
    async parseTrial(kindName, config, lender, inventoried) {
      const kind = configs.known(kindName);
      const stored = configs.borrowed(kind, config, lender?.kind === kindName ? lender : null);
      for (const [field, value] of Object.entries(stored)) {
        if (inventoried || !('$credential' in Object(value))) continue;
        const message =
          'a credential is lent to hosts of the inventory only: add the host first, or type the secret here';
        throw invalid([{ path: `config.${field}`, message }]);
      }
      return { kind, config: configs.parse(kind, { ...config, ...(await secrets.open(stored)) }) };
    },
  };
}
