// Exactly what will run: the way it goes, and its lines, numbered.
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandShown } from '../../../../electron/contract/model/run.ts';
import { Keycap } from '../../../ui/keycap.tsx';

interface Props {
  readonly shown: CommandShown;
  readonly ran?: boolean;
  readonly onCopy: () => void;
}

export function Command({ shown, ran = false, onCopy }: Props) {
  const lines = (shown.script === '' ? shown.line : shown.script.replace(/\n$/, '')).split('\n');
  const env = Object.entries(shown.env);
  return (
    <div className="cmd">
      <div className="cl">
        <span>
          {ran ? 'What ran' : 'Exactly this'}
          {shown.script !== '' && (
            <>
              , over standard input to{' '}
              <i className="mono">{`sh -s --${shown.args.map((arg) => ` ${arg}`).join('')}`}</i>
            </>
          )}
          {shown.script === '' && (shown.via === 'ssh' ? ', over SSH, every argument quoted' : ', without a shell')}
        </span>
        <button type="button" tabIndex={-1} aria-label="Copy the command" onClick={onCopy}>
          <Copy className="ic" aria-hidden="true" />
          <Keycap keys="c" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>
        {env.map(([name, value]) => (
          <span key={name} className="cenv">
            <i>env</i>
            {name}={value}
          </span>
        ))}
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a script never change their order
          <span key={at}>
            {lines.length > 1 && <i aria-hidden="true">{at + 1}</i>}
            {marked(line)}
          </span>
        ))}
      </pre>
    </div>
  );
}

/** Where a value stands in a script: "$1", "$@". It is coloured, so that it is seen what is put in. */
function marked(line: string): ReactNode {
  const parts = line.split(/("?\$(?:\d+|[@*]|\{\d+\})"?)/);
  return parts.map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never change their order
      <b key={at}>{part}</b>
    ) : (
      part
    ),
  );
}
