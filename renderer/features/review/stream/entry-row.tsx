// One entry of a review: when, what kind, about what, what happened, who did it, and how soon it answered.
import { memo } from 'react';
import type { ReviewEntry } from '../../../../electron/contract/model/review.ts';
import { clock, day, localZone } from '../../../lib/time.ts';
import { isAlarm, statusOf } from '../../../store/entry-status.ts';
import { reactionWords } from '../../../store/review-words.ts';
import { KIND_FACES } from '../../../ui/entry-kinds.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Markdown } from '../../../ui/markdown.tsx';

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
        <time dateTime={new Date(entry.occurredAt).toISOString()} title={bothTimes(entry.occurredAt)}>
          {clock(entry.occurredAt)}
        </time>
        <Kind item={item} />
        <div className="rv-t">
          {!isSaid && <span className="mono">{subject} </span>}
          {sentenceOf(item)}
          <Written item={item} />
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

/** 'Fri 20 Nov 02:14:09 UTC, 03:14:09 Amsterdam'. */
const bothTimes = (at: number): string => `${day(at)} ${clock(at)} UTC, ${clock(at, 'local')} ${localZone(at).place}`;

/** 'Note by A. Brandt' says nothing where the words and who wrote them stand beside it. */
const sentenceOf = ({ entry: { kind, text }, body }: ReviewEntry): string =>
  (kind === 'note' || kind === 'decision') && body !== undefined ? '' : text;

/** Lines of what somebody wrote that a stream bears; the incident has all of it. */
const LINES_SHOWN = 6;
const LETTERS_SHOWN = 700;

function Written({ item: { body } }: { readonly item: ReviewEntry }) {
  if (body === undefined) return null;
  if (body === null) return <span className="rv-gone">The words were redacted.</span>;
  const beginning = body.split('\n').slice(0, LINES_SHOWN).join('\n').slice(0, LETTERS_SHOWN);
  return <Markdown text={beginning.length < body.trimEnd().length ? `${beginning.trimEnd()} …` : beginning} />;
}

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
