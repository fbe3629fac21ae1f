// Where a file comes in: pasted, dropped, chosen or typed; and how it is to be read.
import { type RefObject, useState } from 'react';
import { figure } from '../../../lib/number.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { linesOf } from './guess-format.ts';
import type { Import } from './use-import.ts';

interface Props {
  readonly form: Import;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly file: RefObject<HTMLInputElement | null>;
}

const EXAMPLE = `Paste a file here, drop it, or choose one.

watchfloor: 1
hosts:
  - name: ams1-web-22
    address: 10.0.4.17
    site: ams1
    tags: [web]

or CSV with a heading:

name,address,site
ams1-web-22,10.0.4.17,ams1`;

export function SourcePane({ form, area, file }: Props) {
  const { source } = form;
  const [isOver, setOver] = useState(false);
  const open = async (picked: File | undefined) => {
    if (!picked) return;
    try {
      form.take(await picked.text(), picked.name);
    } catch (error) {
      form.fail(`${picked.name} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <section
      className={isOver ? 'source over' : 'source'}
      aria-label="File"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void open(event.dataTransfer.files[0]);
      }}
    >
      <div className="ph">
        <h2>File</h2>
        <span className="sub">{nameOf(form)}</span>
        <div className="phr">
          {source.text !== '' && (
            <button type="button" className="btn" onClick={form.clear}>
              Empty
            </button>
          )}
          <button type="button" className="btn" onClick={() => file.current?.click()}>
            <Keycap keys="Ctrl+O" /> Choose
          </button>
        </div>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept=".yaml,.yml,.csv,.tsv,.json,.txt"
        onChange={(event) => {
          void open(event.target.files?.[0]);
          // The same file again, mended meanwhile, is a choice too.
          event.target.value = '';
        }}
      />
      <textarea
        ref={area}
        className="input mono"
        aria-label="Text of the file"
        spellCheck={false}
        wrap="off"
        placeholder={EXAMPLE}
        value={source.text}
        onChange={(event) => form.type(event.target.value)}
        onKeyDown={(event) => {
          // Out of the text, so that one-letter keys work again.
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
        onPaste={(event) => {
          // A paste into an empty field is the whole file: looked at at once.
          if (source.text.trim() !== '') return;
          event.preventDefault();
          form.take(event.clipboardData.getData('text/plain'));
        }}
      />
      <HowItIsRead form={form} />
    </section>
  );
}

function HowItIsRead({ form }: { readonly form: Import }) {
  const { source, change } = form;
  return (
    <div className="how">
      <Segment
        label="Format"
        value={source.format}
        options={[
          ['yaml', 'YAML'],
          ['csv', 'CSV'],
        ]}
        onChange={(format) => change({ format })}
      />
      <Segment
        label="Hosts that the file does not name"
        value={source.mode}
        options={[
          ['merge', 'Merge: others stay'],
          ['replace', 'Replace: others go'],
        ]}
        onChange={(mode) => change({ mode })}
      />
      <label className="check-row">
        <input
          type="checkbox"
          checked={source.skipBad}
          onChange={(event) => change({ skipBad: event.target.checked })}
        />
        Leave bad entries out
      </label>
    </div>
  );
}

function nameOf({ source }: Import): string {
  if (source.text === '') return 'YAML or CSV';
  const lines = `${figure(linesOf(source.text).length)} lines`;
  return [source.name, source.format.toUpperCase(), lines].filter(Boolean).join(', ');
}
