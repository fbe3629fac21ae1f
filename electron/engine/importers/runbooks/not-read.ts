// Files that are data of some other kind: YAML, JSON or XML in which no runbook that is known stands. Taken for Markdown they would
// make a draft of nonsense.
import type { FormatReading, RunbookFormat } from './format.ts';
import { readTree } from './tree.ts';

export const notRead: RunbookFormat = {
  name: 'other data',
  fits: (name, text) => /\.(?:ya?ml|json|xml|html?)$/.test(name) || /^\s*<(?:\?xml|joblist|!doctype)/i.test(text),
  read(name, text): FormatReading {
    if (/^\s*</.test(text))
      return refused(1, 'XML and HTML are not read: export the job as YAML, or the page as Markdown');
    const { root, faults } = readTree(text);
    if (!root || faults.length > 0) return { drafts: [], findings: faults };
    if (root.get('apiVersion')?.text()?.startsWith('watchfloor/') === true)
      return refused(
        root.get('apiVersion')?.line ?? 1,
        'this is a runbook of Watchfloor already: put it into a folder of the library',
      );
    return refused(
      root.line,
      `${/\.json$/.test(name) ? 'this JSON' : 'this'} is neither jobs of Rundeck (sequence, commands) nor a document of SSM (schemaVersion, mainSteps)`,
    );
  },
};

const refused = (line: number, what: string): FormatReading => ({ drafts: [], findings: [{ line, what }] });
