// Datadog: the Webhooks integration with the payload of the README (docs.datadoghq.com, "Webhooks", variables).
import type { Status } from '../../contract/model/result.ts';
import { type Fields, firstText, isFields, linksOf, textOf, timeOf } from './fields.ts';
import { defineInbound, type InboundAlert, Senseless } from './format.ts';

/** $ALERT_TRANSITION, without its 'Re-'. */
const TRANSITIONS = new Map<string, Status>([
  ['triggered', 'critical'],
  ['warn', 'warning'],
  ['no data', 'unknown'],
  ['recovered', 'ok'],
]);
/** $ALERT_TYPE: says how bad it is where the transition does not (a renotification). */
const TYPES = new Map<string, Status>([
  ['error', 'critical'],
  ['warning', 'warning'],
  ['info', 'warning'],
  ['success', 'ok'],
]);

export const datadog = defineInbound({
  format: 'datadog',
  title: 'Datadog',
  about: 'The Webhooks integration with the payload of the documentation; told apart by the alert cycle.',
  path: 'datadog',
  keys: 'one-episode',
  accepts: ['json', 'form'],
  read(body) {
    if (!isFields(body)) throw new Senseless('The body must be the JSON object of the documented payload.');
    return { alerts: [readAlert(body)], beats: [], rejected: [] };
  },
});

function readAlert(body: Fields): InboundAlert {
  const transition = said(body.transition)
    .toLowerCase()
    .replace(/^re-(?=triggered|warn|no data)/, '');
  const status = TRANSITIONS.get(transition) ?? TYPES.get(said(body.type).toLowerCase());
  if (!status) {
    throw new Senseless('"transition" must be $ALERT_TRANSITION, and "type" $ALERT_TYPE: neither says how bad it is.');
  }
  const title = firstText(said(body.title), said(body.event_title));
  const name = withoutTransition(title);
  const id = said(body.alert_id);
  const scope = said(body.scope);
  const key = said(body.cycle_key) || (id && `${id} ${scope}`);
  if (name === '') throw new Senseless('"title" must be $ALERT_TITLE: the alert has no name.');
  if (key === '')
    throw new Senseless('"cycle_key" must be $ALERT_CYCLE_KEY: the alert has nothing to be told apart by.');
  return {
    key: key.slice(0, 256),
    host: said(body.host) || (/(?:^|,)\s*host:([^,\s]+)/.exec(scope)?.[1] ?? 'datadog'),
    name,
    status,
    summary: firstText(said(body.status), title),
    detail: [said(body.message), scope && `scope: ${scope}`, priority(body)].filter(Boolean).join('\n'),
    links: linksOf([
      ['Event', body.link],
      ['Snapshot', body.snapshot],
    ]),
    startsAt: timeOf(body.date),
  };
}

const priority = (body: Fields): string => {
  const word = said(body.priority);
  return word && `priority: ${word}`;
};

/** A variable that Datadog did not fill in says nothing: it stays as '$NAME', or becomes 'null'. */
function said(value: unknown): string {
  const text = textOf(value);
  return /^\$[A-Z_]+$/.test(text) || text === 'null' ? '' : text;
}

/** '[Triggered on {host:web1}] Host is down' is named 'Host is down', before and after. */
function withoutTransition(title: string): string {
  return title
    .replace(/^\[(?:re-)?(?:triggered|warn|no data|recovered|renotify)[^\]]*\]\s*/i, '')
    .replace(/^\[([^\]]*)\]$/, '$1')
    .trim();
}
