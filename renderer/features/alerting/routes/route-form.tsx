// One route: what it takes, whom it tells, at what pace, and whether those behind it see the alert too.
import { useMemo, useState } from 'react';
import type { RouteId } from '../../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, NO_REFUSAL, refusalOf, wrongAt } from '../../../forms/refusal.ts';
import { suggestionsOf } from '../../../forms/suggestions.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { TokenField } from '../../../forms/token-field.tsx';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { HoursField } from '../hours-field.tsx';
import { SeveritiesField } from '../severities-field.tsx';
import { putRoutes } from './route-acts.ts';
import { RoutePace, RouteTargets } from './route-fields.tsx';
import { type RouteText, routeOfText, textOfRoute, withRoute } from './route-text.ts';
import '../../../forms/forms.css';
import '../alerting.css';

interface Props {
  readonly routeId: RouteId | null;
  /** A new one goes before this one. */
  readonly before?: RouteId;
}

const SHOWN = ['name', 'severities', 'tags', 'sites', 'hours', 'groupWaitMs', 'groupIntervalMs', 'repeatIntervalMs'];

export function RouteForm({ routeId, before }: Props) {
  const routes = useWorld((world) => world.routes);
  const hosts = useWorld((world) => world.hosts);
  const known = routes.find(({ id }) => id === routeId) ?? null;
  const offers = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  const { text, set, refusal, isSaving, isDirty, save } = useRouteForm(known, before);
  const beforeName = routes.find(({ id }) => id === before)?.name;
  return (
    <FormDialog
      title={known ? 'Change route' : 'Add a route'}
      sub={known ? known.name : beforeName ? `before ${beforeName}` : 'at the end'}
      save={known ? 'Save' : 'Add route'}
      size="roomy"
      isDirty={isDirty}
      isSaving={isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, SHOWN)}
      note={text.goOn ? 'The routes behind it are tried too.' : 'The routes behind it do not see what it takes.'}
      onSave={() => void save()}
    >
      <TextField
        label="Name"
        value={text.name}
        placeholder="Wake somebody"
        autoFocus
        wrong={wrongAt(refusal, 'name')}
        onChange={(name) => set({ name })}
      />
      <SeveritiesField
        value={text.severities}
        wrong={wrongAt(refusal, 'severities')}
        onChange={(severities) => set({ severities })}
      />
      <div className="grid-2">
        <TokenField
          label="Tags, one of"
          values={text.tags}
          offers={offers.tags}
          placeholder="any"
          wrong={wrongAt(refusal, 'tags')}
          onChange={(tags) => set({ tags })}
        />
        <TokenField
          label="Sites, one of"
          values={text.sites}
          offers={offers.sites}
          placeholder="any"
          wrong={wrongAt(refusal, 'sites')}
          onChange={(sites) => set({ sites })}
        />
      </div>
      <label className="check-row">
        <input
          type="checkbox"
          checked={!text.isAlways}
          onChange={(event) => set({ isAlways: !event.target.checked })}
        />
        Only within these hours
      </label>
      {!text.isAlways && (
        <HoursField value={text.hours} refusal={refusal} path="hours." onChange={(hours) => set({ hours })} />
      )}
      <RouteTargets text={text} set={set} />
      <RoutePace text={text} refusal={refusal} set={set} />
      <div className="field-row">
        <label className="check-row">
          <input type="checkbox" checked={text.goOn} onChange={(event) => set({ goOn: event.target.checked })} />
          Goes on to the routes behind it
        </label>
        <label className="check-row">
          <input type="checkbox" checked={text.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
          Switched on
        </label>
      </div>
    </FormDialog>
  );
}

type Known = Parameters<typeof textOfRoute>[0];

function useRouteForm(known: Known, before: RouteId | undefined) {
  const [start] = useState(() => textOfRoute(known));
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    const { route, wrong } = routeOfText(text, known?.id ?? (crypto.randomUUID() as RouteId));
    setRefusal({ fields: wrong, sentence: null });
    if (wrong.length > 0) return;
    setSaving(true);
    try {
      const what = known ? `the change of ${known.name}` : `adding ${route.name}`;
      await putRoutes(withRoute(useWorld.getState().routes, route, before), what);
      say(`${route.name} is ${known ? 'changed' : 'added'}. z takes it back.`);
      closeDialog();
    } catch (error) {
      const { fields, ...rest } = refusalOf(error);
      setRefusal({
        ...rest,
        fields: fields.map((field) => ({ ...field, path: field.path.replace(/^routes\.\d+\./, '') })),
      });
      setSaving(false);
    }
  };
  const set = (change: Partial<RouteText>) => setText((now) => ({ ...now, ...change }));
  return { text, set, refusal, isSaving, save, isDirty: JSON.stringify(text) !== JSON.stringify(start) };
}
