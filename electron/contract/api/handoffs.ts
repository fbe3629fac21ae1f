// Hand-overs. Every call that changes one answers with it as it is then; `rev` in the live world says when to ask again.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Briefing } from '../model/briefing.ts';
import { type HandoffSummary, type HandoffView, handoffWords } from '../model/handoff.ts';
import { givenName } from '../model/host.ts';
import { handoffId } from '../model/ids.ts';
import { typedPin } from '../model/shift.ts';
import { procedure } from './base.ts';

const instant = z.number().int().min(0);
const key = { handoffId };
const item = z.string().min(1).max(400);
const why = (message: string) => z.string().trim().min(1, message).max(2_000);
const view = type<HandoffView>();

export const HANDOFF_FORMS = ['markdown', 'json', 'html', 'pdf'] as const;
export type HandoffForm = (typeof HANDOFF_FORMS)[number];

export const handoffs = {
  /** The briefing at this moment, since `from`; null: since this shift (else the last hand-over, else 8 h ago) began. */
  briefing: procedure.input(z.strictObject({ from: instant.nullable().default(null) })).output(type<Briefing>()),
  /** Begins one for the shift that is on (or the one that just ended); an open one is superseded, its words go over. */
  begin: procedure.input(z.strictObject({ incoming: z.union([z.literal(''), givenName]).default('') })).output(view),
  view: procedure.input(z.strictObject(key)).output(view),
  /** Keeps what was typed, of a draft; with each pause in typing, so nothing is lost. */
  write: procedure.input(z.strictObject({ ...key, words: handoffWords })).output(view),
  /** Freezes the briefing and signs it as outgoing. `override`: why although something blocks it. */
  ready: procedure
    .input(z.strictObject({ ...key, override: z.string().trim().max(2_000).default(''), pin: typedPin }))
    .output(view),
  /** Thaws it; ticks and read-backs of items that did not change stay. */
  backToDraft: procedure.input(z.strictObject({ ...key, reason: why('say why') })).output(view),
  tick: procedure.input(z.strictObject({ ...key, item, ticked: z.boolean() })).output(view),
  /** In the words of whoever comes; '' takes it away. */
  readBack: procedure.input(z.strictObject({ ...key, item, text: z.string().trim().max(4_000) })).output(view),
  ask: procedure.input(z.strictObject({ ...key, text: why('ask something') })).output(view),
  answer: procedure
    .input(z.strictObject({ ...key, questionId: z.string().max(64), text: why('write an answer') }))
    .output(view),
  /** Signs it as incoming. Ownership of what the outgoing person has goes over. */
  accept: procedure
    .input(z.strictObject({ ...key, withQuestions: z.boolean().default(false), pin: typedPin }))
    .output(view),
  decline: procedure.input(z.strictObject({ ...key, reason: why('say why'), pin: typedPin })).output(view),
  /** Newest first. */
  list: procedure
    .input(
      z.strictObject({
        from: instant.nullable().default(null),
        to: instant.nullable().default(null),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(type<{ readonly total: number; readonly handoffs: readonly HandoffSummary[] }>()),
  /** As a file. `content` is text, of a PDF base64. A PDF wants the app. */
  exportFile: procedure
    .input(z.strictObject({ ...key, form: z.enum(HANDOFF_FORMS), zone: z.string().max(64).default('') }))
    .output(type<{ name: string; type: string; content: string; base64: boolean }>()),
};
