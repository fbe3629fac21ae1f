// What an HTTP answer is worth. Pure.
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import type { HttpAnswer, HttpTimes } from '../lib/http-exchange.ts';
import { cleanLine, size } from '../lib/text.ts';
import { connectTrouble } from './connect-trouble.ts';
import { formatMs, round3 } from './format.ts';
import { type HttpConfig, statusIsIn } from './http-config.ts';
import { findPattern } from './pattern.ts';
import { judge } from './range.ts';

/** Judges the last answer; `times` are those of all requests on the way, `hops` the redirects followed. */
export function httpVerdict(config: HttpConfig, answer: HttpAnswer, times: HttpTimes, hops: number): ProbeOutcome {
  const metrics = metricsOf(config, answer, times);
  const cut = answer.cut ? `body cut at ${size(answer.body.length)}${announced(answer)}` : '';
  const wrong = whatIsWrong(config, answer);
  const head = `HTTP ${answer.status}, ${formatMs(times.total)}`;
  if (wrong !== null) {
    const detail = [wrong.detail, cut].filter(Boolean).join('; ');
    return {
      status: 'critical',
      summary: wrong.summary === '' ? head : cleanLine(`${wrong.summary} (${head})`),
      ...(detail !== '' && { detail: cleanLine(detail) }),
      output: answer.body.toString('utf8', 0, 64 * 1024),
      metrics,
    };
  }
  const status: Status = judge(times.total, text(config.warnMs), text(config.critMs));
  const slow = status === 'ok' ? '' : `${status} over ${status === 'critical' ? config.critMs : config.warnMs} ms`;
  const detail = [slow, cut, hops > 0 ? `after ${hops} redirect${hops > 1 ? 's' : ''}` : ''].filter(Boolean).join('; ');
  return {
    status,
    summary: `${head}, ${size(answer.body.length)}`,
    ...(detail !== '' && { detail }),
    metrics,
  };
}

/** An error of the connection, of TLS or of the parser; null when it is none of them (a bug: let it through). */
export function httpTrouble(error: unknown, host: string, target: string): ProbeOutcome | null {
  const known = connectTrouble(error, host, target);
  if (known) return known;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const bad = (summary: string): ProbeOutcome => ({
    status: 'critical',
    summary,
    detail: cleanLine(message),
    metrics: [],
  });
  if (code === 'CERT_HAS_EXPIRED') return bad('Certificate has expired');
  if (code === 'CERT_NOT_YET_VALID') return bad('Certificate is not valid yet');
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return bad('Certificate is for another name');
  if (/^(DEPTH_ZERO_SELF|SELF_SIGNED|UNABLE_TO_|CERT_|CRL_|INVALID_CA|HOSTNAME_MISMATCH)/.test(code)) {
    return bad('Certificate is not trusted');
  }
  if (code === 'HPE_HEADER_OVERFLOW') return bad('Answer header is over 64 KiB');
  if (code.startsWith('HPE_')) return bad('Answer is not HTTP');
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'))
    return bad('No TLS connection possible');
  return null;
}

function whatIsWrong(config: HttpConfig, answer: HttpAnswer): { summary: string; detail: string } | null {
  if (!statusIsIn(answer.status, config.expectStatus)) {
    return { summary: '', detail: `expected ${config.expectStatus}` };
  }
  if (config.expectHeader !== '') {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
    if (!findPattern(config.expectHeader, lines.join('\n'))) {
      return { summary: 'Expected header is missing', detail: `expected ${config.expectHeader}` };
    }
  }
  if (config.expectBody === '' && config.rejectBody === '' && config.jsonPath === '') return null;
  const body = answer.body.toString('utf8');
  if (config.expectBody !== '' && !findPattern(config.expectBody, body)) {
    return { summary: 'Expected text is missing in the body', detail: `expected ${config.expectBody}` };
  }
  if (config.rejectBody !== '' && findPattern(config.rejectBody, body)) {
    return { summary: 'Refused text stands in the body', detail: `refused ${config.rejectBody}` };
  }
  return config.jsonPath === '' ? null : jsonProblem(config, body);
}

function jsonProblem(config: HttpConfig, body: string): { summary: string; detail: string } | null {
  const { jsonPath: path, jsonEquals: wanted } = config;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { summary: 'Body is not JSON', detail: `JSON path ${path} was not looked at` };
  }
  for (const step of path.split('.')) {
    // Own properties only: "constructor" is not part of the answer.
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
      return { summary: `JSON has no ${path}`, detail: `"${step}" is not there` };
    }
    value = (value as Record<string, unknown>)[step];
  }
  const found = typeof value === 'string' ? value : JSON.stringify(value);
  return found === wanted ? null : { summary: `JSON ${path} is ${found}`, detail: `expected ${wanted}` };
}

function metricsOf(config: HttpConfig, answer: HttpAnswer, times: HttpTimes): Metric[] {
  const warn = text(config.warnMs);
  const crit = text(config.critMs);
  const metrics: Metric[] = [];
  for (const step of ['dns', 'connect', 'tls', 'firstByte', 'total'] as const) {
    const value = times[step];
    if (value !== undefined) metrics.push({ name: `time.${step}`, value: round3(value), unit: 'ms' });
  }
  const total = metrics.pop();
  if (total) metrics.push({ ...total, ...(warn && { warn }), ...(crit && { crit }) });
  metrics.push({ name: 'size', value: answer.body.length, unit: 'B' });
  return metrics;
}

function text(limit: number | undefined): string | undefined {
  return limit === undefined ? undefined : String(limit);
}

function announced(answer: HttpAnswer): string {
  const length = Number(answer.headers['content-length']);
  return Number.isSafeInteger(length) && length > 0 ? ` of ${size(length)}` : '';
}
