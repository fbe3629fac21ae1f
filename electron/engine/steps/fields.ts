// Building blocks of the bodies' schemas, so that the same thing is asked for in the same words in every kind of step.
import { z } from 'zod';
import { parseDuration } from '../core/duration.ts';

/** Longest wait and longest command, ms: a week. */
const LONGEST_MS = 7 * 86_400_000;

/** A duration as people write it; it stays text in the body, `ms` reads it. */
export const duration = (title: string, description: string, longestMs = LONGEST_MS) =>
  z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,6})?(?:ms|s|m|h|d)$/, 'must be a duration: 500ms, 20s, 5m, 2h, 180d')
    .refine((text) => within(parseDuration(text), longestMs), 'must be longer than 0 and at most 7d')
    .meta({ title, description });

const within = (milliseconds: number | null, longest: number): boolean =>
  milliseconds !== null && milliseconds > 0 && milliseconds <= longest;

/** Milliseconds of a duration that the schema has let through. */
export const ms = (text: string): number => parseDuration(text) ?? 0;

/** Text that people read; `${…}` may stand in it. */
export const prose = (title: string, description: string, max = 20_000) =>
  z.string().min(1, 'must not be empty').max(max, `at most ${max} characters`).meta({ title, description });

/** One line that people read. */
export const line = (title: string, description: string, max = 500) =>
  prose(title, description, max).regex(/^[^\n\r]*$/, 'must be one line');

/** A text in which a value may stand, or which is one. */
export const valueText = (title: string, description: string, max = 100_000) =>
  z
    .string()
    .max(max, `at most ${max} characters`)
    .regex(/^[^\0]*$/, 'must not hold a NUL character')
    .meta({ title, description });

/** Id of a step, as a jump names it. */
export const STEP_ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
export const stepId = (title: string, description: string) =>
  z
    .string()
    .regex(STEP_ID, 'must be the id of a step: letters, digits, - and _, beginning with a letter')
    .meta({ title, description });

export const listOf = (one: string | readonly string[]): readonly string[] => (typeof one === 'string' ? [one] : one);
