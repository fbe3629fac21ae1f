// What the books say of the thing: where it stands, whose it is, who repairs it until when; links and notes.
import { ExternalLink } from 'lucide-react';
import type { AssetRecord, Host } from '../../../electron/contract/model/host.ts';
import { useNowEvery } from '../../lib/now.ts';
import { openDialog } from '../../store/dialogs.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { supportWords } from './support-words.ts';

export function AssetSection({ host }: { readonly host: Host }) {
  const now = useNowEvery(3_600_000);
  const support = supportWords(host.asset.supportEndsOn, now);
  const rows = [...addressRows(host), ...assetRows(host.asset)];
  return (
    <section aria-label="Asset">
      <h2>Asset</h2>
      <dl className="kv2">
        {rows.map(([term, value, mono]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={mono ? 'mono wrap' : 'wrap'}>{value}</dd>
          </div>
        ))}
        {support && (
          <div>
            <dt>Support</dt>
            <dd className={support.ended ? 'wrap ended' : 'wrap'}>{support.words}</dd>
          </div>
        )}
      </dl>
      <Links host={host} />
      {host.notes && <p className="why notes">{host.notes}</p>}
      <button type="button" className="btn" onClick={() => openDialog({ type: 'host-form', hostId: host.id })}>
        <Keycap keys="Shift+F2" />
        Edit host
      </button>
    </section>
  );
}

type Row = readonly [term: string, value: string, mono: boolean];

const addressRows = (host: Host): readonly Row[] => [
  ['Address', host.address, true],
  ['Site', host.site, false],
  ['Role', host.role || 'none', false],
  ['Tags', host.tags.join(', ') || 'none', false],
];

/** Only what somebody wrote down: a column of "unknown" helps nobody at night. */
function assetRows({ tag, serial, model, location, rackUnit, owner, lifecycle }: AssetRecord): readonly Row[] {
  const place = [location, rackUnit && `U ${rackUnit.replace(/^u\s*/i, '')}`].filter(Boolean).join(', ');
  const rows: readonly Row[] = [
    ['Place', place, false],
    ['Model', model, false],
    ['Serial', serial, true],
    ['Asset tag', tag, true],
    ['Owner', owner, false],
    ['Life', lifecycle.replace('-', ' '), false],
  ];
  return rows.filter(([, value]) => value !== '');
}

/** Opened outside by the app, which asks first. */
function Links({ host }: { readonly host: Host }) {
  if (host.links.length === 0) return null;
  return (
    <ul className="hlinks" aria-label="Links">
      {host.links.map(({ title, url }) => (
        <li key={`${title} ${url}`}>
          <a href={url} target="_blank" rel="noreferrer" title={url}>
            <ExternalLink className="ic" aria-hidden="true" />
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
