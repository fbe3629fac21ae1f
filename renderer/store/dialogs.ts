// Which dialogs are open, one over the other. Any feature may open one; the app shell draws it, so that features never import each other.
import { create } from 'zustand';
import type { HostKeyQuestion } from '../../electron/contract/model/health.ts';
import type {
  ChannelId,
  CheckId,
  HandoffId,
  HostId,
  IncidentId,
  PersonId,
  PolicyId,
  ProblemId,
  RouteId,
  RunId,
  ScheduleId,
  ShiftId,
  TemplateId,
  WindowId,
} from '../../electron/contract/model/ids.ts';
import type { IncidentStatus } from '../../electron/contract/model/incident-rules.ts';
import type { ReportAskDraft } from '../../electron/contract/model/report.ts';
import type { ActType } from '../../electron/contract/model/run.ts';
import type { RunMode } from '../../electron/contract/model/runbook-words.ts';
import type { ScopeDraft } from '../../electron/contract/model/scope.ts';
import type { AttachmentRef } from '../../electron/contract/model/timeline.ts';

export type Dialog =
  | { readonly type: 'acknowledge'; readonly problemIds: readonly ProblemId[] }
  /** Some problems, or what a scope covers: mutes them; or ends their mutes, when all of them are muted already. */
  | { readonly type: 'mute'; readonly problemIds: readonly ProblemId[]; readonly scope?: ScopeDraft }
  /** Plans a window (null), with a scope and a start to begin from, or changes one. */
  | {
      readonly type: 'window-form';
      readonly windowId: WindowId | null;
      readonly scope?: ScopeDraft;
      readonly startsAt?: number;
    }
  /** Ends the running occurrence of a window, or removes the window. */
  | { readonly type: 'end-window'; readonly windowId: WindowId; readonly how: 'end' | 'remove' }
  | { readonly type: 'host-form'; readonly hostId: HostId | null }
  | { readonly type: 'check-form'; readonly hostId: HostId; readonly checkId: CheckId | null }
  | { readonly type: 'remove-host'; readonly hostId: HostId }
  | { readonly type: 'remove-check'; readonly checkId: CheckId }
  | { readonly type: 'remove-hosts'; readonly hostIds: readonly HostId[] }
  | { readonly type: 'bulk-edit'; readonly hostIds: readonly HostId[] }
  | { readonly type: 'host-columns' }
  /** Without hosts: the whole inventory. */
  | { readonly type: 'export'; readonly hostIds: readonly HostId[] | null }
  | { readonly type: 'template-form'; readonly templateId: TemplateId | null }
  | { readonly type: 'remove-template'; readonly templateId: TemplateId }
  /** A name: that one is changed. */
  | { readonly type: 'credential-form'; readonly name: string | null }
  | { readonly type: 'remove-credential'; readonly name: string }
  | { readonly type: 'host-key'; readonly question: HostKeyQuestion }
  | { readonly type: 'person-form'; readonly personId: PersonId | null }
  | { readonly type: 'remove-person'; readonly personId: PersonId }
  | { readonly type: 'schedule-form'; readonly scheduleId: ScheduleId | null }
  | { readonly type: 'remove-rota'; readonly scheduleId: ScheduleId }
  | { readonly type: 'policy-form'; readonly policyId: PolicyId | null }
  | { readonly type: 'remove-policy'; readonly policyId: PolicyId }
  /** The stretch it is put in for, epoch ms; null: from now. */
  | {
      readonly type: 'override-form';
      readonly scheduleId: ScheduleId;
      readonly from: number | null;
      readonly to: number | null;
    }
  /** Opens one, from problems (or from nothing), or about a host. */
  | { readonly type: 'incident-form'; readonly problemIds: readonly ProblemId[]; readonly hostId?: HostId }
  /** On to another status; without one: to the next. */
  | { readonly type: 'incident-status'; readonly incidentId: IncidentId; readonly to?: IncidentStatus }
  | { readonly type: 'incident-rate'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-hold'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-roles'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-details'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-problems'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-merge'; readonly incidentId: IncidentId }
  | { readonly type: 'follow-up'; readonly incidentId: IncidentId; readonly followUpId: string | null }
  | { readonly type: 'tickets'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-export'; readonly incidentId: IncidentId }
  | { readonly type: 'incident-import' }
  /** A word for a timeline, from anywhere; without an incident it is chosen there. */
  | { readonly type: 'note'; readonly incidentId: IncidentId | null }
  | { readonly type: 'redact'; readonly incidentId: IncidentId; readonly seq: number }
  | { readonly type: 'attachment'; readonly incidentId: IncidentId; readonly attachment: AttachmentRef }
  | { readonly type: 'incident-search' }
  /** Before a run of a runbook; without one it is chosen there, best fit first. */
  | {
      readonly type: 'start-run';
      readonly runbookId: string | null;
      readonly problemId?: ProblemId;
      readonly incidentId?: IncidentId;
      readonly mode?: RunMode;
    }
  | { readonly type: 'runbook-import' }
  /** A word for an act that wants one. */
  | {
      readonly type: 'run-reason';
      readonly runId: RunId;
      readonly act: Extract<
        ActType,
        'approve' | 'refuse' | 'take-pen' | 'link' | 'mark-done' | 'go-on' | 'skip' | 'rollback' | 'abort' | 'pass-pen'
      >;
    }
  /** Somebody sits down at this desk, or gets up. */
  | { readonly type: 'sign-in' }
  | { readonly type: 'pin-form'; readonly personId: PersonId }
  | { readonly type: 'shift-form'; readonly shiftId: ShiftId | null }
  | { readonly type: 'remove-shift'; readonly shiftId: ShiftId }
  /** One occurrence that is not as planned; `on`: the day it begins, ISO. */
  | { readonly type: 'shift-override'; readonly shiftId: ShiftId; readonly on: string | null }
  | {
      readonly type: 'handoff-sign';
      readonly handoffId: HandoffId;
      readonly act: 'ready' | 'back-to-draft' | 'accept' | 'decline';
      /** Accepted although questions stay open. */
      readonly withQuestions?: boolean;
    }
  | { readonly type: 'handoff-export'; readonly handoffId: HandoffId }
  | { readonly type: 'report-export'; readonly ask: ReportAskDraft }
  /** Null: a new one. */
  | { readonly type: 'report-schedule'; readonly scheduleId: string | null }
  | { readonly type: 'escalate'; readonly problemIds: readonly ProblemId[] }
  | { readonly type: 'delivery'; readonly deliveryId: string }
  | { readonly type: 'channel-form'; readonly channelId: ChannelId | null }
  | { readonly type: 'remove-channel'; readonly channelId: ChannelId }
  /** A new route (null) goes before another, or to the end. */
  | { readonly type: 'route-form'; readonly routeId: RouteId | null; readonly before?: RouteId }
  /** By its place in the settings; null adds one. */
  | { readonly type: 'severity-rule'; readonly place: number | null }
  | { readonly type: 'quiet-hours'; readonly place: number | null }
  | { readonly type: 'inbound-token' }
  | { readonly type: 'vault' }
  | { readonly type: 'palette' }
  | { readonly type: 'keys' };

interface Dialogs {
  /** The one on top, which has the keys; null when none is open. */
  readonly open: Dialog | null;
  /** Those it was opened over, lowest first. They stay as they are: what was typed in them is not lost. */
  readonly below: readonly Dialog[];
}

export const useDialogs = create<Dialogs>()(() => ({ open: null, below: [] }));

/** Opens a dialog over what is open. One of a kind is enough: where it is open already, nothing happens. */
export const openDialog = (dialog: Dialog): void =>
  useDialogs.setState(({ open, below }) => {
    if (open === null) return { open: dialog, below };
    const known = [...below, open];
    return known.some(({ type }) => type === dialog.type) ? {} : { open: dialog, below: known };
  });
/** Closes the one on top; the one below has the keys again. */
export const closeDialog = (): void =>
  useDialogs.setState(({ below }) => ({ open: below.at(-1) ?? null, below: below.slice(0, -1) }));
