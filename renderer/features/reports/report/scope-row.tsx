// Zone and scope of a report, and the two ends of a period of one's own.
import { type KeyboardEvent, useMemo } from 'react';
import { suggestionsOf } from '../../../forms/suggestions.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { TokenField } from '../../../forms/token-field.tsx';
import { zoneNames } from '../../../lib/zone-names.ts';
import { type Chosen, type ReportChoice, setChoice } from '../../../store/report.ts';
import { useWorld } from '../../../store/world.ts';
import '../../../forms/forms.css';

interface Props {
  readonly choice: ReportChoice;
  readonly chosen: Chosen;
  readonly isScopeOpen: boolean;
  readonly onLeave: () => void;
}

export function ScopeRow({ choice, chosen, isScopeOpen, onLeave }: Props) {
  const hosts = useWorld((world) => world.hosts);
  const offers = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  const { period, own, zone, sites, tags } = choice;
  const wrong = (path: 'zone' | 'from' | 'to') => (!chosen.ok && chosen.path === path ? chosen.why : undefined);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    onLeave();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc goes back to the report from any of its fields
    <div className="rep-fields" onKeyDown={keys}>
      {period === 'custom' && (
        <>
          <TextField
            label="From"
            isMono
            value={own.from}
            wrong={wrong('from')}
            onChange={(from) => setChoice({ own: { ...own, from } })}
          />
          <TextField
            label="To"
            isMono
            value={own.to}
            wrong={wrong('to')}
            onChange={(to) => setChoice({ own: { ...own, to } })}
          />
        </>
      )}
      {(isScopeOpen || wrong('zone')) && (
        <>
          <TextField
            label="Time zone"
            value={zone}
            offers={zoneNames()}
            wrong={wrong('zone')}
            onChange={(next) => setChoice({ zone: next })}
          />
          <TokenField
            label="Sites, one of"
            values={sites}
            offers={offers.sites}
            placeholder="all"
            onChange={(next) => setChoice({ sites: next })}
          />
          <TokenField
            label="Tags, one of"
            values={tags}
            offers={offers.tags}
            placeholder="any"
            onChange={(next) => setChoice({ tags: next })}
          />
        </>
      )}
    </div>
  );
}
