// Zabbix: a media type of kind Webhook with the parameters of the README (zabbix.com, "Webhook" and "Supported macros").
import type { Status } from '../../contract/model/result.ts';
import { type Fields, firstText, isFields, linksOf, textOf, timeOf } from './fields.ts';
import { defineInbound, type InboundAlert, Senseless } from './format.ts';

/** {EVENT.NSEVERITY}: not classified, information, warning, average, high, disaster. */
const SEVERITIES: readonly Status[] = ['warning', 'warning', 'warning', 'warning', 'critical', 'critical'];

export const zabbix = defineInbound({
  format: 'zabbix',
  title: 'Zabbix',
  about: 'A media type of kind Webhook with the parameters of the documentation; told apart by the event id.',
  path: 'zabbix',
  keys: 'one-episode',
  accepts: ['json'],
  read(body) {
    if (!isFields(body)) throw new Senseless('The body must be the JSON object of the documented parameters.');
    return { alerts: [readAlert(body)], beats: [], rejected: [] };
  },
});

function readAlert(body: Fields): InboundAlert {
  const key = said(body.event_id);
  const value = said(body.event_value);
  const name = firstText(said(body.event_name), said(body.trigger_name));
  if (key === '') throw new Senseless('"event_id" must be {EVENT.ID}: the problem has nothing to be told apart by.');
  if (value !== '0' && value !== '1')
    throw new Senseless('"event_value" must be {EVENT.VALUE}: 1 for a problem, 0 for its recovery.');
  if (name === '') throw new Senseless('"event_name" must be {EVENT.NAME}: the problem has no name.');
  const data = said(body.operational_data);
  const tags = said(body.tags);
  return {
    key: key.slice(0, 256),
    host: said(body.host) || 'zabbix',
    name,
    status: value === '0' ? 'ok' : (SEVERITIES[Number(said(body.severity) || Number.NaN)] ?? 'critical'),
    summary: data ? `${name}: ${data}` : name,
    detail: [said(body.description), tags && `tags: ${tags}`].filter(Boolean).join('\n'),
    links: linksOf([
      ['Event', body.event_url],
      ['Trigger', body.trigger_url],
    ]),
    startsAt: timeOf(body.event_timestamp),
  };
}

/** A macro that Zabbix could not fill in says nothing: it stays as '{NAME}', or becomes '*UNKNOWN*'. */
function said(value: unknown): string {
  const text = textOf(value);
  return /^\{[$A-Z][^{}]*\}$/.test(text) || text === '*UNKNOWN*' ? '' : text;
}
