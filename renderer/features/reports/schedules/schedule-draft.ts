// Pure: a schedule while it is typed, what is wrong with it before the engine is asked, and back.
import type { FieldError } from '../../../../electron/contract/api/errors.ts';
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { ReportForm, ReportSchedule } from '../../../../electron/contract/model/report.ts';

export interface ScheduleDraft {
  readonly name: string;
  readonly period: ReportSchedule['period'];
  readonly at: string;
  readonly zone: string;
  readonly sites: readonly string[];
  readonly tags: readonly string[];
  readonly forms: readonly ReportForm[];
  /** '' is none. */
  readonly channelId: ChannelId | '';
  readonly to: readonly string[];
  readonly folder: string;
}

export const draftOf = (
  schedule: ReportSchedule | undefined,
  zone: string,
  channelId: ChannelId | '',
): ScheduleDraft =>
  schedule
    ? {
        ...schedule,
        sites: schedule.scope.sites,
        tags: schedule.scope.tags,
        channelId: schedule.email?.channelId ?? '',
        to: schedule.email?.to ?? [],
      }
    : {
        name: '',
        period: 'daily',
        at: '06:30',
        zone,
        sites: [],
        tags: [],
        forms: ['pdf'],
        channelId,
        to: [],
        folder: '',
      };

const isAbsolute = (path: string): boolean =>
  path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');

export function faultsOf({ name, at, forms, channelId, to, folder }: ScheduleDraft): readonly FieldError[] {
  const wrong = (path: string, message: string): FieldError => ({ path, message });
  return [
    ...(name.trim() === '' ? [wrong('name', 'give it a name')] : []),
    ...(/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at) ? [] : [wrong('at', 'must be a time like 06:30')]),
    ...(forms.length === 0 ? [wrong('forms', 'choose at least one form')] : []),
    ...(to.length > 0 && channelId === '' ? [wrong('email.channelId', 'choose the channel that sends it')] : []),
    ...to
      .filter((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
      .map((address) => wrong('email.to', `"${address}" is no address`)),
    ...(to.length === 0 && folder.trim() === ''
      ? [wrong('email.to', 'say where it goes: an address, a folder, or both')]
      : []),
    ...(folder.trim() === '' || isAbsolute(folder.trim())
      ? []
      : [wrong('folder', 'must be an absolute path like /srv/reports')]),
  ];
}

/** As the settings keep it; `id` and whether it is on stay as they are. */
export const scheduleOf = (
  draft: ScheduleDraft,
  { id, enabled }: Pick<ReportSchedule, 'id' | 'enabled'>,
): ReportSchedule => ({
  id,
  enabled,
  name: draft.name.trim(),
  period: draft.period,
  at: draft.at,
  zone: draft.zone.trim(),
  scope: { sites: [...draft.sites], tags: [...draft.tags] },
  forms: [...draft.forms],
  email: draft.channelId === '' || draft.to.length === 0 ? null : { channelId: draft.channelId, to: [...draft.to] },
  folder: draft.folder.trim(),
});

/**
 * With `kept` in its place, as it was typed; whether it is on stays as it is now. Removed by somebody else meanwhile it is put
 * back, so that what was typed is not lost.
 */
export const withSchedule = (now: readonly ReportSchedule[], kept: ReportSchedule): ReportSchedule[] =>
  now.some(({ id }) => id === kept.id)
    ? now.map((one) => (one.id === kept.id ? { ...kept, enabled: one.enabled } : one))
    : [...now, kept];
