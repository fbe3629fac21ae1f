// One entry of a review: when, what kind, about what, what happened, who did it, and how soon it answered.
import { memo } from 'react';
import type { ReviewEntry } from '../../../../electron/contract/model/review.ts';
import { clock, day } from '../../../lib/time.ts';
import { isAlarm, statusOf } from '../../../store/entry-status.ts';
import { reactionWords } from '../../../store/review-words.ts';
import { KIND_FACES } from '../../../ui/entry-kinds.ts';
import { Glyph } from '../../../ui/glyph.tsx';

interface Props {
  readonly item: ReviewEntry;
  /** A day of UTC begins with it. */
  readonly isNewDay: boolean;
  /** Why its reaction was slow; ''. */
  readonly slow: string;
}

export const EntryRow = memo(function EntryRow({ item, isNewDay, slow }: Props) {
  const { entry, subject } = item;
  const isPerson = entry.actor.type !== 'engine';
  const reaction = reactionWords(item);
  const isSaid = subject === '' || entry.text.includes(subject);
  return (
    <>
      {isNewDay && (
        <div className="rv-day" role="presentation">
          {day(entry.occurredAt)} <u>UTC</u>
        </div>
      )}
      <div className={`rv-e${isPerson ? ' hum' : ''}${isAlarm(entry) ? ' alarm' : ''}`}>
        <time dateTime={new Date(entry.occurredAt).toISOString()}>{clock(entry.occurredAt)}</time>
        <Kind item={item} />
        <div className="rv-t">
          {!isSaid && <span className="mono">{subject} </span>}
          {entry.text}
          {reaction !== '' && (
            <p className={slow === '' ? 'rv-r' : 'rv-r slow'}>
              {slow !== '' && <Glyph status="warning" size={13} quiet />}
              {reaction}
              {slow !== '' && <b>{slow}</b>}
            </p>
          )}
        </div>
        <span className="rv-by">{isPerson && 'name' in entry.actor ? entry.actor.name : 'engine'}</span>
      </div>
    </>
  );
});

function Kind({ item: { entry } }: { readonly item: ReviewEntry }) {
  const { label, icon: Icon } = KIND_FACES[entry.kind];
  const status = statusOf(entry);
  return (
    <span className="rv-k">
      {status === null ? <Icon className="ic" aria-hidden="true" /> : <Glyph status={status} size={16} quiet />}
      {label}
    </span>
  );
}

/** A place that is known to be there and not read yet. */
export function UnreadRow() {
  return (
    <div className="rv-e unread">
      <span className="skel" />
      <span className="skel" />
      <span className="skel">
        <span className="vh">Being read</span>
      </span>
      <span className="skel" />
    </div>
  );
}
