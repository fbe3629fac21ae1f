// Pure: the settings while they are typed, what differs from what holds, and what goes to the engine.
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { Settings } from '../../../electron/contract/model/settings.ts';
import { INCIDENT_FIELDS, type IncidentsText, incidentsText, toIncidents } from './incidents-draft.ts';
import { REPORT_FIELDS, type ReportsText, reportsText, toReports } from './reports-draft.ts';
import { RUNBOOK_FIELDS, type RunbooksText, runbooksText, toRunbooks } from './runbooks-draft.ts';
import { toWallboard, WALLBOARD_FIELDS, type WallboardText, wallboardText } from './wallboard-draft.ts';

export interface SettingsText extends IncidentsText, ReportsText, RunbooksText, WallboardText {
  readonly valuesDays: string;
  readonly rollUpsDays: string;
  readonly firstContact: Settings['hostKeys']['firstContact'];
  readonly everyHours: string;
  readonly keep: string;
  readonly detect: 'on' | 'off';
  /** Addresses, one a line. */
  readonly beacons: string;
  readonly receiver: 'on' | 'off';
  readonly receiverAddress: string;
  readonly receiverPort: string;
}
export type SettingsField = keyof SettingsText;
/** Only what somebody changed. */
export type SettingsDraft = Partial<SettingsText>;

/** Where each stands in the contract, and what it is called in a sentence. */
export const FIELDS: Readonly<Record<SettingsField, readonly [path: string, name: string]>> = {
  valuesDays: ['retention.valuesDays', 'keep values'],
  rollUpsDays: ['retention.rollUpsDays', 'keep hourly values'],
  firstContact: ['hostKeys.firstContact', 'first contact'],
  everyHours: ['backups.everyHours', 'back up every'],
  keep: ['backups.keep', 'keep backups'],
  detect: ['isolation.detect', 'notice isolation'],
  beacons: ['isolation.beacons', 'beacons'],
  receiver: ['inbound.enabled', 'receiver'],
  receiverAddress: ['inbound.address', "receiver's address"],
  receiverPort: ['inbound.port', "receiver's port"],
  ...INCIDENT_FIELDS,
  ...RUNBOOK_FIELDS,
  ...REPORT_FIELDS,
  ...WALLBOARD_FIELDS,
};

const NAMES = Object.keys(FIELDS) as readonly SettingsField[];

export const textOf = ({
  retention,
  hostKeys,
  backups,
  isolation,
  incidents,
  runbooks,
  reports,
  wallboard,
  inbound,
}: Settings): SettingsText => ({
  valuesDays: String(retention.valuesDays),
  rollUpsDays: String(retention.rollUpsDays),
  firstContact: hostKeys.firstContact,
  everyHours: String(backups.everyHours),
  keep: String(backups.keep),
  detect: isolation.detect ? 'on' : 'off',
  beacons: isolation.beacons.join('\n'),
  receiver: inbound.enabled ? 'on' : 'off',
  receiverAddress: inbound.address,
  receiverPort: String(inbound.port),
  ...incidentsText(incidents),
  ...runbooksText(runbooks),
  ...reportsText(reports),
  ...wallboardText(wallboard),
});

/** The draft with one field changed; a field that says what holds anyway is no change. */
export function withField(draft: SettingsDraft, holds: SettingsText, change: SettingsDraft): SettingsDraft {
  const next = { ...draft, ...change };
  const differing = NAMES.filter((name) => next[name] !== undefined && next[name] !== holds[name]);
  return Object.fromEntries(differing.map((name) => [name, next[name]])) as SettingsDraft;
}

export const changedIn = (draft: SettingsDraft): readonly SettingsField[] =>
  NAMES.filter((name) => draft[name] !== undefined);

/** As the contract wants it; fields that hold no number are said before the engine is asked. */
export function toSettings(
  text: SettingsText,
  holds: Settings,
): { readonly settings: Settings; readonly wrong: readonly FieldError[] } {
  const wrong: FieldError[] = [];
  const whole = (name: SettingsField): number => {
    const number = Number(text[name].trim() || Number.NaN);
    if (!Number.isInteger(number)) wrong.push({ path: FIELDS[name][0], message: 'must be a whole number' });
    return number;
  };
  const settings = {
    ...holds,
    retention: { valuesDays: whole('valuesDays'), rollUpsDays: whole('rollUpsDays') },
    hostKeys: { firstContact: text.firstContact },
    backups: { everyHours: whole('everyHours'), keep: whole('keep') },
    isolation: { detect: text.detect === 'on', beacons: linesOf(text.beacons) },
    incidents: toIncidents(text, wrong),
    runbooks: toRunbooks(text, wrong),
    reports: toReports(text, holds.reports, wrong),
    wallboard: toWallboard(text, wrong),
    inbound: {
      enabled: text.receiver === 'on',
      address: text.receiverAddress.trim(),
      port: whole('receiverPort'),
    },
  };
  return { settings, wrong };
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What a shorter time costs; null when nothing goes. */
export function lossWords(holds: SettingsText, text: SettingsText): string | null {
  const lost = [
    Number(text.valuesDays) < Number(holds.valuesDays) && `values older than ${text.valuesDays.trim()} days`,
    Number(text.rollUpsDays) < Number(holds.rollUpsDays) && `hourly values older than ${text.rollUpsDays.trim()} days`,
    Number(text.keep) < Number(holds.keep) && `all but the newest ${text.keep.trim()} backups`,
  ].filter(Boolean);
  return lost.length === 0 ? null : `Saving removes ${lost.join(' and ')}. That cannot be taken back.`;
}
