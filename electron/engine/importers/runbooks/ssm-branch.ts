// A branch of an SSM document as a question: what it compares becomes the words of the answers.
import type { DraftBuilder } from './draft-builder.ts';
import type { JsonValue } from './format.ts';
import { quoted } from './notes.ts';
import type { SsmParameters } from './ssm-parameters.ts';
import type { TreeNode } from './tree.ts';
import { textWith } from './value-references.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  EqualsIgnoreCase: 'is, however it is written,',
  StartsWith: 'begins with',
  EndsWith: 'ends with',
  Contains: 'contains',
  NumericEquals: '=',
  NumericGreater: '>',
  NumericLesser: '<',
  NumericGreaterOrEquals: '>=',
  NumericLesserOrEquals: '<=',
  BooleanEquals: 'is',
};

/** The body of an `ask`; null: the branch has no choices that lead anywhere. */
export function branchBody(
  { draft, parameters }: { readonly draft: DraftBuilder; readonly parameters: SsmParameters },
  node: TreeNode,
  byName: ReadonlyMap<string, string>,
  nextId: string,
): { readonly [key: string]: JsonValue } | null {
  const inputs = node.get('inputs');
  const words = (text: string): string => textWith(text, parameters.known(text));
  const options = (inputs?.get('Choices')?.items() ?? []).slice(0, 20).flatMap((choice) => {
    const target = choice.get('NextStep')?.text() ?? '';
    const goto = byName.get(target);
    if (goto === undefined) {
      draft.notes.add(choice.line, `there is no step ${quoted(target)} to go to: the choice was left out`);
      return [];
    }
    const label = words(conditionText(choice)).replaceAll(/\s+/g, ' ').trim().slice(0, 190);
    return [{ label: label || goto, goto }];
  });
  if (options.length === 0) return null;
  const more = inputs?.get('Choices')?.items()[20];
  if (more) draft.notes.add(more.line, 'a question has 20 answers at most: the choices from here on were left out');
  const preset = inputs?.get('Default')?.text();
  const ends = node.get('isEnd')?.text() === 'true';
  if (preset !== undefined && !byName.has(preset))
    draft.notes.add(inputs?.get('Default')?.line ?? node.line, `there is no step ${quoted(preset)} to go to`);
  return { question: 'Which of these holds?', options, default: byName.get(preset ?? '') ?? (ends ? 'end' : nextId) };
}

function conditionText(choice: TreeNode): string {
  const joined = (key: string, word: string): string | null => {
    const list = choice.get(key);
    return list?.isList ? list.items().map(conditionText).join(` ${word} `) : null;
  };
  const not = choice.get('Not');
  if (not) return `not (${conditionText(not)})`;
  const several = joined('And', 'and') ?? joined('Or', 'or');
  if (several !== null) return several;
  const variable = choice.get('Variable')?.text() ?? '';
  for (const [operator, word] of Object.entries(OPERATORS)) {
    const value = choice.get(operator);
    if (value) return `${variable} ${word} ${JSON.stringify(value.scalar() ?? value.plain())}`;
  }
  return variable;
}
