// Grafana alerting (9 and later): the webhook contact point (grafana.com, "Configure the webhook notifier").
import { type Fields, fieldsOf, textOf } from './fields.ts';
import { defineInbound } from './format.ts';
import { readLabelled } from './labelled.ts';

/** Alerts that Grafana makes by itself, when a rule could not be worked out: the rule stands in a label. */
const ABOUT_THE_RULE = new Map([
  ['DatasourceNoData', 'no data'],
  ['DatasourceError', 'data source error'],
]);

export const grafana = defineInbound({
  format: 'grafana',
  title: 'Grafana',
  about: 'A contact point of type Webhook of Grafana 9 or later; alerts are told apart by their fingerprint.',
  path: 'grafana',
  keys: 'for-good',
  accepts: ['json'],
  read: (body) => readLabelled(body, { source: 'grafana', more: grafanaOwn }),
});

function grafanaOwn(alert: Fields, labels: Fields) {
  const values = Object.entries(fieldsOf(alert.values)).map(([name, value]) => `${name} = ${textOf(value, 200)}`);
  const lines = [values.join(', ') || textOf(alert.valueString, 1_000)];
  const trouble = ABOUT_THE_RULE.get(textOf(labels.alertname));
  const rule = textOf(labels.rulename);
  return trouble ? { lines, status: 'unknown' as const, ...(rule && { name: `${rule} ${trouble}` }) } : { lines };
}
