// Nagios and its kin: passive results as lines, the way send_nsca reads them and the way the command file takes them
// (assets.nagios.com, "External Commands": PROCESS_SERVICE_CHECK_RESULT, PROCESS_HOST_CHECK_RESULT).
import type { Status } from '../../contract/model/result.ts';
import { bounded } from './fields.ts';
import { defineInbound, type InboundAlert, Senseless } from './format.ts';

/** Return codes of services: ok, warning, critical, unknown. */
const SERVICE_CODES: readonly Status[] = ['ok', 'warning', 'critical', 'unknown'];
/** Of hosts: up, down, unreachable. */
const HOST_CODES: readonly Status[] = ['ok', 'critical', 'critical'];
const MAX_LINE = 16_384;
/** What the result of a host is called, which has no service to be named after. */
const HOST_CHECK = 'host check';

const RIGHT =
  'host;service;code;output, host;code;output, or [time] PROCESS_SERVICE_CHECK_RESULT;host;service;code;output';

export const nagios = defineInbound({
  format: 'nagios',
  title: 'Nagios, Icinga, Naemon',
  about: 'Passive results as text, one a line: as for send_nsca, or as external commands. Fields split by ; or tab.',
  path: 'nagios',
  keys: 'for-good',
  accepts: ['text'],
  read(body) {
    const lines = typeof body === 'string' ? body.split(/\r?\n/) : [];
    const alerts: InboundAlert[] = [];
    const rejected: string[] = [];
    for (const [index, line] of bounded(lines, rejected).entries()) {
      if (line.trim() === '') continue;
      const read = line.length > MAX_LINE ? `is longer than ${MAX_LINE} characters` : readLine(line);
      if (typeof read === 'string') rejected.push(`line ${index + 1} ${read}`);
      else alerts.push(read);
    }
    if (alerts.length === 0) throw new Senseless(`The body holds no result. A line must be ${RIGHT}.`);
    return { alerts, beats: [], rejected };
  },
});

function readLine(line: string): InboundAlert | string {
  const command = /^\s*(?:\[(\d{1,12})\]\s*)?([A-Z][A-Z_]+);(.*)$/s.exec(line);
  const word = command?.[2];
  const startsAt = command?.[1] ? Number(command[1]) * 1_000 : null;
  if (word === 'PROCESS_SERVICE_CHECK_RESULT') return serviceResult(split(command?.[3] ?? '', ';', 4), startsAt);
  if (word === 'PROCESS_HOST_CHECK_RESULT') return hostResult(split(command?.[3] ?? '', ';', 3), startsAt);
  if (command && (startsAt !== null || word?.includes('_'))) return 'is a command other than a check result';
  const separator = line.includes('\t') ? '\t' : ';';
  const fields = split(line, separator, 4);
  // 'host;code;output' has a code where a service has its name.
  return /^\d+$/.test(fields[1]?.trim() ?? '')
    ? hostResult(split(line, separator, 3), null)
    : serviceResult(fields, null);
}

/** At most `count` fields: the last one keeps its separators. */
function split(line: string, separator: string, count: number): readonly string[] {
  const parts = line.split(separator);
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function serviceResult([host, service, code, output]: readonly string[], startsAt: number | null) {
  if (!host?.trim() || !service?.trim() || code === undefined) return `is not a result: it must be ${RIGHT}`;
  const status = SERVICE_CODES[codeOf(code)];
  if (!status) return 'has a code that is not 0, 1, 2 or 3';
  return result(host.trim(), service.trim(), status, output ?? '', startsAt);
}

function hostResult([host, code, output]: readonly string[], startsAt: number | null) {
  if (!host?.trim() || code === undefined) return `is not a result: it must be ${RIGHT}`;
  const status = HOST_CODES[codeOf(code)];
  if (!status) return 'has a code of a host that is not 0, 1 or 2';
  return result(host.trim(), HOST_CHECK, status, output ?? '', startsAt);
}

const codeOf = (text: string): number => (/^\s*\d\s*$/.test(text) ? Number(text) : -1);

/** Output as plugins write it: first line, performance data behind '|', further lines written as '\n'. */
function result(host: string, name: string, status: Status, output: string, startsAt: number | null): InboundAlert {
  const [first = '', ...more] = output.split('\\n');
  const summary = (first.split('|')[0] ?? '').trim();
  return {
    key: `${host};${name}`.slice(0, 256),
    host,
    name,
    status,
    summary: summary || `${name}: ${status}`,
    detail: [...(first.includes('|') ? [first] : []), ...more].join('\n').trim(),
    links: [],
    startsAt,
  };
}
