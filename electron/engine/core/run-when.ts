// Whether a step of a runbook is done: `when: ${outputs.usage.used} >= 90 and inputs.env in ["prod", "test"]`. A comparison, never
// code. What hangs on a value that is not known (a dry run, a step that was passed) is 'unknown'. The grammar stands in
// run-when-grammar.ts.
import type { RunValue } from '../../contract/model/runbook.ts';
import { lookUp, type RunScope } from './run-values.ts';
import { type Comparison, parseTree, WhenFault, type WhenNode } from './run-when-grammar.ts';

export type WhenRead =
  | {
      readonly ok: true;
      readonly tree: WhenNode;
      /** Every value that is read, with its column (from 1). */
      readonly references: readonly { readonly path: string; readonly column: number }[];
    }
  | { readonly ok: false; readonly column: number; readonly message: string };

export type Holds = boolean | 'unknown';

/** Reads a condition; never throws. */
export function parseWhen(text: string): WhenRead {
  try {
    const tree = parseTree(text);
    return { ok: true, tree, references: [...referencesOf(tree)] };
  } catch (error) {
    if (error instanceof WhenFault) return { ok: false, column: error.column, message: error.message };
    throw error;
  }
}

/** Whether a condition holds; one that cannot be read is 'unknown' (the linter has refused it). */
export function holds(text: string, scope: RunScope): Holds {
  const read = parseWhen(text);
  return read.ok ? truth(read.tree, scope) : 'unknown';
}

function* referencesOf(node: WhenNode): Generator<{ readonly path: string; readonly column: number }> {
  switch (node.type) {
    case 'reference':
      yield { path: node.path, column: node.column };
      return;
    case 'not':
      return yield* referencesOf(node.item);
    case 'and':
    case 'or':
    case 'compare':
      yield* referencesOf(node.left);
      return yield* referencesOf(node.right);
    case 'literal':
    case 'list':
      return;
    default:
      node satisfies never;
  }
}

function truth(node: WhenNode, scope: RunScope): Holds {
  switch (node.type) {
    case 'not': {
      const item = truth(node.item, scope);
      return item === 'unknown' ? item : !item;
    }
    // Kleene: what is known decides where it can.
    case 'and': {
      const [left, right] = [truth(node.left, scope), truth(node.right, scope)];
      if (left === false || right === false) return false;
      return left === 'unknown' || right === 'unknown' ? 'unknown' : true;
    }
    case 'or': {
      const [left, right] = [truth(node.left, scope), truth(node.right, scope)];
      if (left === true || right === true) return true;
      return left === 'unknown' || right === 'unknown' ? 'unknown' : false;
    }
    case 'literal':
    case 'reference':
    case 'list':
    case 'compare': {
      const value = valueIn(node, scope);
      return value === undefined ? 'unknown' : isTrue(value);
    }
    default:
      return node satisfies never;
  }
}

const isTrue = (value: RunValue): boolean => value === true || value === 'true';

/** Undefined: not known. */
function valueIn(node: WhenNode, scope: RunScope): RunValue | undefined {
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'list':
      return node.items.map(String);
    case 'reference':
      return lookUp(node.path, scope);
    case 'compare': {
      const [left, right] = [valueIn(node.left, scope), valueIn(node.right, scope)];
      if (left === undefined || right === undefined) return undefined;
      return node.by === 'in' ? isIn(left, right) : compare(node.by, left, right);
    }
    default: {
      const held = truth(node, scope);
      return held === 'unknown' ? undefined : held;
    }
  }
}

const isIn = (left: RunValue, right: RunValue): boolean =>
  (typeof right === 'object' ? right : [right]).some((one) => compare('==', left, one));

/**
 * Numbers, and texts that are numbers, compare as numbers; anything else as text. Outputs are texts unless their spec says
 * otherwise, so "95" counts as 95. A number has no order with a text that is none.
 */
function compare(by: Comparison, left: RunValue, right: RunValue): boolean {
  const [a, b] = [asNumber(left), asNumber(right)];
  const numeric = a !== null && b !== null;
  switch (by) {
    case '==':
      return numeric ? a === b : asWord(left) === asWord(right);
    case '!=':
      return !compare('==', left, right);
    case '<':
      return numeric ? a < b : a === null && b === null && asWord(left) < asWord(right);
    case '>':
      return compare('<', right, left);
    case '<=':
      return compare('<', left, right) || compare('==', left, right);
    case '>=':
      return compare('<', right, left) || compare('==', left, right);
    default:
      return by satisfies never;
  }
}

const NUMBER = /^\s*[+-]?\d{1,300}(?:\.\d{1,300})?\s*$/;
function asNumber(value: RunValue): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : null;
}

const asWord = (value: RunValue): string => (typeof value === 'object' ? value.join(',') : String(value));
