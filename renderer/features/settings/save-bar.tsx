// What is changed and not saved, what saving costs, and the two ways out. It stays in sight as long as something waits.
import { count } from '../../lib/number.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { FIELDS, lossWords } from './settings-draft.ts';
import type { SettingsForm } from './use-settings.ts';

export function SaveBar({ form }: { readonly form: SettingsForm }) {
  const { changed, wrong, isSaving } = form;
  if (changed.length === 0) return null;
  // A part of a field ('isolation.beacons.2') is said at the field.
  const known = Object.values(FIELDS).flatMap(([path]) => [path, `settings.${path}`]);
  const homeless = wrong.fields.filter(({ path }) => !known.some((at) => path === at || path.startsWith(`${at}.`)));
  const loss = lossWords(form.holds, form.text);
  return (
    <div className="set-save">
      <div>
        <p role="status">
          <b>{count(changed.length, 'change')} not saved</b>
          <span>{changed.map((field) => FIELDS[field][1]).join(', ')}</span>
        </p>
        {loss && <p className="loss">{loss}</p>}
        {wrong.sentence !== null && (
          <p className="wrong" role="alert">
            Nothing was saved: {wrong.sentence} What you typed is kept.
          </p>
        )}
        {homeless.map(({ path, message }) => (
          <p key={path} className="wrong" role="alert">
            {path}: {message}
          </p>
        ))}
      </div>
      <button type="button" className="btn" onClick={form.discard}>
        <Keycap keys="Ctrl+D" /> Discard
      </button>
      <button type="button" className="btn pri" disabled={isSaving} onClick={() => void form.save()}>
        <Keycap keys="Ctrl+Enter" /> Save
      </button>
    </div>
  );
}
