// Building blocks of the envelope's schema. A field that has a rule of its own says its name (`rule`), which findings carry.
import { z } from 'zod';
import { parseDuration } from '../core/duration.ts';
import { patternFault } from './pattern-fault.ts';

/** Puts an issue with the name of its rule. */
const say = (context: z.RefinementCtx, rule: string, message: string): void =>
  void context.addIssue({ code: 'custom', message, params: { rule } });

/** One line, as a title; `${…}` may stand in some of them, which the linter knows. */
export const line = (description: string, max = 200) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => text.trim() !== '' && !/[\n\r]/.test(text), 'must be one line with something in it')
    .meta({ description });

/** Markdown, as long as a page. */
export const prose = (description: string) =>
  z.string().max(20_000, 'must be at most 20,000 characters').meta({ description });

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const RESERVED = ['end', 'none'];
export const MAX_ID = 64;

/** Lower-case words with hyphens. `first`: what it may begin with. */
export const kebabId = (description: string, first: 'letter' | 'any') =>
  z
    .string()
    .superRefine((id, context) => {
      if (id.length > MAX_ID) say(context, 'bad-id', `is longer than ${MAX_ID} characters: make it shorter`);
      else if (RESERVED.includes(id)) say(context, 'bad-id', `"${id}" has a meaning of its own: choose another id`);
      else if (!KEBAB.test(id) || (first === 'letter' && /^\d/.test(id)))
        say(context, 'bad-id', `must be lower-case words with hyphens${hint(id)}`);
    })
    .meta({
      description,
      pattern: `^${first === 'letter' ? '[a-z]' : '[a-z0-9]'}[a-z0-9]*(-[a-z0-9]+)*$`,
      maxLength: MAX_ID,
    });

function hint(id: string): string {
  const better = id
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-\d]+|-+$/g, '')
    .slice(0, MAX_ID);
  return KEBAB.test(better) && !RESERVED.includes(better) ? `: "${better}"` : ', as "disk-full"';
}

/** '10m' → milliseconds. */
export const durationMs = (description: string, longestMs: number, longest: string) =>
  z
    .string()
    .transform((text, context) => {
      const milliseconds = parseDuration(text);
      if (milliseconds === null) say(context, 'bad-duration', 'must be a duration: 500ms, 20s, 5m, 2h, 180d');
      else if (milliseconds <= 0) say(context, 'bad-duration', 'must be longer than 0');
      else if (milliseconds > longestMs) say(context, 'bad-duration', `must be at most ${longest}`);
      return milliseconds ?? 0;
    })
    .meta({ description, pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d)$', examples: ['10m', '180d'] });

/** A calendar date that exists; stays text. */
export const isoDate = (description: string) =>
  z
    .string()
    .refine(isDate, { message: 'must be a date that exists, as 2026-10-01', params: { rule: 'bad-date' } })
    .meta({ description, format: 'date' });

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A regular expression that compiles and comes to an end. */
export const pattern = (description: string) =>
  z
    .string()
    .min(1, 'must not be empty: leave the key out')
    .superRefine((source, context) => {
      const fault = patternFault(source);
      if (fault) say(context, fault.rule, fault.message);
    })
    .meta({ description, format: 'regex' });

export const words = (description: string, max = 64) =>
  z.array(line('A word.', 64)).max(max, `must be at most ${max}`).meta({ description });
