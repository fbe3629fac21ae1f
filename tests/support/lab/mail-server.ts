// A real mail server, Exim of Debian, with configuration, queue and mailboxes of its own; mail goes into files, never out.
// It knows a user, wants STARTTLS before the log-in, and has recipients of every temper: anybody at lab.example gets mail,
// nobody@ is refused, grey@ is put off until `letGreyIn`, slow@ never hears an answer.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, createIdentity } from '../../../electron/lab/certificates.ts';
import { until } from './leftovers.ts';
import { closedPort } from './tcp-server.ts';

export interface MailServer {
  readonly port: number;
  /** PEM file of the authority that signed its certificate, which is for mail.lab.example and 127.0.0.1. */
  readonly issuersFile: string;
  readonly user: string;
  readonly password: string;
  /** The mails delivered to `who`@lab.example, oldest first, whole. */
  mails(who: string): readonly string[];
  /** Waits until so many are delivered. */
  delivered(who: string, count: number): Promise<readonly string[]>;
  letGreyIn(): void;
  log(): string;
  stop(): Promise<void>;
}

/** Where Debian's exim4-daemon-light puts it. */
const EXIM = '/usr/sbin/exim4';
export const hasMailServer = existsSync(EXIM);

/** `tls`: from the first byte (465); `starttls`: offered, and the log-in only behind it; `open`: neither, anybody may send. */
export async function startMail(mode: 'starttls' | 'tls' | 'open' = 'starttls'): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-mail-'));
  const at = (name: string) => join(folder, name);
  chmodSync(folder, 0o755);
  for (const name of ['spool', 'log', 'mail']) mkdirSync(at(name));
  const authority = await createAuthority('Lab mail authority');
  const identity = await createIdentity(['mail.lab.example', '127.0.0.1'], { issuer: authority });
  writeFileSync(at('issuers.pem'), authority.cert);
  writeFileSync(at('cert.pem'), identity.chain);
  writeFileSync(at('key.pem'), identity.key);
  const port = await closedPort();
  writeFileSync(at('exim.conf'), configuration(folder, port, mode));
  // By root it runs as the user the package made for it, by anybody else as that person.
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'Debian-exim:Debian-exim', folder]);
  execFileSync('chown', [String(process.getuid?.() ?? 0), at('exim.conf')]);
  const child = spawn(EXIM, ['-C', at('exim.conf'), '-bdf'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  await listening(child, port, () => complaint);

  const all = (): readonly string[] =>
    existsSync(at('mail/all'))
      ? readFileSync(at('mail/all'), 'utf8')
          .split(/^From .*\n/m)
          .slice(1)
      : [];
  const mails = (who: string): readonly string[] =>
    all().filter((mail) => mail.includes(`Envelope-to: ${who}@lab.example\n`));
  return {
    port,
    issuersFile: at('issuers.pem'),
    user: 'watch',
    password: 'Lab-Mail-7431',
    mails,
    async delivered(who, count) {
      await until(() => mails(who).length >= count, `${count} mails for ${who}`);
      return mails(who);
    },
    letGreyIn: () => writeFileSync(at('grey-may'), ''),
    log: () =>
      readdirSync(at('log'))
        .map((name) => readFileSync(join(at('log'), name), 'utf8'))
        .join(''),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        process.kill(-(child.pid as number), 'SIGKILL');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(child: ChildProcess, port: number, complaint: () => string): Promise<void> {
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`Exim ended with status ${child.exitCode}: ${complaint()}`);
    await new Promise(setImmediate);
  }
}

function configuration(folder: string, port: number, mode: 'starttls' | 'tls' | 'open'): string {
  const secure = mode !== 'open';
  return `
primary_hostname = mail.lab.example
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%s
pid_file_path = ${folder}/pid
local_interfaces = <; [127.0.0.1]:${port}
domainlist local_domains = lab.example
host_lookup =
helo_lookup_domains =
rfc1413_query_timeout = 0s
keep_environment =
deliver_drop_privilege = true
smtp_accept_max = 50
acl_smtp_rcpt = rcpt
tls_advertise_hosts = ${secure ? '*' : ''}
${secure ? `tls_certificate = ${folder}/cert.pem\ntls_privatekey = ${folder}/key.pem` : ''}
${mode === 'tls' ? `tls_on_connect_ports = ${port}` : ''}

begin acl
rcpt:
  deny    local_parts = nobody
          message = no such mailbox here
  defer   local_parts = grey
          condition = \${if exists{${folder}/grey-may}{no}{yes}}
          message = 4.7.1 greylisted, come back later
  accept  local_parts = slow
          delay = 10m
  ${secure ? 'accept  authenticated = *\n          domains = +local_domains' : 'accept  domains = +local_domains'}
  deny    message = relaying denied

begin routers
files:
  driver = accept
  domains = +local_domains
  transport = file

begin transports
file:
  driver = appendfile
  file = ${folder}/mail/all
  create_file = anywhere
  envelope_to_add
  headers_add = X-Lab-Cipher: $tls_in_cipher
  return_path_add

begin retry
*  *  F,1h,5m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{watch}}{eq{$auth3}{Lab-Mail-7431}}}}
  server_set_id = $auth2
  server_advertise_condition = \${if def:tls_in_cipher}
`;
}
