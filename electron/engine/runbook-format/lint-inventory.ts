// Names of the inventory that stand in a runbook as they are: hosts of commands and checks, hosts that inputs begin with, and
// what it is suggested for.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { nearest } from '../importers/nearest.ts';
import type { LintDesk } from './lint-desk.ts';
import { textsIn } from './lint-texts.ts';
import type { PlacePath } from './places.ts';

export const inventoryFindings = (desk: LintDesk): readonly RunbookFinding[] => [
  ...hostFindings(desk),
  ...matchFindings(desk),
];

function hostFindings(desk: LintDesk): readonly RunbookFinding[] {
  const { hosts } = desk.facts;
  if (!hosts) return [];
  return [...namedHosts(desk)].flatMap(({ name, path }) => {
    if (name.includes('${') || name === 'local' || name === '' || hosts.has(name)) return [];
    const near = nearest(name, [...hosts]);
    const what = `there is no host "${name.slice(0, 64)}" in the inventory${near ? `: did you mean "${near}"?` : ''}`;
    return [desk.missing('unknown-host', path, what)];
  });
}

function* namedHosts(desk: LintDesk): Generator<{ readonly name: string; readonly path: PlacePath }> {
  // `on` of a command, `host` of a check: the words of the grammar for a host, right in the body of a step.
  const IN_BODY = /^(?:steps,\d+,\w+|preconditions,\d+,check),(?:on|host)(?:,\d+)?$/;
  for (const { path, text, use } of textsIn(desk)) {
    if (use === 'value' && IN_BODY.test(path.join(','))) yield { name: text, path };
  }
  for (const { name, type, default: preset } of desk.runbook.inputs) {
    const path = ['inputs', name, 'default'];
    if (type === 'host' && typeof preset === 'string') yield { name: preset, path };
    if (type !== 'hosts' || preset === null) continue;
    if (typeof preset === 'object') yield* preset.map((one, index) => ({ name: one, path: [...path, index] }));
    else
      yield* String(preset)
        .split(/[\s,]+/)
        .map((one) => ({ name: one, path })); // prettier-ignore
  }
}

/** What it can never be suggested for is a slip, but no harm: it can be run by hand. */
function matchFindings(desk: LintDesk): readonly RunbookFinding[] {
  const { kinds, tags } = desk.facts;
  return desk.runbook.match.flatMap((match, index) => {
    const path = ['match', index];
    const findings: RunbookFinding[] = [];
    if (kinds && match.kind !== null && !kinds.has(match.kind)) {
      findings.push(desk.error('unknown-kind', [...path, 'kind'], noSuch('kind of check', match.kind, kinds)));
    }
    for (const [place, tag] of match.tags.entries()) {
      if (tags && !tags.has(tag)) {
        findings.push(
          desk.warning('unknown-tag', [...path, 'tags', place], `${noSuch('host with the tag', tag, tags)}`),
        );
      }
    }
    return findings;
  });
}

function noSuch(what: string, name: string, known: ReadonlySet<string>): string {
  const near = nearest(name, [...known]);
  return `there is no ${what} "${name}"${near ? `: did you mean "${near}"?` : ''}`;
}
