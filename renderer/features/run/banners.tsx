// What holds for the run as a whole and wants to be known before the next key: an old picture, a changed file, a start against
// the rules, a way back under way.
import { FileDiff, History, TriangleAlert, Undo2 } from 'lucide-react';
import type { Run, RunView } from '../../../electron/contract/model/run.ts';
import { useNow } from '../../lib/now.ts';
import { duration, when } from '../../lib/time.ts';
import { useAbout } from '../../store/about.ts';
import { shortHash } from '../../store/run-words.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import type { Near } from './near-run.ts';

export function Banners({ view, near }: { readonly view: RunView; readonly near: Near }) {
  return (
    <div className="rbans">
      <OldPicture near={near} />
      <FileChanged view={view} />
      <WayBack run={view.run} />
      <Watching view={view} />
      <AgainstRules run={view.run} />
    </div>
  );
}

/** What is shown is as of a moment: nothing may be decided on it. */
function OldPicture({ near }: { readonly near: Near }) {
  const link = useWorld((world) => world.link);
  const now = useNow();
  if (link === 'live' && near.reason === null) return null;
  return (
    <p className="rban old" role="alert">
      <History className="ic" aria-hidden="true" />
      <span>
        <b>As of {when(near.asOf, now)} UTC</b>, {duration(now - near.asOf)} old. {near.reason ?? ''} What runs may have
        gone on; nothing can be done from here until the monitor answers.
      </span>
    </p>
  );
}

function FileChanged({ view: { run, file } }: { readonly view: RunView }) {
  if (file.state === 'same' || run.endedAt !== null) return null;
  return (
    <p className="rban">
      <FileDiff className="ic" aria-hidden="true" />
      <span>
        <b>
          {file.state === 'gone' ? 'The file of this runbook is gone.' : 'The file of this runbook was changed since.'}
        </b>{' '}
        The run goes on with <i className="mono">{shortHash(run.hash)}</i>, as it was pinned.
      </span>
      {file.difference !== '' && (
        <span className="rban-k">
          <Keycap keys="f" />
          what changed
        </span>
      )}
    </p>
  );
}

function WayBack({ run: { rollback, endedAt } }: { readonly run: Run }) {
  if (rollback === null || endedAt !== null) return null;
  return (
    <p className="rban">
      <Undo2 className="ic" aria-hidden="true" />
      <span>
        <b>Rolling back, newest change first.</b> {rollback.left.length} left. {rollback.by}: {rollback.reason}
      </span>
    </p>
  );
}

/** Somebody else has the pen. */
function Watching({ view: { run, can } }: { readonly view: RunView }) {
  const operator = useAbout((state) => state.about?.operator ?? '');
  if (run.endedAt !== null || run.pen === operator || operator === '') return null;
  return (
    <p className="rban watch">
      <span>
        <b className="hand">{run.pen} holds the pen.</b> You see everything and change nothing.
      </span>
      {can.includes('take-pen') && (
        <span className="rban-k">
          <Keycap keys="P" />
          take it
        </span>
      )}
    </p>
  );
}

function AgainstRules({ run: { outside, accepted, preconditions } }: { readonly run: Run }) {
  const failed = preconditions.filter(({ ok }) => !ok);
  if (outside === null && accepted === null && failed.length === 0) return null;
  return (
    <p className="rban quiet">
      <TriangleAlert className="ic" aria-hidden="true" />
      <span>
        {outside && `Started against a warning, by ${outside.by}: ${outside.reason}. `}
        {accepted && `Past its review: read and accepted by ${accepted.by}. `}
        {failed.map(({ title, found }) => `${title}: ${found}. `)}
      </span>
    </p>
  );
}
