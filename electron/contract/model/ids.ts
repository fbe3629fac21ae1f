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
