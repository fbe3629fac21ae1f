// The registry of inbound formats: one line each.
import { alertmanager } from './alertmanager.ts';
import { datadog } from './datadog.ts';
import type { InboundFormat } from './format.ts';
import { grafana } from './grafana.ts';
import { nagios } from './nagios.ts';
import { plain } from './plain.ts';
import { zabbix } from './zabbix.ts';

export const inboundFormats: readonly InboundFormat[] = [alertmanager, grafana, datadog, zabbix, nagios, plain];
