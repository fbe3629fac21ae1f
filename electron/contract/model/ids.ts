// Branded identifiers: a HostId cannot be passed where a CheckId is wanted.
import { z } from 'zod';

const id = () => z.string().min(1).max(64);

export const hostId = id().brand<'HostId'>();
export type HostId = z.infer<typeof hostId>;

export const checkId = id().brand<'CheckId'>();
export type CheckId = z.infer<typeof checkId>;

export const templateId = id().brand<'TemplateId'>();
export type TemplateId = z.infer<typeof templateId>;

export const problemId = id().brand<'ProblemId'>();
export type ProblemId = z.infer<typeof problemId>;

export const windowId = id().brand<'WindowId'>();
export type WindowId = z.infer<typeof windowId>;

export const muteId = id().brand<'MuteId'>();
export type MuteId = z.infer<typeof muteId>;

export const channelId = id().brand<'ChannelId'>();
export type ChannelId = z.infer<typeof channelId>;

export const routeId = id().brand<'RouteId'>();
export type RouteId = z.infer<typeof routeId>;

export const personId = id().brand<'PersonId'>();
export type PersonId = z.infer<typeof personId>;

export const scheduleId = id().brand<'ScheduleId'>();
export type ScheduleId = z.infer<typeof scheduleId>;

export const incidentId = id().brand<'IncidentId'>();
export type IncidentId = z.infer<typeof incidentId>;

export const policyId = id().brand<'PolicyId'>();
export type PolicyId = z.infer<typeof policyId>;

export const runId = id().brand<'RunId'>();
export type RunId = z.infer<typeof runId>;

/** A shift as it is planned; an occurrence of it is a `Shift`. */
export const shiftId = id().brand<'ShiftId'>();
export type ShiftId = z.infer<typeof shiftId>;

export const handoffId = id().brand<'HandoffId'>();
export type HandoffId = z.infer<typeof handoffId>;
