// Links beside a host: a title and an address each. An empty row waits below the last one.
import { X } from 'lucide-react';
import { useState } from 'react';
import type { HostLink } from '../../../electron/contract/model/host.ts';
import { TextField } from '../../forms/text-field.tsx';

interface Props {
  readonly value: readonly HostLink[];
  readonly wrong: (field: string) => string | undefined;
  readonly onChange: (value: readonly HostLink[]) => void;
}

/** As the contract has it. */
const MOST = 32;
const EMPTY: HostLink = { title: '', url: '' };

export function LinksField({ value, wrong, onChange }: Props) {
  const [startsOpen] = useState(value.length > 0);
  const rows = value.length < MOST ? [...value, EMPTY] : value;
  const put = (at: number, change: Partial<HostLink>) => {
    const next = rows.map((link, index) => (index === at ? { ...link, ...change } : link));
    onChange(next.filter((link, index) => index < value.length || link.title !== '' || link.url !== ''));
  };
  return (
    <details className="more-fields" open={startsOpen || wrong('links') !== undefined}>
      <summary>
        Links <u>{value.length === 0 ? 'to its console, its documents, its graphs' : value.length}</u>
      </summary>
      {rows.map((link, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are typed into where they stand
        <div className="link-row" key={at}>
          <TextField
            label={`Title of link ${at + 1}`}
            value={link.title}
            placeholder="Console"
            wrong={wrong(`links.${at}.title`)}
            onChange={(title) => put(at, { title })}
          />
          <TextField
            label={`Address of link ${at + 1}`}
            isMono
            value={link.url}
            placeholder="https://"
            wrong={wrong(`links.${at}.url`)}
            onChange={(url) => put(at, { url })}
          />
          {at < value.length && (
            <button
              type="button"
              className="btn icon"
              aria-label={`Take link ${at + 1} away`}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <X className="ic" aria-hidden="true" />
            </button>
          )}
        </div>
      ))}
    </details>
  );
}
