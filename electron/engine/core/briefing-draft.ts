// A whole briefing from its facts: who speaks for what is settled first (briefing-claims.ts), then each section makes its
// items. Section 9 is people's, section 11 is figures and not items.
import { blindItems, troublesElsewhere } from './briefing-blind.ts';
import { capacityItems, deliveryItems, unlookedItems } from './briefing-capacity.ts';
import { backupItems, flappingItems, noisyItems } from './briefing-checks.ts';
import { type Claims, claimsOf } from './briefing-claims.ts';
import { contactItems } from './briefing-contacts.ts';
import { endedProblemItems } from './briefing-ended.ts';
import type { BriefingFacts } from './briefing-facts.ts';
import { endedIncidentItems, incidentItems } from './briefing-incidents.ts';
import type { Draft } from './briefing-item.ts';
import { problemItems } from './briefing-problems.ts';
import { runItems } from './briefing-runs.ts';
import { windowItems } from './briefing-windows.ts';

/** In no order. Every open problem and every other fact is in `covers` of exactly one. */
export function draftsOf(facts: BriefingFacts): readonly Draft[] {
  const claims: Claims = claimsOf(facts);
  const flapping = flappingItems(claims, facts);
  return [
    ...incidentItems(claims, facts),
    ...problemItems(claims, facts),
    ...runItems(facts),
    ...windowItems(claims, facts),
    ...flapping,
    ...noisyItems(facts, flapping),
    ...blindItems(facts),
    ...capacityItems(claims, facts),
    ...unlookedItems(facts),
    ...backupItems(claims, facts),
    ...deliveryItems(facts),
    ...troublesElsewhere(facts),
    ...endedIncidentItems(facts),
    ...endedProblemItems(facts, flapping),
    ...contactItems(facts),
  ];
}
