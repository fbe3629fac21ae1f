// An alert with labels and annotations, as Alertmanager and Grafana send it.
import { createHash } from 'node:crypto';
import {
  bounded,
  type Fields,
  fieldsOf,
  firstText,
  hostWithin,
  isFields,
  linksOf,
  statusOfSeverity,
  textOf,
  timeOf,
} from './fields.ts';
import { type InboundAlert, type InboundRead, Senseless } from './format.ts';

/** Labels that name the machine, the likeliest first. */
const HOST_LABELS = ['instance', 'host', 'hostname', 'node', 'nodename'] as const;
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['summary', 'description', 'message', 'runbook_url', 'runbook']);

export interface LabelledOptions {
  /** Where an alert stands that names no host: under a host of this name. */
  readonly source: string;
  /** What a system adds to each of its alerts. */
  readonly more?: (alert: Fields, labels: Fields) => Partial<InboundAlert> & { readonly lines?: readonly string[] };
}

/** Reads `alerts` of a body. Throws in words when there are none. */
export function readLabelled(body: unknown, options: LabelledOptions): InboundRead {
  const list = fieldsOf(body).alerts;
  if (!Array.isArray(list)) {
    throw new Senseless('The body has no list "alerts": it must be the JSON that a webhook of this system sends.');
  }
  const alerts: InboundAlert[] = [];
  const rejected: string[] = [];
  for (const [index, raw] of bounded(list, rejected).entries()) {
    const read = readOne(raw, options, fieldsOf(body));
    if (typeof read === 'string') rejected.push(`alerts[${index}] ${read}`);
    else alerts.push(read);
  }
  const truncated = Number(fieldsOf(body).truncatedAlerts);
  if (truncated > 0) rejected.push(`${truncated} more alerts were left out by the sender (its max_alerts)`);
  return { alerts, beats: [], rejected };
}

/** The alert, or what is wrong with it. */
function readOne(raw: unknown, { source, more }: LabelledOptions, body: Fields): InboundAlert | string {
  if (!isFields(raw)) return 'is not an object';
  const labels = fieldsOf(raw.labels);
  const annotations = fieldsOf(raw.annotations);
  const name = textOf(labels.alertname);
  if (name === '') return 'has no label "alertname"';
  if (raw.status !== 'firing' && raw.status !== 'resolved') return '.status must be "firing" or "resolved"';
  const { lines = [], ...own } = more?.(raw, labels) ?? {};
  const said = firstText(annotations.description, annotations.message);
  const others = Object.entries(annotations).filter(([key]) => !SAID_ELSEWHERE.has(key) && !key.startsWith('__'));
  const detail = [said, ...lines, pairs('annotations', others), pairs('labels', Object.entries(labels))];
  return {
    key: textOf(raw.fingerprint, 256) || fingerprint(labels),
    host: hostWithin(firstText(...HOST_LABELS.map((label) => labels[label]))) || source,
    name,
    status: statusOfSeverity(textOf(labels.severity)),
    summary: firstText(annotations.summary, annotations.message, annotations.description, name),
    detail: detail.filter((line) => line !== '').join('\n'),
    links: linksOf([
      ['Runbook', firstText(annotations.runbook_url, annotations.runbook)],
      ['Source', raw.generatorURL],
      ['Dashboard', firstText(raw.panelURL, raw.dashboardURL, annotations.dashboard_url)],
      ['Silence', raw.silenceURL],
      ['All its alerts', body.externalURL],
    ]),
    startsAt: timeOf(raw.startsAt),
    ...own,
    ...(raw.status === 'resolved' ? { status: 'ok' as const } : {}),
  };
}

const pairs = (title: string, entries: readonly (readonly [string, unknown])[]): string =>
  entries.length === 0 ? '' : `${title}: ${entries.map(([key, value]) => `${key}=${textOf(value, 200)}`).join(', ')}`;

/** For senders from before fingerprints were sent: the labels are what an alert is told apart by. */
function fingerprint(labels: Fields): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32);
}
