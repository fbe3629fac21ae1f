// Patterns of inputs are tried against their defaults by the schema itself, so they are judged before it sees them: one that
// does not come to an end is told, and left out.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import type { YamlNode } from '../importers/yaml-tree.ts';
import { fitsWithLimit } from '../lib/regex-limit.ts';
import { patternFault } from './pattern-fault.ts';
import type { PlacePath, Places } from './places.ts';

/** Steps of matching that are done at once; more are tried with a limit of time, and only a few times in a file. */
const CHEAP = 1_000_000;
const MOST_TRIED = 2;

export interface InputPatterns {
  readonly findings: readonly RunbookFinding[];
  readonly damaged: readonly PlacePath[];
}

export function inputPatterns(places: Places): InputPatterns {
  const findings: RunbookFinding[] = [];
  const damaged: PlacePath[] = [];
  let tried = 0;
  for (const { path, pattern, preset } of askedFor(places.root)) {
    const refuse = (rule: string, message: string): void => {
      findings.push(places.finding('error', rule, { path }, message));
      damaged.push(path);
    };
    const fault = patternFault(pattern);
    if (fault) refuse(fault.rule, fault.message);
    else if ((preset.length + 1) ** repetitions(pattern) > CHEAP) {
      tried += 1;
      if (tried > MOST_TRIED || !endsInTime(pattern, preset)) {
        refuse('slow-pattern', 'takes too long on its own default: repeat fewer things, or make the default shorter');
      }
    }
  }
  return { findings, damaged };
}

interface Asked {
  readonly path: PlacePath;
  readonly pattern: string;
  readonly preset: string;
}

/** Whatever has a pattern of its own: the inputs of the runbook and of its steps. */
function* askedFor(node: YamlNode, path: PlacePath = []): Generator<Asked> {
  if (node.type === 'list') for (const [index, item] of node.items.entries()) yield* askedFor(item, [...path, index]);
  if (node.type !== 'map') return;
  const pattern = textIn(node, 'pattern');
  if (pattern !== null) yield { path: [...path, 'pattern'], pattern, preset: textIn(node, 'default') ?? '' };
  for (const [key, { value }] of node.entries) yield* askedFor(value, [...path, key]);
}

function textIn(node: Extract<YamlNode, { readonly type: 'map' }>, key: string): string | null {
  const value = node.entries.get(key)?.value;
  return value?.type === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

const repetitions = (pattern: string): number =>
  pattern
    .replaceAll(/\\./gs, 'x')
    .replaceAll(/\[[^\]]*\]/g, 'x')
    .match(/[*+]|\{\d+,/g)?.length ?? 0;

function endsInTime(pattern: string, text: string): boolean {
  try {
    fitsWithLimit(pattern, text);
    return true;
  } catch {
    return false;
  }
}
