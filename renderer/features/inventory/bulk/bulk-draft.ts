// Pure: what a bulk edit shall change while it is typed, and what goes to the engine. What is absent stays as it is.
import type { BulkChange } from '../../../../electron/contract/api/inventory.ts';
import type { AssetRecord, Host, ParentLink } from '../../../../electron/contract/model/host.ts';
import { parseDuration } from '../../../lib/duration-text.ts';
import type { PolicyText } from '../policy-text.ts';

export interface BulkText {
  readonly site?: string;
  readonly role?: string;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly parents?: readonly ParentLink[];
  readonly asset: Partial<AssetRecord>;
  /** '' is every kind. */
  readonly kind: string;
  readonly enabled?: boolean;
  readonly policy: Partial<PolicyText>;
}

export const emptyBulk: BulkText = { asset: {}, kind: '', policy: {} };

/** How many things it would change; 0: there is nothing to preview. */
export function changesIn({ asset, policy, kind: _, ...rest }: BulkText): number {
  const own = Object.values(rest).filter((value) => value !== undefined);
  return own.length + Object.keys(asset).length + Object.keys(policy).length;
}

type Wrong = readonly { readonly path: string; readonly message: string }[];

const SPAN = 'must be a span of time, e.g. 15 s, 5 min, 1 h';
const WHOLE = 'must be a whole number';

/** As the contract wants it; or what cannot be read, at its field. */
export function toBulkChange(text: BulkText): { readonly change: BulkChange; readonly wrong: Wrong } {
  const { site, role, addTags, removeTags, parents, asset, kind, enabled, policy } = text;
  const read = readPolicy(policy);
  const hasChecks = enabled !== undefined || Object.keys(policy).length > 0;
  return {
    wrong: read.wrong,
    change: {
      ...(site === undefined ? {} : { site: site.trim() }),
      ...(role === undefined ? {} : { role: role.trim() }),
      ...(addTags === undefined ? {} : { addTags: [...addTags] }),
      ...(removeTags === undefined ? {} : { removeTags: [...removeTags] }),
      ...(parents === undefined ? {} : { parents: [...parents] }),
      ...(Object.keys(asset).length === 0 ? {} : { asset }),
      ...(hasChecks
        ? {
            checks: {
              ...(kind === '' ? {} : { kind }),
              ...(enabled === undefined ? {} : { enabled }),
              ...(Object.keys(policy).length === 0 ? {} : { policy: read.policy }),
            },
          }
        : {}),
    },
  };
}

type PolicyChange = NonNullable<NonNullable<BulkChange['checks']>['policy']>;

function readPolicy(text: Partial<PolicyText>): { readonly policy: PolicyChange; readonly wrong: Wrong } {
  const wrong: { path: string; message: string }[] = [];
  const span = (name: string, typed: string | undefined): number | undefined => {
    if (typed === undefined) return undefined;
    const ms = parseDuration(typed);
    if (ms === null) wrong.push({ path: `change.checks.policy.${name}`, message: SPAN });
    return ms ?? undefined;
  };
  const whole = (name: string, typed: string | undefined): number | undefined => {
    if (typed === undefined) return undefined;
    const number = Number(typed.trim() || Number.NaN);
    if (!Number.isInteger(number)) wrong.push({ path: `change.checks.policy.${name}`, message: WHOLE });
    return number;
  };
  const read = {
    intervalMs: span('intervalMs', text.interval),
    retryIntervalMs: span('retryIntervalMs', text.retry),
    maxAttempts: whole('maxAttempts', text.maxAttempts),
    recoverAfter: whole('recoverAfter', text.recoverAfter),
    timeoutMs: span('timeoutMs', text.timeout),
    timeoutStatus: text.timeoutStatus,
    flapDetection: text.flapDetection,
  };
  const given = Object.entries(read).filter(([, value]) => value !== undefined);
  return { policy: Object.fromEntries(given) as PolicyChange, wrong };
}

/** What the hosts have now, the most common first: 'ams1 on 12, fra2 on 3'. */
export function valuesNow(hosts: readonly Host[], read: (host: Host) => string): string {
  const counts = new Map<string, number>();
  for (const host of hosts) counts.set(read(host), (counts.get(read(host)) ?? 0) + 1);
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1]);
  const words = sorted.slice(0, 2).map(([value, times]) => `${value || 'empty'} on ${times}`);
  return `now ${words.join(', ')}${sorted.length > 2 ? ' …' : ''}`;
}
