// Logging in over SSH, asked for in the same words by every kind that does, over one pool: a host is connected to once,
// however many of its checks come by that way.
import { z } from 'zod';
import type { SshAuth, SshTarget } from '../lib/ssh-connection.ts';
import { createSshPool } from '../lib/ssh-pool.ts';
import { port, secret, text } from './fields.ts';

/** The fields of a config that say how to log in; spread them into a kind's schema and add `refineLogin`. */
export const loginFields = {
  user: z
    .string()
    .trim()
    .min(1, 'say who to log in as')
    .max(64)
    .regex(/^[^\s:@]+$/, 'must be a user name without spaces')
    .default('monitor')
    .meta({ title: 'User', description: 'Who to log in as; an account that may only read is enough.' }),
  port: port(22, 'The port of the SSH server.'),
  auth: z.enum(['agent', 'key', 'password']).default('agent').meta({
    title: 'Log in by',
    description: 'agent: the keys of the SSH agent here; key: a key file on this machine; password.',
  }),
  keyFile: text('', 'Key file', 'Path of the private key on this machine. It is read, never copied.', 4_096),
  passphrase: secret('Passphrase', 'Of the key file, where it has one.'),
  password: secret('Password', 'For logging in by password.'),
};

const loginSchema = z.object(loginFields);
export type SshLogin = z.output<typeof loginSchema>;

/** Refuses a log-in by key that names no key file: `schema.refine(hasKeyFile, NO_KEY_FILE)`. */
export const hasKeyFile = (config: { readonly auth: SshLogin['auth']; readonly keyFile: string }): boolean =>
  config.auth !== 'key' || config.keyFile !== '';
export const NO_KEY_FILE = { path: ['keyFile'], message: 'must name the key file, since logging in is by key' };

/** Connections of all kinds together. */
export const sshPool = createSshPool();

/** Where and as whom to log in; `address` may be an IPv6 address in brackets. */
export function targetOf(address: string, login: SshLogin): SshTarget {
  return {
    address: address.replace(/^\[(.*)\]$/, '$1'),
    port: login.port,
    user: login.user,
    auth: authOf(login),
  };
}

function authOf(login: SshLogin): SshAuth {
  switch (login.auth) {
    case 'agent':
      return { type: 'agent', socket: process.env.SSH_AUTH_SOCK ?? '' };
    case 'key':
      return { type: 'key', file: login.keyFile, passphrase: login.passphrase };
    case 'password':
      return { type: 'password', password: login.password };
    default:
      return login.auth satisfies never;
  }
}
