// How a channel words its messages: two templates, what they can name, and at once what comes of them.
import { TEMPLATE_ITEM_NAMES, TEMPLATE_NAMES } from '../../../../electron/contract/model/notice-template.ts';
import { type FormRefusal, wrongAt } from '../../../forms/refusal.ts';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import { previewOf } from './preview.ts';
import '../deliveries/deliveries.css';
import './channels.css';

interface Wording {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

interface Props {
  readonly value: Wording;
  readonly refusal: FormRefusal;
  readonly onChange: (change: { title?: string; text?: string }) => void;
}

export function WordingFields({ value, refusal, onChange }: Props) {
  const preview = previewOf(value);
  const wrong = (field: 'title' | 'text') =>
    wrongAt(refusal, field) ?? (preview.wrong?.field === field ? preview.wrong.message : undefined);
  const isOwn = value.title !== '' || value.text !== '';
  return (
    <details className="more-fields" open={isOwn || wrongAt(refusal, 'title') !== undefined || undefined}>
      <summary>
        Wording <u>{isOwn ? 'its own' : 'the usual one'}</u>
      </summary>
      <div className="wording">
        <div className="stack">
          <FieldFrame label="Title" optional wrong={wrong('title')}>
            {(wired) => (
              <input
                {...wired}
                className="input mono"
                value={value.title}
                placeholder="{{title}}"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onChange({ title: event.target.value })}
              />
            )}
          </FieldFrame>
          <FieldFrame label="Text" optional wrong={wrong('text')} help="Mustache: {{host}}, {{#items}}…{{/items}}.">
            {(wired) => (
              <textarea
                {...wired}
                className="input mono"
                rows={6}
                value={value.text}
                placeholder="{{text}}"
                spellCheck={false}
                onChange={(event) => onChange({ text: event.target.value })}
              />
            )}
          </FieldFrame>
        </div>
        <section className="preview" aria-label="Preview" aria-live="polite">
          <p className="label">A message would read</p>
          <b>{preview.title}</b>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls, and has to without a mouse */}
          <pre tabIndex={0}>{preview.text}</pre>
        </section>
        <Names />
      </div>
    </details>
  );
}

function Names() {
  return (
    <details className="more-fields names">
      <summary>Names that can be used</summary>
      <dl tabIndex={0}>
        {Object.entries(TEMPLATE_NAMES).map(([name, about]) => (
          <div key={name}>
            <dt className="mono">{`{{${name}}}`}</dt>
            <dd>{about}</dd>
          </div>
        ))}
        <div>
          <dt>in items</dt>
          <dd className="mono">{Object.keys(TEMPLATE_ITEM_NAMES).join(', ')}</dd>
        </div>
      </dl>
    </details>
  );
}
