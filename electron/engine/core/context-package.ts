// What somebody who is woken needs to know, in plain text: a title of a text message's length, and the whole below it, the
// most urgent first. Bounded, whatever the world looks like; made of names, summaries and journal sentences only, so that
// no config and no secret can be in it.
import { Temporal } from 'temporal-polyfill';
import type { Severity } from '../../contract/model/severity.ts';

/** A line of a list: when, epoch ms, who, what. */
export interface ContextLine {
  readonly at: number;
  readonly who: string;
  readonly text: string;
}

export interface ContextProblem {
  /** 'web1 http', or 'web1' for the host itself. */
  readonly subject: string;
  readonly status: string;
  readonly severity: Severity;
  /** First bad result, epoch ms. */
  readonly since: number;
  /** The last result's words. */
  readonly summary: string;
  /** 'in hand: Ada (looking at it)', 'held back: muted by Ben'; '' when neither. */
  readonly handling: string;
}

export interface ContextFacts {
  readonly at: number;
  /** 'step 2 of 6' or 'by Ada'. */
  readonly step: string;
  /** Who has all of it in hand; '' when nobody has. */
  readonly takenBy: string;
  /** Worst first. */
  readonly problems: readonly ContextProblem[];
  /** From the broken host up to the one that caused it: 'rack4-sw2 is unreachable', 'ams1-core-rtr1 is down'. */
  readonly chain: readonly string[];
  /** Hosts that stand behind the broken ones. */
  readonly behind: { readonly count: number; readonly names: readonly string[] };
  readonly tried: readonly ContextLine[];
  readonly changes: readonly ContextLine[];
  readonly told: readonly { readonly at: number; readonly who: string }[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly note: string;
  readonly callBack: string;
}

export const TITLE_LIMIT = 140;
export const TEXT_LIMIT = 8_000;
const LINE_LIMIT = 240;
const NOTE_LIMIT = 2_000;
const MOST_LINES = 10;

/** Title and text, at most TITLE_LIMIT and TEXT_LIMIT characters. */
export function contextWords(facts: ContextFacts): { readonly title: string; readonly text: string } {
  const { at, takenBy, problems, chain, behind, tried, changes, told, links, note, callBack } = facts;
  const parts = [
    `${takenBy ? `In hand: ${takenBy}` : 'Nobody has this in hand'} (escalation, ${facts.step}).`,
    callBack && `Call back: ${line(callBack)}`,
    note && `Note:\n${cut(note, NOTE_LIMIT)}`,
    list(
      'Broken',
      problems.map((one) => problemLine(one, at)),
      problems.length,
    ),
    list('Cause', chain, chain.length),
    behind.count > 0 && `Behind it: ${count(behind.count, 'host')}: ${someOf(behind.names, behind.count)}`,
    list(
      'What was tried',
      tried.map((one) => `${moment(one.at)} ${one.who}: ${one.text}`),
      tried.length,
    ) || 'What was tried: nothing is on record.',
    list(
      'Changes in the last 24 h',
      changes.map((one) => `${moment(one.at)} ${one.who}: ${one.text}`),
      changes.length,
    ) || 'Changes in the last 24 h: none on record.',
    list(
      'Told so far',
      told.map((one) => `${moment(one.at)} ${one.who}`),
      told.length,
    ),
    list(
      'Links',
      links.map(({ title, url }) => `${title}: ${url}`),
      links.length,
    ),
    `As of ${moment(at)} UTC.`,
  ];
  return { title: titleOf(facts), text: cut(parts.filter((part) => part).join('\n\n'), TEXT_LIMIT) };
}

function titleOf({ at, step, takenBy, problems }: ContextFacts): string {
  const [worst, ...others] = problems;
  if (!worst) return cut(`Escalation, ${step}`, TITLE_LIMIT);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const tail = `${more}, ${age(at - worst.since)}: ${takenBy ? 'in hand' : 'nobody has it'} (${step})`;
  // The subject gives way before the rest does: how many, how long and that nobody has it must be read on any telephone.
  const head = `SEV${worst.severity} ${worst.subject} ${worst.status}`;
  return `${cut(head, TITLE_LIMIT - tail.length)}${tail}`;
}

function problemLine({ subject, status, severity, since, summary, handling }: ContextProblem, at: number): string {
  const said = summary && `: ${summary}`;
  return `SEV${severity} ${subject} ${status} since ${moment(since)} (${age(at - since)})${said}${handling && ` [${handling}]`}`;
}

/** '' without lines; the newest or worst of them, and how many more there are. */
function list(title: string, lines: readonly string[], total: number): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, MOST_LINES).map((one) => `- ${line(one)}`);
  return [`${title}:`, ...shown, ...(total > shown.length ? [`- and ${total - shown.length} more`] : [])].join('\n');
}

function someOf(names: readonly string[], total: number): string {
  const shown = names.slice(0, MOST_LINES);
  return line(`${shown.join(', ')}${total > shown.length ? ` and ${total - shown.length} more` : ''}`);
}

const count = (many: number, one: string): string => `${many} ${many === 1 ? one : `${one}s`}`;
const line = (text: string): string => cut(text.replace(/\s+/g, ' ').trim(), LINE_LIMIT);

/** At most `limit` UTF-16 units, never half a character. */
function cut(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text
        .slice(0, Math.max(0, limit - 1))
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}

/** '2026-11-23 02:14', UTC. */
function moment(at: number): string {
  const iso = Temporal.Instant.fromEpochMilliseconds(at).toString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** '48 s', '25 min', '5 h 10 min', '3 d'. */
export function age(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return `${Math.floor(Math.max(0, ms) / 1_000)} s`;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
}
