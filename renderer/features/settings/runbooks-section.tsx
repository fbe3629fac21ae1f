// Runbooks: the folders of one's own, and how their runs log in to hosts.
import { useId } from 'react';
import { rowOf } from './field-row.ts';
import { LoginRows } from './login-rows.tsx';
import { SettingRow } from './setting-row.tsx';
import type { SettingsForm } from './use-settings.ts';

export function RunbooksSection({ form }: { readonly form: SettingsForm }) {
  const id = useId();
  const folders = rowOf(form, 'runbookFolders');
  return (
    <section aria-label="Runbooks" className="set-runbooks">
      <h2>Runbooks</h2>
      <SettingRow
        name={<label htmlFor={id}>Folders</label>}
        was={folders.was === undefined ? undefined : folders.was.split('\n').join(', ') || 'none'}
        wrong={folders.wrong}
        about={
          <span id={`${id}-about`}>
            Folders of yours with runbooks in them, absolute, one a line, at most 16. Their files are watched and read
            anew; drafts that are imported go into the first. The library that ships is always there. Default: none.
          </span>
        }
      >
        <textarea
          id={id}
          className="input mono set-lines"
          rows={3}
          value={folders.value}
          spellCheck={false}
          placeholder="/srv/runbooks"
          aria-describedby={`${id}-about`}
          aria-invalid={folders.wrong ? true : undefined}
          onChange={(event) => folders.onChange(event.target.value)}
        />
      </SettingRow>
      <LoginRows form={form} />
    </section>
  );
}
