// The wallboard: where it hangs, what it shows and for how long. It is opened with --wallboard, or from the palette.
import { zoneNames } from '../../lib/zone-names.ts';
import { rowOf } from './field-row.ts';
import { NumberRow, SettingRow } from './setting-row.tsx';
import { TextRow } from './text-row.tsx';
import type { SettingsForm } from './use-settings.ts';
import { viewsIn, viewWords, WALL_VIEWS, withView } from './wallboard-draft.ts';

export function WallboardSection({ form }: { readonly form: SettingsForm }) {
  return (
    <section aria-label="Wallboard" className="set-reports">
      <h2>
        Wallboard <u>opens by itself with --wallboard</u>
      </h2>
      <ViewsRow form={form} />
      <NumberRow
        name="Each view stays"
        unit="s"
        about="An alarm that nobody has holds the view until somebody has it. Default: 30 s."
        {...rowOf(form, 'wallEvery')}
      />
      <TextRow
        form={form}
        field="wallDisplay"
        name="Display"
        about="As the system calls it, or its number from 1. Empty: the primary one. --wallboard=NAME goes before it."
      />
      <TextRow
        form={form}
        field="wallZone"
        name="Local time"
        about="The place whose time stands below UTC. Empty: the machine's own zone."
        offers={zoneNames()}
      />
    </section>
  );
}

function ViewsRow({ form }: { readonly form: SettingsForm }) {
  const { value, was, wrong, onChange } = rowOf(form, 'wallViews');
  const on = viewsIn(value);
  return (
    <SettingRow
      name="Views"
      about="They come in turn, in this order. Default: overview, incidents, shift."
      was={was === undefined ? undefined : viewWords(was)}
      wrong={wrong}
    >
      <fieldset className="set-sevs">
        <legend className="vh">Views of the wallboard</legend>
        {WALL_VIEWS.map(([view, name]) => (
          <label key={view} className={on.includes(view) ? 'on' : undefined}>
            <input
              type="checkbox"
              className="vh"
              checked={on.includes(view)}
              onChange={() => onChange(withView(value, view))}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </SettingRow>
  );
}
