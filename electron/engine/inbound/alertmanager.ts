// Prometheus Alertmanager: its webhook, version 4 (prometheus.io, "webhook_config").
import { defineInbound } from './format.ts';
import { readLabelled } from './labelled.ts';

export const alertmanager = defineInbound({
  format: 'alertmanager',
  title: 'Prometheus Alertmanager',
  about: 'A webhook_config with send_resolved: true; alerts are told apart by their fingerprint.',
  path: 'alertmanager',
  keys: 'for-good',
  accepts: ['json'],
  read: (body) => readLabelled(body, { source: 'alertmanager' }),
});
