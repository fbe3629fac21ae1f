// A draft as the text of its file, and as what an import answers with: read back by the reader and the linter of the grammar,
// whose findings stand with the others, at the line of the document that they come from.
import { Document, isMap, isPair, isScalar, isSeq, visit } from 'yaml';
import type { RunbookFinding, RunbookImport } from '../../../contract/model/runbook.ts';
import { lintRunbook, readRunbook } from '../../runbook-format/index.ts';
import type { Draft, DraftStep, ImportFinding } from './format.ts';
import { quoted } from './notes.ts';

/** Values of these keys stand in one line, as in the library. */
const IN_A_LINE = new Set(['argv', 'args', 'expect', 'inputs-of-a-call', 'env', 'secrets', 'tags', 'batch']);

export function draftText(draft: Draft): string {
  const document = new Document(
    {
      apiVersion: 'watchfloor/v1',
      kind: 'Runbook',
      id: draft.id,
      title: draft.title,
      owner: draft.owner === '' ? 'unknown' : draft.owner,
      state: 'draft',
      ...(draft.tags.length > 0 && { tags: draft.tags }),
      ...(draft.meaning !== '' && { meaning: draft.meaning }),
      ...(draft.impact !== '' && { impact: draft.impact }),
      ...(draft.inputs.size > 0 && { inputs: Object.fromEntries(draft.inputs) }),
      steps: draft.steps.map(written),
    },
    { aliasDuplicateObjects: false },
  );
  visit(document, {
    Pair(_key, pair) {
      if (
        isPair(pair) &&
        isScalar(pair.key) &&
        IN_A_LINE.has(String(pair.key.value)) &&
        (isSeq(pair.value) || isMap(pair.value)) &&
        fits(pair.value)
      )
        pair.value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: 'literal', flowCollectionPadding: false });
}

/** Several lines, a script as an argument say, are better read as a block. */
const fits = (node: { toJSON(): unknown }): boolean => {
  const text = JSON.stringify(node.toJSON());
  return text.length < 100 && !text.includes('\\n');
};

function written({ line: _line, id, title, about, kind, body, ...rest }: DraftStep) {
  return {
    id,
    title,
    ...(about !== undefined && { about }),
    [kind]: body,
    ...rest,
    ...(rest.risk === 'destructive' && { confirm: 'type-target' }),
  };
}

/** What an import answers for one draft. `file`: as it was given. */
export function importOf(file: string, draft: Draft, findings: readonly ImportFinding[]): RunbookImport {
  const text = draftText(draft);
  const judged = judge(text, draft);
  return {
    file,
    draft: text,
    name: `${draft.id}.yaml`,
    title: draft.title,
    steps: draft.steps.length,
    commands: draft.steps.filter(({ kind }) => kind === 'run').length,
    inputs: [...draft.inputs.keys()],
    findings: inOrder([...findings, ...judged]),
  };
}

/** Each once, in the order of the document. */
export const inOrder = (findings: readonly ImportFinding[]): readonly ImportFinding[] =>
  [...new Map(findings.map((one) => [`${one.line} ${one.what}`, one])).values()].toSorted((a, b) => a.line - b.line);

/** Rules that say of a draft what is said already, or cannot be otherwise in one. */
const KNOWN = new Set(['unused-input', 'no-match', 'no-review']);

function judge(text: string, draft: Draft): readonly ImportFinding[] {
  const reading = readRunbook(text, `${draft.id}.yaml`);
  // No review is judged, so that time does not matter.
  const linted = reading.runbook === null ? [] : lintRunbook(reading, text, { now: 0 });
  return [...reading.findings, ...linted]
    .filter(({ rule }) => !KNOWN.has(rule))
    .map((finding) => ({ line: lineOf(finding, draft), what: `${placeOf(finding, draft)}${finding.message}` }));
}

const stepOf = ({ path }: RunbookFinding, draft: Draft): DraftStep | undefined => {
  const [, index] = /^steps[[.](\d+)/.exec(path) ?? [];
  return index === undefined ? undefined : draft.steps[Number(index)];
};

const lineOf = (finding: RunbookFinding, draft: Draft): number => stepOf(finding, draft)?.line ?? draft.line;

function placeOf(finding: RunbookFinding, draft: Draft): string {
  const step = stepOf(finding, draft);
  return step ? `step ${quoted(step.title, 40)}: ` : '';
}
