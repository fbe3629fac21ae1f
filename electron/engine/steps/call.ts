// Another runbook as a step. Which hash it is pinned to, that there is no cycle and how deep it goes is judged by the linter
// and by the run engine.
import { z } from 'zod';
import { valueText } from './fields.ts';
import { INPUT_NAME } from './input-fields.ts';
import { defineStep } from './step.ts';

/** Id of a runbook: 'linux-disk-full'. */
export const RUNBOOK_ID = /^[a-z0-9][a-z0-9-]{0,127}$/;

const given = z
  .union([valueText('Value', `A text or \${…}.`), z.number().transform(String), z.boolean().transform(String)])
  .meta({ title: 'Value', description: `A value for the input; \${…} of this run may stand in it.` });

const body = z.strictObject({
  runbook: z
    .string()
    .regex(RUNBOOK_ID, 'must be the id of a runbook: lower case letters, digits and -')
    .meta({ title: 'Runbook', description: 'Its id.' }),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex')
    .optional()
    .meta({ title: 'Hash', description: 'Only exactly this version of it; left out: as it is when the run begins.' }),
  inputs: z
    .record(z.string().regex(INPUT_NAME, 'must be the name of an input'), given)
    .default({})
    .meta({ title: 'Inputs', description: 'What it is given, by the names of its inputs.' }),
});

export const callStep = defineStep({
  kind: 'call',
  title: 'Runbook',
  about: 'Goes through another runbook as a step; no cycles, three deep.',
  body,
  mode: 'call',
  mayChange: false,
  texts: ({ inputs }) =>
    Object.entries(inputs).map(([name, text]) => ({ path: ['inputs', name], text, use: 'value' as const })),
  jumps: () => [],
  does: ({ runbook }) => `goes through ${runbook}`,
  face: () => ({}),
  calls: ({ runbook, hash, inputs }) => ({ runbook, hash: hash ?? null, inputs }),
});
