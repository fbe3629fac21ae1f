// Where there is nothing to list: waiting, no library at all, nothing under this choice.
import { openDialog } from '../../store/dialogs.ts';
import { goTo } from '../../store/route.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { NOT_NARROWED, setWanted } from './list/library-state.ts';

export function EmptyLibrary() {
  return (
    <div className="empty">
      <b>There is no runbook yet.</b>
      <p>
        A runbook is a YAML file in a folder. Name a folder of yours in the settings, and every file in it is listed
        here as soon as it is saved. What your team has already, in Markdown, Rundeck or SSM Automation, can be imported
        as drafts.
      </p>
      <span className="acts">
        <button type="button" className="btn pri" onClick={() => goTo({ screen: 'settings' })}>
          <Keycap keys="g ," />
          Name a folder
        </button>
        <button type="button" className="btn" onClick={() => openDialog({ type: 'runbook-import' })}>
          <Keycap keys="m" />
          Import
        </button>
      </span>
    </div>
  );
}

export function NothingFound() {
  return (
    <div className="empty">
      <b>No runbook is like that.</b>
      <p>Titles, steps, commands, tags and owners were looked through.</p>
      <button type="button" className="btn" onClick={() => setWanted(NOT_NARROWED)}>
        <Keycap keys="Escape" />
        Show all
      </button>
    </div>
  );
}

export function Unread({ reason }: { readonly reason: string }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>The library could not be read.</b> {reason} It is asked again by itself. Nothing was changed.
      </p>
    </div>
  );
}
