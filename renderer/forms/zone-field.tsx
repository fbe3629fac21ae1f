// The zone whose local times stand in a file, beside UTC.
import { zoneNames } from '../lib/zone-names.ts';
import { TextField } from './text-field.tsx';

/** What is wrong with it before the engine is asked: it knows best which zones there are. */
export const zoneMissing = (zone: string): readonly { readonly path: string; readonly message: string }[] =>
  zone.trim() === '' ? [{ path: 'zone', message: 'name a zone: Europe/Berlin, or UTC' }] : [];

interface Props {
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (zone: string) => void;
}

export function ZoneField(props: Props) {
  return <TextField {...props} label="Local times of" offers={zoneNames()} help="Beside UTC, which is always there." />;
}
