// Pure: what a change of a template comes to on the hosts, said before it is done. The engine decides by the same rules:
// hosts with the tag get every check of the template; a host's own check of the same name stands in its place.
import type { Check } from '../../../../electron/contract/model/check.ts';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { Template, TemplateDraft } from '../../../../electron/contract/model/template.ts';

export interface TemplateEffect {
  /** Hosts with the tag it had, and with the tag it gets. */
  readonly hostsBefore: number;
  readonly hostsAfter: number;
  /** Checks on hosts. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Not made, because the host has its own check of that name. */
  readonly inPlace: number;
}

type Draft = Pick<TemplateDraft, 'tag' | 'checks'>;

/** `before` null: it is new. `after` null: it is removed. */
export function effectOf(
  before: Template | null,
  after: Draft | null,
  hosts: Iterable<Host>,
  checks: Iterable<Check>,
): TemplateEffect {
  const own = new Map<string, Set<string>>();
  const made = new Map<string, Set<string>>();
  for (const check of checks) {
    const list = check.template === undefined ? own : check.template === before?.id ? made : null;
    if (!list) continue;
    const names = list.get(check.hostId);
    if (names) names.add(check.name);
    else list.set(check.hostId, new Set([check.name]));
  }
  const touched = new Set(after ? changedNames(before, after) : []);
  const effect = { hostsBefore: 0, hostsAfter: 0, added: 0, changed: 0, removed: 0, inPlace: 0 };
  for (const host of hosts) {
    const had = made.get(host.id) ?? new Set<string>();
    if (before && host.tags.includes(before.tag)) effect.hostsBefore += 1;
    const carries = after !== null && host.tags.includes(after.tag.trim());
    if (carries) effect.hostsAfter += 1;
    const wanted = carries ? new Set(after.checks.map(({ name }) => name)) : new Set<string>();
    for (const name of wanted) {
      if (own.get(host.id)?.has(name)) effect.inPlace += 1;
      else if (!had.has(name)) effect.added += 1;
      else if (touched.has(name)) effect.changed += 1;
    }
    for (const name of had) if (!wanted.has(name)) effect.removed += 1;
  }
  return effect;
}

/** Names of checks that are in both and not the same. */
function changedNames(before: Template | null, after: Draft): readonly string[] {
  if (!before) return [];
  return after.checks
    .filter((check) => {
      const old = before.checks.find(({ name }) => name === check.name);
      return old !== undefined && JSON.stringify(sorted(old)) !== JSON.stringify(sorted(check));
    })
    .map(({ name }) => name);
}

/** The order in which keys were entered means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/** The effect as one sentence. */
export function effectWords(effect: TemplateEffect, tag: string): string {
  const hosts = effect.hostsAfter === 1 ? '1 host carries' : `${effect.hostsAfter} hosts carry`;
  const parts = [
    effect.added > 0 && (effect.added === 1 ? '1 check comes' : `${effect.added} checks come`),
    effect.changed > 0 && (effect.changed === 1 ? '1 changes' : `${effect.changed} change`),
    effect.removed > 0 && (effect.removed === 1 ? '1 goes' : `${effect.removed} go`),
  ].filter(Boolean);
  const what = parts.length === 0 ? 'nothing changes on them' : parts.join(', ');
  const own = effect.inPlace > 0 ? ` ${effect.inPlace} stay as the hosts have them by that name.` : '';
  return tag.trim() === '' ? 'Hosts with its tag get its checks.' : `${hosts} the tag ${tag.trim()}: ${what}.${own}`;
}
