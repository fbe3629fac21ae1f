// The registry of formats that runbooks are brought along from, and the way from a file to drafts: one format reads it, the
// grammar's own reader looks at each draft, and everything that was not carried over is listed with its line.
import type { RunbookImport } from '../../../contract/model/runbook.ts';
import { cleanText } from './clean-text.ts';
import { createIds } from './draft-ids.ts';
import { partsOf } from './draft-parts.ts';
import { importOf, inOrder } from './draft-write.ts';
import type { RunbookFormat } from './format.ts';
import { markdown } from './markdown.ts';
import { notRead } from './not-read.ts';
import { rundeck } from './rundeck.ts';
import { ssm } from './ssm.ts';

/** The first that fits reads it; the last fits everything. */
const formats: readonly RunbookFormat[] = [ssm, rundeck, notRead, markdown];

/**
 * Drafts of one file, one for each runbook in it; at least one answer, whose `draft` is '' where nothing could be made. Never
 * throws. `name`: of the file, as it was given.
 */
export function importRunbooks(name: string, text: string): readonly RunbookImport[] {
  const cleaned = cleanText(text);
  const refused = (findings: RunbookImport['findings']): readonly RunbookImport[] => [
    { file: name, draft: '', name: '', title: '', steps: 0, commands: 0, inputs: [], findings },
  ];
  if (cleaned.refusal !== null) return refused([{ line: 1, what: cleaned.refusal }]);
  const base = name.toLowerCase();
  const format = formats.find((one) => one.fits(base, cleaned.text)) ?? markdown;
  const { drafts, findings } = format.read(name, cleaned.text);
  const shared = [...cleaned.findings, ...findings];
  if (drafts.length === 0) return refused(inOrder(shared));
  const nextId = createIds();
  return drafts.flatMap(({ draft, findings: own }) =>
    partsOf({ ...draft, id: nextId(draft.id, 'runbook') }).map(({ draft: part, findings: ofPart }, index) =>
      importOf(name, part, index === 0 ? [...shared, ...own, ...ofPart] : ofPart),
    ),
  );
}

/** The first runbook of a file; where there are more, a finding says so. */
export function importRunbook(name: string, text: string): RunbookImport {
  const [first, ...others] = importRunbooks(name, text);
  if (!first) throw new Error('an import without an answer');
  if (others.length === 0) return first;
  const what = `the file makes ${others.length} more: ${others.map(({ title }) => title).join(', ')}`.slice(0, 400);
  return { ...first, findings: inOrder([{ line: 1, what }, ...first.findings]) };
}
