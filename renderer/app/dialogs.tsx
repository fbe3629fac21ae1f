// Which component draws which dialog: one line each. All but what somebody types into at once are fetched when first asked for.
import { type ComponentType, Suspense } from 'react';
import { AcknowledgeDialog } from '../features/handling/acknowledge-dialog.tsx';
import { type Dialog, useDialogs } from '../store/dialogs.ts';
import { Boundary } from './boundary.tsx';
import { later } from './later.tsx';
// Never later: whoever presses Ctrl K types on at once, and half a word finds another command.
import { Palette } from './palette/palette.tsx';

/** What a dialog gets: all that it was opened with. */
type PropsOf<Type extends Dialog['type']> = Omit<Extract<Dialog, { readonly type: Type }>, 'type'>;

const DIALOGS: { readonly [Type in Dialog['type']]: ComponentType<PropsOf<Type>> } = {
  palette: Palette,
  keys: later(async () => (await import('./help.tsx')).KeyHelp),
  acknowledge: AcknowledgeDialog,
  mute: later(async () => (await import('../features/handling/mute-dialog.tsx')).MuteDialog),
  'window-form': later(async () => (await import('../features/maintenance/form/window-form.tsx')).WindowForm),
  'end-window': later(async () => (await import('../features/maintenance/end-window.tsx')).EndWindow),
  'host-key': later(async () => (await import('../features/handling/host-key-dialog.tsx')).HostKeyDialog),
  vault: later(async () => (await import('../features/handling/vault-dialog.tsx')).VaultDialog),
  'host-form': later(async () => (await import('../features/inventory/host-form.tsx')).HostForm),
  'check-form': later(async () => (await import('../features/inventory/check-form.tsx')).CheckForm),
  'remove-host': later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveHost),
  'remove-hosts': later(async () => (await import('../features/inventory/bulk/remove-hosts.tsx')).RemoveHosts),
  'bulk-edit': later(async () => (await import('../features/inventory/bulk/bulk-edit.tsx')).BulkEdit),
  'host-columns': later(async () => (await import('../features/inventory/hosts/columns-dialog.tsx')).ColumnsDialog),
  export: later(async () => (await import('../features/inventory/export-dialog.tsx')).ExportDialog),
  'template-form': later(async () => (await import('../features/inventory/templates/template-form.tsx')).TemplateForm),
  'remove-template': later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveTemplate),
  'credential-form': later(
    async () => (await import('../features/inventory/credentials/credential-form.tsx')).CredentialForm,
  ),
  'remove-credential': later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveCredential),
  'remove-check': later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveCheck),
  'person-form': later(async () => (await import('../features/on-call/person-form.tsx')).PersonForm),
  'remove-person': later(async () => (await import('../features/on-call/remove-dialogs.tsx')).RemovePerson),
  'schedule-form': later(async () => (await import('../features/on-call/schedule-form.tsx')).ScheduleForm),
  'remove-rota': later(async () => (await import('../features/on-call/remove-dialogs.tsx')).RemoveRota),
  'policy-form': later(async () => (await import('../features/on-call/policy-form.tsx')).PolicyForm),
  'remove-policy': later(async () => (await import('../features/on-call/remove-dialogs.tsx')).RemovePolicy),
  'override-form': later(async () => (await import('../features/on-call/override-form.tsx')).OverrideForm),
  'incident-form': later(async () => (await import('../features/incidents/incident-form.tsx')).IncidentForm),
  'incident-status': later(async () => (await import('../features/incidents/status-dialog.tsx')).StatusDialog),
  'incident-rate': later(async () => (await import('../features/incidents/rate-dialog.tsx')).RateDialog),
  'incident-hold': later(async () => (await import('../features/incidents/hold-dialog.tsx')).HoldDialog),
  'incident-roles': later(async () => (await import('../features/incidents/roles-dialog.tsx')).RolesDialog),
  'incident-details': later(async () => (await import('../features/incidents/details-dialog.tsx')).DetailsDialog),
  'incident-problems': later(async () => (await import('../features/incidents/problems-dialog.tsx')).ProblemsDialog),
  'incident-merge': later(async () => (await import('../features/incidents/merge-dialog.tsx')).MergeDialog),
  'follow-up': later(async () => (await import('../features/incidents/follow-up-dialog.tsx')).FollowUpDialog),
  tickets: later(async () => (await import('../features/incidents/tickets-dialog.tsx')).TicketsDialog),
  'incident-export': later(async () => (await import('../features/incidents/export-dialog.tsx')).ExportDialog),
  'incident-import': later(async () => (await import('../features/incidents/import-dialog.tsx')).ImportDialog),
  'start-run': later(async () => (await import('../features/runbooks/start-run-dialog.tsx')).StartRunDialog),
  'runbook-import': later(async () => (await import('../features/runbooks/import-dialog.tsx')).RunbookImportDialog),
  'sign-in': later(async () => (await import('../features/shifts/sign-in-dialog.tsx')).SignInDialog),
  'pin-form': later(async () => (await import('../features/shifts/pin-form.tsx')).PinForm),
  'shift-form': later(async () => (await import('../features/shifts/shift-form.tsx')).ShiftForm),
  'remove-shift': later(async () => (await import('../features/shifts/remove-shift.tsx')).RemoveShift),
  'shift-override': later(async () => (await import('../features/shifts/shift-override.tsx')).ShiftOverride),
  'handoff-sign': later(async () => (await import('../features/handoff/sign-dialog.tsx')).HandoffSignDialog),
  'handoff-export': later(async () => (await import('../features/handoff/export-dialog.tsx')).HandoffExportDialog),
  'report-export': later(async () => (await import('../features/reports/export-dialog.tsx')).ReportExportDialog),
  'report-schedule': later(async () => (await import('../features/reports/schedule-form.tsx')).ReportScheduleForm),
  'run-reason': later(async () => (await import('../features/run/reason-dialog.tsx')).RunReasonDialog),
  'incident-search': later(async () => (await import('../features/incidents/search-dialog.tsx')).SearchDialog),
  note: later(async () => (await import('../features/incident/note-dialog.tsx')).NoteDialog),
  redact: later(async () => (await import('../features/incident/redact-dialog.tsx')).RedactDialog),
  attachment: later(async () => (await import('../features/incident/attachment-dialog.tsx')).AttachmentDialog),
  escalate: later(async () => (await import('../features/on-call/escalate-dialog.tsx')).EscalateDialog),
  delivery: later(async () => (await import('../features/alerting/deliveries/delivery-dialog.tsx')).DeliveryDialog),
  'channel-form': later(async () => (await import('../features/alerting/channels/channel-form.tsx')).ChannelForm),
  'remove-channel': later(async () => (await import('../features/alerting/channels/remove-channel.tsx')).RemoveChannel),
  'route-form': later(async () => (await import('../features/alerting/routes/route-form.tsx')).RouteForm),
  'severity-rule': later(async () => (await import('../features/alerting/rules/rule-form.tsx')).SeverityRuleForm),
  'quiet-hours': later(async () => (await import('../features/alerting/rules/quiet-form.tsx')).QuietHoursForm),
  'inbound-token': later(async () => (await import('../features/settings/token-dialog.tsx')).TokenDialog),
};

export function OpenDialogs() {
  const open = useDialogs((state) => state.open);
  const below = useDialogs((state) => state.below);
  return (open ? [...below, open] : []).map(({ type, ...props }) => {
    const Part = DIALOGS[type] as ComponentType<object>;
    return (
      // There is one of a kind: opening another over it must not mount it anew.
      <Boundary key={type} around="dialog" resetKey={type}>
        <Suspense fallback={null}>
          <Part {...props} />
        </Suspense>
      </Boundary>
    );
  });
}
