// Documents of AWS Systems Manager: Automation (schema 0.3) and Command (2.2, 2.0, 1.2), in YAML or JSON. A document is one draft.
import { createDraft, type DraftBuilder, oneLine, portions } from './draft-builder.ts';
import { slug } from './draft-ids.ts';
import type { FormatReading, RunbookFormat } from './format.ts';
import { plainText } from './markdown-text.ts';
import { quoted } from './notes.ts';
import { createParameters } from './ssm-parameters.ts';
import { addMainSteps, addRuntimeConfig } from './ssm-steps.ts';
import { readTree, type TreeNode } from './tree.ts';
import { plainDollars } from './value-references.ts';

export const ssm: RunbookFormat = {
  name: 'AWS Systems Manager',
  fits: (name, text) =>
    /\.(?:ya?ml|json)$/.test(name) &&
    /["']?schemaVersion["']?\s*:/.test(text) &&
    /["']?(?:mainSteps|runtimeConfig)["']?\s*:/.test(text),
  read(name, text): FormatReading {
    const { root, faults } = readTree(text);
    if (!root) return { drafts: [], findings: faults };
    const steps = root.get('mainSteps');
    const runtime = root.get('runtimeConfig');
    if (!steps?.isList && !runtime?.isMap)
      return {
        drafts: [],
        findings: [
          ...faults,
          { line: root.line, what: 'the document has no mainSteps: there is nothing to make a runbook of' },
        ],
      };
    const draft = createDraft();
    const parameters = createParameters(draft, root.get('parameters'));
    if (steps?.isList) addMainSteps(draft, parameters, steps);
    else if (runtime) addRuntimeConfig(draft, parameters, runtime);
    if (draft.steps.length === 0) draft.manual('Nothing to do', 'The document has no steps.', [], root.line);
    tellRest(draft, root);
    const title = titleOf(name, root);
    const meaning = meaningOf(draft, root);
    const made = {
      id: slug(title, 'document'),
      title,
      owner: '',
      tags: [],
      meaning,
      impact: '',
      inputs: draft.inputs,
      steps: draft.steps,
      line: root.line,
    };
    return { drafts: [{ draft: made, findings: draft.notes.list() }], findings: faults };
  },
};

const REST: Readonly<Record<string, string>> = {
  assumeRole: 'the role that AWS takes on: commands run as whoever logs in to the host',
  outputs: 'what the document puts out as a whole',
  variables: 'its variables',
  files: 'files that come with it',
};

function tellRest(draft: DraftBuilder, root: TreeNode): void {
  for (const [key, node] of root.entries()) {
    if (['schemaVersion', 'description', 'parameters', 'mainSteps', 'runtimeConfig'].includes(key)) continue;
    draft.notes.add(node.line, `\`${key}\` was not carried over: ${REST[key] ?? 'it has no place in a runbook'}`);
  }
  draft.notes.add(root.line, 'the document names no owner: say who keeps it right');
  draft.notes.add(root.line, 'when it is to be suggested is not in the document: fill in `match`');
}

/** A short description is the title; else the name of the file. */
function titleOf(name: string, root: TreeNode): string {
  const description = plainText(root.get('description')?.text() ?? '');
  const short =
    description !== '' && description.length <= 80 && !/^#/.test(description) ? description.replace(/\.$/, '') : '';
  const file = name.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
  return oneLine(plainDollars(short || file || 'Document'), 180);
}

function meaningOf(draft: DraftBuilder, root: TreeNode): string {
  const description = root.get('description');
  const [first = '', ...rest] = portions(plainDollars(description?.text() ?? ''));
  if (rest.length > 0)
    draft.notes.add(
      description?.line ?? 1,
      `the description is too long: from ${quoted(rest[0] ?? '')} on it was left out`,
    );
  return first;
}
