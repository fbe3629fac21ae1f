// What a DNS answer is worth. Pure.
import { isIPv6 } from 'node:net';
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import type { DnsConfig, DnsType } from './dns-config.ts';
import type { DnsReply } from './dns-query.ts';
import { formatMs, round3 } from './format.ts';
import { findPattern } from './pattern.ts';
import { judge } from './range.ts';

/** Judges answers. `name` is what was asked for. */
export function dnsVerdict(config: DnsConfig, name: string, reply: DnsReply): ProbeOutcome {
  const { type } = config;
  const metrics = metricsOf(config, reply.durationMs, reply.answers.length);
  if (reply.serial !== null) metrics.push({ name: 'serial', value: reply.serial, unit: '' });
  const list = reply.answers.join(', ');
  const wrong = whatIsWrong(config, reply.answers);
  const output = reply.answers.join('\n');
  if (wrong !== null) {
    return {
      status: 'critical',
      summary: cleanLine(`${wrong.summary}: ${name} ${type} is ${list}`),
      detail: cleanLine(wrong.detail),
      output,
      metrics,
    };
  }
  const status = judge(reply.durationMs, limit(config.warnMs), limit(config.critMs));
  const took = formatMs(reply.durationMs);
  const good = `${name} ${type} is ${list}`;
  return {
    status,
    summary: cleanLine(status === 'ok' ? `${good} (${took})` : `Answered in ${took}: ${good}`),
    ...(status !== 'ok' && { detail: `${status} over ${status === 'critical' ? config.critMs : config.warnMs} ms` }),
    output,
    metrics,
  };
}

/** The outcome where there is no answer to judge; `server` says who was asked. */
export function dnsTrouble(
  config: DnsConfig,
  name: string,
  server: string,
  failed: { readonly code: string; readonly durationMs: number },
): ProbeOutcome {
  const { code, durationMs } = failed;
  const answered = code === 'ENOTFOUND' || code === 'ENODATA';
  const metrics = answered ? metricsOf(config, durationMs, 0) : [];
  const say = (status: Status, summary: string, detail: string): ProbeOutcome => ({
    status,
    summary: cleanLine(summary),
    ...(detail !== '' && { detail: cleanLine(detail) }),
    metrics,
  });
  if (answered) {
    const what = code === 'ENOTFOUND' ? `No such name: ${name} (NXDOMAIN)` : `${name} has no ${config.type} record`;
    const asWanted = config.expect === 'absent';
    return say(asWanted ? 'ok' : 'critical', what, `${asWanted ? 'as expected, ' : ''}said ${server}`);
  }
  if (code === 'ETIMEOUT') return say('critical', `No answer from ${server} within ${formatMs(durationMs)}`, '');
  const [summary, detail] = WORDS[code] ?? [`DNS query failed (${code})`, ''];
  return say(code === 'EBADNAME' ? 'unknown' : 'critical', summary, [server, detail].filter(Boolean).join('; '));
}

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  ESERVFAIL: ['Server failed (SERVFAIL)', 'its upstream, its zone or the signatures of the zone are at fault'],
  EREFUSED: ['Server refuses to answer (REFUSED)', 'it does not serve this zone, or not to this machine'],
  ENOTIMP: ['Server does not know this kind of question (NOTIMP)', ''],
  EFORMERR: ['Server does not understand the question (FORMERR)', ''],
  EBADRESP: ['Answer is no DNS answer', 'something else may listen there'],
  ECONNREFUSED: ['Connection refused, no DNS server listens there', ''],
  EBADNAME: ['Not a name that can be asked for', 'correct the name of this check'],
};

function whatIsWrong(config: DnsConfig, answers: readonly string[]): { summary: string; detail: string } | null {
  const { expect, expectPattern, type } = config;
  if (expect === 'absent') return { summary: 'Must not exist', detail: `expected no ${type} record` };
  if (expectPattern !== '' && !findPattern(expectPattern, answers.join('\n'))) {
    return { summary: 'Not the expected answer', detail: `expected ${expectPattern}` };
  }
  if (expect === 'any') return null;
  const found = new Set(answers.map((answer) => canonical(type, answer)));
  const wanted = new Map(config.answers.map((answer) => [canonical(type, answer), answer]));
  const missing = [...wanted].filter(([key]) => !found.has(key)).map(([, answer]) => answer);
  const surplus = answers.filter((answer) => !wanted.has(canonical(type, answer)));
  if (missing.length > 0) return { summary: 'Not the expected answer', detail: `missing: ${missing.join(', ')}` };
  if (expect === 'contains' || surplus.length === 0) return null;
  return { summary: 'More than the expected answer', detail: `not expected: ${surplus.join(', ')}` };
}

/** One spelling for what means the same: case and last dot of names, quotes, spaces, the short form of IPv6. */
export function canonical(type: DnsType, answer: string): string {
  const text = answer.trim();
  // Text is text: only quotes around all of it are an operator's habit.
  if (type === 'TXT') return text.replace(/^"(.*)"$/s, '$1');
  if (type === 'AAAA' && isIPv6(text)) return new URL(`http://[${text}]`).hostname;
  return text
    .replaceAll('"', '')
    .split(/\s+/)
    .map((word) => (word === '.' ? word : word.replace(/\.$/, '').toLowerCase()))
    .join(' ');
}

function metricsOf(config: DnsConfig, durationMs: number, answers: number): Metric[] {
  const [warn, crit] = [limit(config.warnMs), limit(config.critMs)];
  return [
    { name: 'time.query', value: round3(durationMs), unit: 'ms', ...(warn && { warn }), ...(crit && { crit }) },
    { name: 'answers', value: answers, unit: '' },
  ];
}

function limit(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : String(ms);
}
