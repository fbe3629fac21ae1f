// What changed in the runbook's file since the run pinned it: the run goes on with what it pinned.
import type { RunView } from '../../../electron/contract/model/run.ts';
import { shortHash } from '../../store/run-words.ts';
import { Keycap } from '../../ui/keycap.tsx';

export function Difference({ view }: { readonly view: RunView }) {
  return (
    <section className="sheet" aria-label="What changed in the file">
      <header>
        <h2>What changed in the file</h2>
        <span className="sub">
          The run goes on with <span className="mono">{shortHash(view.run.hash)}</span>, as it was.
        </span>
        <Keycap keys="Escape" />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className="diff" tabIndex={0}>
        {view.file.difference
          .replace(/\n$/, '')
          .split('\n')
          .map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text never change their order
            <span key={at} className={lineClass(line)}>
              {line || ' '}
            </span>
          ))}
      </pre>
    </section>
  );
}

function lineClass(line: string): string | undefined {
  if (line.startsWith('+++') || line.startsWith('---')) return 'file';
  if (line.startsWith('+')) return 'plus';
  if (line.startsWith('-')) return 'minus';
  return line.startsWith('@@') ? 'place' : undefined;
}
