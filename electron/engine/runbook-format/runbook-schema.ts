// The grammar of a runbook as a zod schema: its top, and the steps as the registry of kinds has them. The JSON Schema for
// editors is made from it. (spec: runbooks, "Format")
import { z } from 'zod';
import { PROBLEM_STATUSES } from '../../contract/model/problem-status.ts';
import { RUNBOOK_STATES } from '../../contract/model/runbook-words.ts';
import { findStepKind } from '../steps/index.ts';
import { inputFields } from '../steps/input-fields.ts';
import { durationMs, isoDate, kebabId, line, pattern, prose, words } from './fields.ts';
import { MAX_STEPS, type ParsedStep, stepSchema } from './step-schema.ts';

const DAY_MS = 86_400_000;

const review = z
  .strictObject({
    last: isoDate('Day of the last review, as 2026-10-01.'),
    every: durationMs('How long a review holds; past it the runbook is stale.', 3_650 * DAY_MS, '3650d'),
  })
  .meta({ description: 'When somebody last made sure that it is right.' });

const match = z
  .strictObject({
    kind: line('Kind of the check: ping, remote-system …', 64).optional(),
    metric: line('Name of a metric that is out of its range, or its beginning: disk.used.', 128).optional(),
    status: z
      .array(z.enum(PROBLEM_STATUSES))
      .min(1, 'must name at least one')
      .optional()
      .meta({ description: 'What the problem is.' }),
    tags: words('The host carries all of them.').optional(),
    check: line('Name of the check; * stands for anything.', 128).optional(),
    summary: pattern('Regular expression that is found in the summary of the last result.').optional(),
  })
  .refine((one) => Object.keys(one).length > 0, 'must name at least one of kind, metric, status, tags, check, summary')
  .meta({ description: 'When it is suggested: every part that is named must fit.' });

const count = (description: string, max: number) =>
  z
    .number()
    .int('must be a whole number')
    .min(1, `must be 1 to ${max}`)
    .max(max, `must be 1 to ${max}`)
    .meta({ description });

const limits = z
  .strictObject({
    maxTargets: count('Hosts that one run may touch.', 1_000).default(10),
    maxRunsPerHour: count('Runs that may begin within an hour.', 1_000).default(20),
  })
  .meta({ description: 'What a run refuses to go beyond.' });

const precondition = z
  .strictObject({
    title: line('What it makes sure of.').optional(),
    check: findStepKind('check')?.body ?? z.record(z.string(), z.json()),
    onFail: z
      .enum(['block', 'warn'])
      .default('block')
      .meta({ description: 'block: no run; warn: a run with a reason.' }),
  })
  .meta({ description: 'A check that must hold before a run begins.' });

export const runbookSchema = z.strictObject({
  apiVersion: z.literal('watchfloor/v1').meta({ description: 'The version of this format.' }),
  kind: z.literal('Runbook').meta({ description: 'What this file is.' }),
  id: kebabId('Name of the runbook in the whole library: lower-case words with hyphens.', 'any'),
  title: line('One line: what it is for.'),
  owner: line('Team or person who keeps it right.', 128),
  state: z
    .enum(RUNBOOK_STATES)
    .default('draft')
    .meta({ description: 'draft (the default) says so wherever it is shown; retired cannot be started.' }),
  tags: words('Words to find it by.').default([]),
  review: review.optional(),
  estimate: durationMs('How long a run takes.', 30 * DAY_MS, '30d').optional(),
  meaning: prose('What the alarm says, and why it matters. Markdown.').default(''),
  impact: prose('What breaks when nobody acts. Markdown.').default(''),
  match: z.array(match).max(64, 'must be at most 64').default([]).meta({ description: 'When it is suggested.' }),
  limits: limits.prefault({}),
  change: z
    .enum(['none', 'asked', 'required'])
    .default('none')
    .meta({ description: 'Whether a run is tied to a change reference and a maintenance window.' }),
  auto: z
    .boolean()
    .default(false)
    .meta({ description: 'Goes through read-only steps without a key, to the first that needs a person.' }),
  inputs: inputFields.optional(),
  preconditions: z
    .array(precondition)
    .max(32, 'must be at most 32')
    .default([])
    .meta({ description: 'What must hold before a run begins.' }),
  steps: z
    .array(stepSchema)
    .min(1, 'must have at least one step')
    .max(MAX_STEPS, `must be at most ${MAX_STEPS} steps: call another runbook for a part of them`)
    .meta({ description: 'The steps, in their order.' }),
});

export type ParsedRunbook = Omit<z.output<typeof runbookSchema>, 'steps'> & { readonly steps: readonly ParsedStep[] };
