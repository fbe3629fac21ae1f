// What an entry says: its sentence, its words in Markdown, its file; struck through where a later one puts it right, and
// where something was taken away: by whom, when, and why.
import { Fragment, type ReactNode } from 'react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { clock, when } from '../../../lib/time.ts';
import { stepWords } from '../../../store/entry-status.ts';
import { useWorld } from '../../../store/world.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { toggleUnfolded } from '../incident-view.ts';
import { Attachment } from './attachment.tsx';
import { dayOf, isLate, isLong, LINES_SHOWN, lateWords, sentenceOf, severityChange } from './entry-words.ts';

interface Props {
  readonly incidentId: IncidentId;
  readonly entry: TimelineEntry;
  readonly isUnfolded: boolean;
}

export function EntryText({ incidentId, entry, isUnfolded }: Props) {
  const { attachment, redacted } = entry;
  const body = entry.body !== null && redacted === null ? entry.body : null;
  return (
    <>
      {attachment && redacted === null && <Attachment incidentId={incidentId} attachment={attachment} />}
      <Sentence entry={entry} />
      {body !== null && <Body incidentId={incidentId} entry={entry} body={body} isUnfolded={isUnfolded} />}
      {redacted && (
        <p className="te-red">
          Redacted by <span className="hand">{redacted.by}</span>, {stamp(redacted.at, entry.occurredAt)}:{' '}
          {redacted.reason}
        </p>
      )}
      <Marks entry={entry} />
    </>
  );
}

/** The clock of what came later, with its day when that is another. */
const stamp = (at: number, near: number): string => (dayOf(at) === dayOf(near) ? clock(at) : when(at, near));

function Sentence({ entry }: { readonly entry: TimelineEntry }) {
  const host = useWorld((world) => (entry.hostId ? (world.hosts.get(entry.hostId)?.name ?? null) : null));
  const change = severityChange(entry);
  if (change) {
    return (
      <p>
        <SeverityTag severity={change.from} /> to <SeverityTag severity={change.to} lit /> {change.why}
      </p>
    );
  }
  const step = stepWords(entry);
  if (step) {
    return (
      <p className="te-s">
        <b>{step.title}</b> {withHost(step.said, host)}
      </p>
    );
  }
  const sentence = sentenceOf(entry);
  return sentence === '' ? null : <p className="te-s">{withHost(sentence, host)}</p>;
}

/** A host's name in a sentence stands in the type of names. */
function withHost(sentence: string, host: string | null): ReactNode {
  const at = host === null ? -1 : sentence.indexOf(host);
  if (host === null || at < 0) return sentence;
  return (
    <Fragment>
      {sentence.slice(0, at)}
      <span className="mono">{host}</span>
      {sentence.slice(at + host.length)}
    </Fragment>
  );
}

function Body({ incidentId, entry, body, isUnfolded }: Props & { readonly body: string }) {
  const folded = isLong(entry) && !isUnfolded;
  const lines = body.split('\n').length;
  return (
    <>
      {isOutput(entry) ? (
        <pre className="te-out">{plain(folded ? beginning(body) : body)}</pre>
      ) : (
        <Markdown text={folded ? beginning(body) : body} />
      )}
      {isLong(entry) && (
        <button type="button" tabIndex={-1} className="te-more" onClick={() => toggleUnfolded(incidentId, entry.seq)}>
          {!folded ? 'Show less' : lines > LINES_SHOWN ? `Show all ${lines} lines` : 'Show all of it'}
        </button>
      )}
    </>
  );
}

/** What a command printed is shown as it came, never read as Markdown. */
const isOutput = ({ kind }: TimelineEntry): boolean => kind === 'step' || kind === 'run';

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking control letters out is what it is for
const plain = (text: string): string => text.replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, '').replace(/\n$/, '');

/** The first lines; a fence that is cut in the middle is closed by the parser at the end. */
const beginning = (body: string): string => body.split('\n').slice(0, LINES_SHOWN).join('\n').slice(0, 1_400);

function Marks({ entry }: { readonly entry: TimelineEntry }) {
  const { correctedBy } = entry;
  if (correctedBy === null && !isLate(entry)) return null;
  return (
    <p className="te-marks">
      {correctedBy && <span className="cx">corrected {stamp(correctedBy.at, entry.occurredAt)}</span>}
      {isLate(entry) && <span className="lt">{lateWords(entry)}</span>}
    </p>
  );
}
