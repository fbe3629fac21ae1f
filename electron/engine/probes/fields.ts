// Building blocks of the kinds' config schemas, so that the same thing is asked for in the same words everywhere.
import { z } from 'zod';
import { patternProblem } from './pattern.ts';
import { parseRange } from './range.ts';

export const port = (preset: number, description: string) =>
  z.int().min(1).max(65_535).default(preset).meta({ title: 'Port', description });

/** A limit in milliseconds that may be left out. */
export const limitMs = (title: string, description: string) =>
  z.number().positive().max(600_000).optional().meta({ title, description, unit: 'ms' });

/** A limit in percent. */
export const percent = (preset: number, title: string, description: string) =>
  z.number().min(0).max(100).default(preset).meta({ title, description, unit: '%' });

/** Stored in the keychain or the vault, never shown again. */
export const secret = (title: string, description: string) =>
  z.string().max(4_096).default('').meta({ title, description, secret: true });

export const text = (preset: string, title: string, description: string, max = 1_024) =>
  z.string().max(max, `at most ${max} characters`).default(preset).meta({ title, description });

/** Text to look for: plain, or a regular expression between slashes. Empty: not looked for. */
export const pattern = (title: string, description: string) =>
  z
    .string()
    .max(1_024)
    .default('')
    .check((context) => {
      const problem = patternProblem(context.value);
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
    })
    .meta({
      title,
      description: `${description} Plain text, or a regular expression between slashes: /up \\d+ days/i.`,
    });

/** A Nagios range; empty: no limit. */
export const range = (title: string, description: string) =>
  z
    .string()
    .trim()
    .max(64)
    .default('')
    .refine((value) => value === '' || parseRange(value) !== null, {
      message: 'must be a range: 10 (alert outside 0..10), 10: (below 10), ~:10 (above 10), 10:20, @10:20 (inside)',
    })
    .meta({ title, description: `${description} A range: 10 alerts outside 0 to 10, 10: below 10, @10:20 inside.` });
