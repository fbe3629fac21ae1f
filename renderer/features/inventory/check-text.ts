// Pure: a check while it is typed, on a host or in a template, and what goes to the engine.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import type { NewCheck } from '../../../electron/contract/model/template.ts';
import type { JsonMap } from '../../ui/kind-form/fields.ts';
import { checkName } from './host-draft.ts';
import { type PolicyText, policyOf, policyText, toPolicy } from './policy-text.ts';

export interface CheckText {
  readonly name: string;
  readonly kind: string;
  readonly config: JsonMap;
  readonly policy: PolicyText;
  readonly enabled: boolean;
  readonly alive: boolean;
  /** Names of checks of the same host. */
  readonly dependsOn: readonly string[];
}

/** A check that exists, as it is typed. */
export function textOfCheck({ name, kind, config, policy, enabled, alive, dependsOn }: NewCheck | Check): CheckText {
  return { name, kind, config: config as JsonMap, policy: policyText(policy), enabled, alive, dependsOn };
}

/** A new one of a kind, before anybody typed. */
export const emptyCheck = (info: ProbeKindInfo | undefined, alive: boolean): CheckText => ({
  name: '',
  kind: info?.kind ?? '',
  config: {},
  policy: policyText(policyOf(info?.defaults)),
  enabled: true,
  alive: alive && (info?.canBeAlive ?? false),
  dependsOn: [],
});

/** What is typed, as it goes to the engine; a name that nobody gave is the kind's. */
export const checkOfText = (text: CheckText, info: ProbeKindInfo | undefined): NewCheck => ({
  name: text.name.trim() || checkName(info, text.kind),
  kind: text.kind,
  config: text.config as NewCheck['config'],
  // A span that is none has been refused before: here it only names no value.
  policy: toPolicy(text.policy) as NewCheck['policy'],
  enabled: text.enabled,
  alive: text.alive,
  dependsOn: [...text.dependsOn],
});
