// One entry of the timeline: when it happened, when it was written down, what, and by whom.

import { Pin } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { broughtBy, originOf } from '../../../../electron/contract/model/entry-origin.ts';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { clock, day } from '../../../lib/time.ts';
import { isAlarm, statusOf, stepWords } from '../../../store/entry-status.ts';
import { IMPORT_ICON, KIND_FACES, LATE_ICON, STEP_MARKS } from '../../../ui/entry-kinds.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { EntryText } from './entry-text.tsx';
import { byWords, isLate, recordedWords } from './entry-words.ts';

interface RowProps {
  readonly incidentId: IncidentId;
  readonly entry: TimelineEntry;
  readonly isSelected: boolean;
  readonly isUnfolded: boolean;
  /** A day begins with it that the entry before is not of. */
  readonly isNewDay: boolean;
}

export const TimelineRow = memo(function TimelineRow(props: RowProps) {
  const { entry, isSelected, isNewDay } = props;
  const { who, recordedAt } = originOf(entry);
  const carrier = broughtBy(entry);
  const isPerson = who !== 'engine';
  const marks = [
    'te',
    isPerson ? 'hum' : 'eng',
    isSelected && 'sel',
    isAlarm(entry) && 'k-alert',
    entry.kind === 'severity' && 'k-sev',
    entry.correctedBy && 'struck',
    isLate(entry) && 'k-late',
  ];
  return (
    <>
      {isNewDay && (
        <div className="te-day" role="presentation">
          {day(entry.occurredAt)}
          <u>UTC</u>
        </div>
      )}
      <div className={marks.filter(Boolean).join(' ')}>
        <Cell>
          <time dateTime={new Date(entry.occurredAt).toISOString()}>{clock(entry.occurredAt)}</time>
        </Cell>
        <Cell className="trc">
          <span
            title={`recorded ${new Date(recordedAt).toISOString().replace('T', ' ')}${carrier === null ? '' : `, brought in by ${carrier}`}`}
          >
            {recordedWords(entry)}
          </span>
        </Cell>
        <KindCell entry={entry} />
        <Cell className="tt">
          <EntryText {...props} />
        </Cell>
        <Cell className="tw">
          {entry.pinned && <Pin className="ic pinned" aria-label="pinned" />}
          <StepEnd entry={entry} />
          {byWords(entry)}
        </Cell>
        <Cell className="tsq">{entry.seq}</Cell>
      </div>
    </>
  );
});

function Cell({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, a cell is only read
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which a table does not bear
    <div role="gridcell" className={className}>
      {children}
    </div>
  );
}

/** How a step ended, beside who did it. */
function StepEnd({ entry }: { readonly entry: TimelineEntry }) {
  const mark = stepWords(entry)?.mark ?? null;
  if (mark === null) return null;
  const Icon = STEP_MARKS[mark];
  return <Icon className={`ic smark ${mark}`} aria-label={mark} />;
}

function KindCell({ entry }: { readonly entry: TimelineEntry }) {
  const status = statusOf(entry);
  const { label, icon } = KIND_FACES[entry.kind];
  const step = stepWords(entry);
  const late = isLate(entry) && entry.actor.type === 'operator';
  const Icon = entry.actor.type === 'import' ? IMPORT_ICON : late ? LATE_ICON : icon;
  return (
    <Cell className="tkn">
      {status === null ? (
        <Icon className="ic" aria-hidden="true" />
      ) : (
        <Glyph status={status} lit={isAlarm(entry)} size={16} quiet />
      )}
      {late && entry.kind === 'note' ? 'late note' : label}
      {step && <em>{` ${step.n}/${step.of}`}</em>}
    </Cell>
  );
}

/** A place that is known to be there and not read yet. */
export function UnreadRow() {
  return (
    <div className="te unread">
      <Cell>
        <span className="skel" />
      </Cell>
      <Cell className="trc">
        <span className="vh">Being read</span>
      </Cell>
      <Cell className="tkn">
        <span className="skel" />
      </Cell>
      <Cell className="tt">
        <span className="skel" />
      </Cell>
      <Cell className="tw">
        <span className="skel" />
      </Cell>
      <Cell className="tsq">{null}</Cell>
    </div>
  );
}
