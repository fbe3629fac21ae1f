// Ways to tell people as the engine would describe them, for forms that draw themselves.
import type { NotifierInfo } from '../../electron/contract/model/notice.ts';

const text = (title: string, more: object = {}) => ({ type: 'string', title, ...more });
const secret = (title: string) => ({ type: 'string', title, secret: true });

export const NOTIFIERS: readonly NotifierInfo[] = [
  {
    kind: 'desktop',
    title: 'Desktop notification',
    about: 'Shows a notification on the desktop of this computer.',
    schema: { type: 'object', properties: {} },
  },
  {
    kind: 'sound',
    title: 'Sound',
    about: 'Sounds on every open window; SEV1 and SEV2 until somebody acknowledges or silences.',
    schema: { type: 'object', properties: {} },
  },
  {
    kind: 'email',
    title: 'E-mail',
    about: 'Sends a message through an SMTP server.',
    schema: {
      type: 'object',
      properties: {
        host: text('SMTP server', { description: 'Name or address.' }),
        port: { type: 'integer', minimum: 1, maximum: 65_535, default: 587, title: 'Port' },
        user: text('User'),
        password: secret('Password'),
        from: text('From', { default: 'watchfloor@localhost' }),
        to: { type: 'array', items: { type: 'string' }, title: 'To', description: 'One address a line.' },
      },
      required: ['host', 'to'],
    },
  },
  {
    kind: 'slack',
    title: 'Slack',
    about: 'Posts to a channel of Slack through an incoming webhook.',
    schema: { type: 'object', properties: { url: secret('Webhook URL') }, required: ['url'] },
  },
  {
    kind: 'pagerduty',
    title: 'PagerDuty',
    about: 'Opens, updates and resolves an incident (Events API v2).',
    schema: { type: 'object', properties: { routingKey: secret('Integration key') }, required: ['routingKey'] },
  },
  {
    kind: 'webhook',
    title: 'Webhook',
    about: 'Posts the notice as JSON to a URL; 2xx means it has arrived.',
    schema: {
      type: 'object',
      properties: { url: text('URL'), token: secret('Bearer token') },
      required: ['url'],
    },
  },
];
