// A report over a period: figures with their definitions, tables, charts, and the rows each figure was computed from, so that
// anybody can compute it again. One shape for the screen, PDF, HTML, CSV and JSON. (spec: incidents, "Reports")
import { z } from 'zod';
import { givenName, label } from './host.ts';
import { timeZone, wallTime, weekdays } from './hours.ts';
import { channelId } from './ids.ts';

export const REPORT_PERIODS = ['daily', 'weekly', 'monthly', 'custom'] as const;
export type ReportPeriodKind = (typeof REPORT_PERIODS)[number];

export const REPORT_FORMS = ['pdf', 'html', 'csv', 'json'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

const instant = z.number().int().min(0);

/** What of the inventory is reported; empty lists: all of it. */
export const reportScope = z.strictObject({
  sites: z.array(label).max(64).default([]),
  tags: z.array(label).max(64).default([]),
});

export const reportAsk = z
  .strictObject({
    period: z.enum(REPORT_PERIODS),
    /** Any moment in the day, week (from Monday) or month of `zone` that is meant; null: the last one that is over. */
    at: instant.nullable().default(null),
    /** Of 'custom': [from, to), epoch ms. */
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    zone: timeZone.default('UTC'),
    scope: reportScope.prefault({}),
    maintenance: z.enum(['exclude', 'good']).default('exclude'),
    unreachable: z.enum(['own', 'good', 'bad']).default('own'),
  })
  .refine(({ period, from, to }) => period !== 'custom' || (from !== null && to !== null && to > from), {
    path: ['to'],
    message: 'a period of your own wants a beginning and a later end',
  });
export type ReportAsk = z.infer<typeof reportAsk>;
export type ReportAskDraft = z.input<typeof reportAsk>;

export const REPORT_SECTIONS = [
  'availability',
  'incidents',
  'response',
  'sla',
  'alarm-load',
  'interruptions',
  'backups',
  'capacity',
  'changes',
  'runbooks',
  'monitoring',
  'handoffs',
] as const; // prettier-ignore
export type ReportSectionId = (typeof REPORT_SECTIONS)[number];

/** 'ms' is a duration, 'at' an instant (epoch ms), 'percent' 0..100. */
export const COLUMN_TYPES = ['text', 'count', 'number', 'percent', 'ms', 'at'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export type Cell = string | number | null;

/** Rows that figures are computed from, or a table that is read. Never cut: what is left out is said in `about`. */
export interface RowSet {
  /** 'availability-hosts'. */
  readonly id: string;
  readonly title: string;
  /** What a row is, a sentence. */
  readonly about: string;
  readonly columns: readonly { readonly key: string; readonly title: string; readonly type: ColumnType }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ReportFigure {
  /** 'availability.total': the same in each report. */
  readonly id: string;
  readonly title: string;
  /** Null: there is nothing to compute it from, or fewer cases than it `needs`. */
  readonly value: number | null;
  readonly type: Exclude<ColumnType, 'text'>;
  readonly unit: string;
  /** How many cases it is from; null where that means nothing. */
  readonly n: number | null;
  /** Of a mean: it is said from so many cases on. */
  readonly needs?: number;
  /** How it is computed, from which columns, so that it can be done again by hand. */
  readonly definition: string;
  /** Ids of the row sets it is computed from. */
  readonly rows: readonly string[];
  /** A goal that is missed is said: 'kept', 'missed', '' where there is none. */
  readonly verdict: '' | 'kept' | 'missed';
}

export interface ReportChart {
  readonly title: string;
  /** Bars for counts, lines for levels, 'share' bars that add up to 100 %. */
  readonly kind: 'bars' | 'line' | 'share';
  readonly unit: string;
  /** Names of slots or instants (epoch ms) as text in the zone of the report. */
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

export interface ReportSection {
  readonly id: ReportSectionId;
  readonly title: string;
  /** What it says in a sentence or two, from the figures. */
  readonly lead: string;
  readonly figures: readonly ReportFigure[];
  readonly charts: readonly ReportChart[];
  /** Row sets that are read as tables, at most so many rows of each in print: 'worst ten'. */
  readonly tables: readonly { readonly rows: string; readonly most: number }[];
  /** What cannot be said, in words: 'measured for 3 of 7 days'. */
  readonly gaps: readonly string[];
}

export interface Report {
  readonly title: string;
  readonly period: {
    readonly kind: ReportPeriodKind;
    /** [from, to), epoch ms. */
    readonly from: number;
    readonly to: number;
    readonly zone: string;
    /** 'Mon 16 to Sun 22 November 2026'. */
    readonly words: string;
    /** It is not over yet: figures as of then. */
    readonly isPartial: boolean;
  };
  /** 'all sites', 'site ams1'. */
  readonly scope: string;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly sections: readonly ReportSection[];
  readonly rowSets: readonly RowSet[];
}

/** A report that is made by itself, each time its period is over. */
export const reportSchedule = z
  .strictObject({
    id: z.string().min(1).max(64),
    name: givenName,
    enabled: z.boolean().default(true),
    period: z.enum(['daily', 'weekly', 'monthly']),
    /** On the wall clock of `zone`, on the day (a Monday, the first) after the period. */
    at: wallTime.default('06:30'),
    zone: timeZone.default('UTC'),
    scope: reportScope.prefault({}),
    forms: z.array(z.enum(REPORT_FORMS)).min(1, 'choose at least one form').max(4).default(['pdf']),
    /** Sent through an e-mail channel, or put into a folder (absolute path); or both. */
    email: z
      .strictObject({ channelId, to: z.array(z.email()).min(1, 'name at least one address').max(32) })
      .nullable()
      .default(null),
    folder: z
      .string()
      .trim()
      .max(4_096)
      .regex(/^(?:$|[/\\]|[A-Za-z]:[/\\])/, 'must be named from the root on: /srv/reports')
      .default(''),
  })
  .refine(({ email, folder }) => email !== null || folder !== '', {
    path: ['folder'],
    message: 'name an e-mail or a folder: else nobody gets it',
  });
export type ReportSchedule = Readonly<z.infer<typeof reportSchedule>>;

/** Hours that interruptions are told apart by. */
export const reportHours = z.strictObject({
  zone: timeZone.default('UTC'),
  business: z.strictObject({ days: weekdays, from: wallTime, to: wallTime }).default({
    days: [1, 2, 3, 4, 5],
    from: '08:00',
    to: '18:00',
  }),
  sleep: z.strictObject({ from: wallTime, to: wallTime }).default({ from: '22:00', to: '07:00' }),
});
export type ReportHours = Readonly<z.infer<typeof reportHours>>;

/** A report that a schedule made, or tried to. */
export interface MadeReport {
  readonly id: string;
  readonly scheduleId: string;
  readonly schedule: string;
  readonly from: number;
  readonly to: number;
  readonly madeAt: number;
  readonly state: 'delivered' | 'waiting' | 'failed';
  readonly tries: number;
  /** Where it went, or why it did not: 'ops@example.com: 250 OK', '/reports/2026-11-22.pdf'. */
  readonly said: readonly string[];
}
