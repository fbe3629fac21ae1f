// The checks and hosts that stand for alerts of other systems: how they are told from others, and what is in them.
import { type Check, type JsonObject, policy } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { InboundAlert } from '../inbound/format.ts';
import { cleanLine } from '../lib/text.ts';
import { inbound as probe } from '../probes/inbound.ts';

/** So many hosts and checks the receiver makes at most: whoever has the token must not be able to fill the engine. */
export const INBOUND_LIMITS = { hosts: 2_000, checks: 5_000 };
export const INBOUND_SITE = 'inbound';
/** Together with the site the mark of a host that the receiver made: one that people changed is theirs. */
export const MADE_NOTES =
  'Made by the receiver for alerts of another system that name a host which is not in the inventory. It is not pinged. It goes when its alerts have been over for 7 days; give it another site to keep it.';

/** The sender has waited and tried already: the first word counts. What it said is repeated every few minutes. */
export const INBOUND_POLICY = policy.parse({ ...probe.defaults, maxAttempts: 1, recoverAfter: 1 });

/** What the check keeps of its alert, as its kind parses it. */
export const configOf = (source: string, alert: InboundAlert): JsonObject => ({
  source,
  key: alert.key,
  links: titled(alert.links),
  startsAt: alert.startsAt,
});

/** By title, each of which stands for one address. */
function titled(links: InboundAlert['links']): Readonly<Record<string, string>> {
  const byTitle = new Map<string, string>();
  for (const { title, url } of links) {
    const plain = cleanLine(title, 128).replace(/^__proto__$/, '') || 'Link';
    const same = [...byTitle.keys()].filter((known) => known === plain || known.startsWith(`${plain} `)).length;
    byTitle.set(same === 0 ? plain : `${plain} ${same + 1}`, url);
  }
  return Object.fromEntries(byTitle);
}

/** Whether it stands for an alert of another system. */
export const isInbound = (check: Check): boolean => check.kind === probe.kind;

/** Whether the receiver made it, and nobody took it over. */
export const isMade = (host: Host): boolean => host.site === INBOUND_SITE && host.notes === MADE_NOTES;
