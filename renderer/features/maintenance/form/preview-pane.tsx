// What the engine foresees of a window before it is kept: when it comes, what it covers, what it collides with.
import type { Occurrence } from '../../../../electron/contract/model/maintenance.ts';
import { useNow } from '../../../lib/now.ts';
import { figure } from '../../../lib/number.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { conflictWords, spanWords, stateWords, utcWords } from '../window-words.ts';
import type { Foreseen, Preview } from './use-window-form.ts';

interface Props {
  readonly preview: Preview;
  readonly isPast: boolean;
}

export function PreviewPane({ preview, isPast }: Props) {
  return (
    <section className="wpreview" aria-label="What this comes to" aria-live="polite">
      <h3>What this comes to</h3>
      {preview.type === 'missing' && (
        <p className="none">Name what it concerns and when; then this says what it covers and what it collides with.</p>
      )}
      {preview.type === 'refused' && (
        <p className="none">
          {preview.refusal.sentence ?? 'Something at the left is not right yet; it is said there.'}
        </p>
      )}
      {isPast && (
        <p className="wnote">
          <Glyph status="maintenance" size={16} quiet />
          <span>
            <b>It began in the past.</b> Availability of that time is computed anew without it, and the record says that
            it was declared late, and by whom. Alerts already sent stay sent.
          </span>
        </p>
      )}
      {preview.type === 'ready' && <Ready foreseen={preview.foreseen} />}
    </section>
  );
}

/** Occurrences drawn. */
const NEXT = 5;

function Ready({ foreseen }: { readonly foreseen: Foreseen }) {
  const { occurrences, hosts, checks, conflicts, warnings } = foreseen;
  const otherOf = (a: Occurrence, b: Occurrence) => foreseen.names.get(a.windowId) ?? foreseen.names.get(b.windowId);
  return (
    <>
      <p className="wcovers">
        <b>{figure(hosts)}</b> {hosts === 1 ? 'host' : 'hosts'}, <b>{figure(checks)}</b>{' '}
        {checks === 1 ? 'check' : 'checks'}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="wnote">
          <Glyph status="warning" size={16} quiet />
          <span>{warning}</span>
        </p>
      ))}
      {conflicts.length > 0 && (
        <h4>
          {conflicts.length} {conflicts.length === 1 ? 'conflict' : 'conflicts'}
        </h4>
      )}
      {conflicts.slice(0, NEXT).map((conflict) => (
        <p key={`${conflict.a.windowId} ${conflict.b.windowId} ${conflict.from}`} className="wnote">
          <Glyph status="warning" size={16} quiet />
          <span>It {conflictWords(conflict, otherOf(conflict.b, conflict.a))}</span>
        </p>
      ))}
      <h4>{occurrences.length > 1 ? 'The next times' : 'When'}</h4>
      {occurrences.length === 0 && <p className="none">Never: no time fits this rule.</p>}
      <ol className="wtimes-list">
        {occurrences.slice(0, NEXT).map((one) => (
          <Time key={one.startsAt} one={one} />
        ))}
      </ol>
    </>
  );
}

function Time({ one }: { readonly one: Occurrence }) {
  const now = useNow();
  return (
    <li>
      <b>{spanWords(one)}</b>
      <span className="sub">
        {utcWords(one)}, {stateWords(one, now)}
      </span>
    </li>
  );
}
