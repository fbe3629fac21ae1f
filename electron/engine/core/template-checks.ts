// The checks that templates give a host. A host's own check of the same name stands in the place of a template's; of two
// templates the first by name counts. Editing a template keeps the checks' ids, so their history stays.
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Template } from '../../contract/model/template.ts';

/** A check that a template would give, had not another template of the host given one of that name. */
export interface TemplateClash {
  readonly host: string;
  readonly check: string;
  /** Names of the templates. */
  readonly kept: string;
  readonly leftOut: string;
}

/** `templates` in the order in which they count; `known` the host's checks until now, for their ids. */
export function checksFromTemplates(
  host: Host,
  own: readonly Check[],
  known: readonly Check[],
  templates: readonly Template[],
  newId: () => string,
): { readonly checks: readonly Check[]; readonly clashes: readonly TemplateClash[] } {
  const tags = new Set(host.tags.map(nameKey));
  const given = new Map<string, Template | null>(own.map((check) => [nameKey(check.name), null]));
  let aliveTaken = own.some((check) => check.alive);
  const checks: Check[] = [];
  const clashes: TemplateClash[] = [];
  for (const template of templates) {
    if (!tags.has(nameKey(template.tag))) continue;
    for (const check of template.checks) {
      const key = nameKey(check.name);
      const by = given.get(key);
      if (by) clashes.push({ host: host.name, check: check.name, kept: by.name, leftOut: template.name });
      if (by !== undefined) continue;
      given.set(key, template);
      const alive = check.alive && !aliveTaken;
      aliveTaken ||= alive;
      const before = known.find((one) => one.template === template.id && nameKey(one.name) === key);
      checks.push({ ...check, alive, hostId: host.id, template: template.id, id: before?.id ?? (newId() as CheckId) });
    }
  }
  return { checks, clashes };
}
