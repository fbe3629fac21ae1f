// What is wrong with the steps that a schema cannot say: none or two kinds in one, two of the same id, a change of which
// nobody says how grave it is.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { nearest } from '../importers/nearest.ts';
import type { YamlNode } from '../importers/yaml-tree.ts';
import { stepKinds } from '../steps/index.ts';
import { nodeAt, type PlacePath, type Places } from './places.ts';
import { commonKeys } from './step-schema.ts';

export interface StepFaults {
  readonly findings: readonly RunbookFinding[];
  readonly damaged: readonly PlacePath[];
}

export function stepFindings(places: Places): StepFaults {
  const list = nodeAt(places.root, ['steps']);
  if (list?.type !== 'list') return { findings: [], damaged: [] };
  const findings: RunbookFinding[] = [];
  const damaged: PlacePath[] = [];
  const lineOfId = new Map<string, number>();
  for (const [index, step] of list.items.entries()) {
    if (step.type !== 'map') continue;
    const path = ['steps', index];
    findings.push(...kindFaults(step, path, places));
    if (lacksRisk(step)) {
      const [kind = ''] = kindsIn(step);
      findings.push(places.finding('error', 'no-risk', { path: [...path, kind], key: true }, NO_RISK));
      damaged.push([...path, 'risk']);
    }
    const id = step.entries.get('id')?.value;
    if (id?.type !== 'scalar' || typeof id.value !== 'string') continue;
    const line = lineOfId.get(id.value);
    const taken = `the id "${id.value.slice(0, 64)}" is taken by the step in line ${line}: give this one another`;
    if (line !== undefined) findings.push(places.finding('error', 'duplicate-step', { path: [...path, 'id'] }, taken));
    else lineOfId.set(id.value, places.lineOf([...path, 'id']));
  }
  return { findings, damaged };
}

const NO_RISK = 'says not what it does to a host: add risk: read-only, safe-write or destructive';
const KINDS = stepKinds.map(({ kind }) => kind);
const OTHERS = Object.keys(commonKeys);

type MapNode = Extract<YamlNode, { readonly type: 'map' }>;
const kindsIn = (step: MapNode): readonly string[] => [...step.entries.keys()].filter((key) => KINDS.includes(key));

function kindFaults(step: MapNode, path: PlacePath, places: Places): readonly RunbookFinding[] {
  const [first, second] = kindsIn(step);
  if (second !== undefined) {
    const what = `a step does one thing, and "${first}" stands here already: make "${second}" a step of its own`;
    return [places.finding('error', 'two-kinds', { path: [...path, second], key: true }, what)];
  }
  if (first !== undefined) return [];
  // A kind with a slip in it is told as an unknown key.
  const unknown = [...step.entries.keys()].filter((key) => !OTHERS.includes(key));
  if (unknown.some((key) => KINDS.includes(nearest(key, [...KINDS, ...OTHERS]) ?? ''))) return [];
  const what = `a step that does nothing: it wants one of ${KINDS.join(', ')}`;
  return [places.finding('error', 'no-kind', { path }, what)];
}

/** A kind that can change a host, and no word about it (or one with a slip in it, which is told as an unknown key). */
function lacksRisk(step: MapNode): boolean {
  const mayChange = stepKinds.some(({ kind, mayChange }) => mayChange && step.entries.has(kind));
  const keys = [...step.entries.keys()].filter(
    (key) => !KINDS.includes(key) && (key === 'risk' || !OTHERS.includes(key)),
  );
  return mayChange && !keys.some((key) => nearest(key, [...KINDS, ...OTHERS]) === 'risk');
}
