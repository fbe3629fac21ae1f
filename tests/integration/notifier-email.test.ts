// E-mail against a real Exim: log-in behind STARTTLS, certificates, refusals that pass and refusals that stay.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { email } from '../../electron/engine/notifiers/email.ts';
import type { DeliveryFailure, NotifierContext } from '../../electron/engine/notifiers/notifier.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { hasMailServer, type MailServer, startMail } from '../support/lab/mail-server.ts';
import { notice, notifierContext } from '../support/notices.ts';

// Skipped where Debian's exim4-daemon-light is not installed.
describe.skipIf(!hasMailServer)('e-mail', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMail();
  });
  afterAll(() => server.stop());

  const configFor = (to: readonly string[], more: object = {}) =>
    email.config.parse({
      host: '127.0.0.1',
      port: server.port,
      user: server.user,
      password: server.password,
      from: 'noc@lab.example',
      to,
      issuersFile: server.issuersFile,
      ...more,
    });
  const send = (to: readonly string[], more: object = {}, context: Partial<NotifierContext> = {}, about = notice()) =>
    email.deliver(configFor(to, more), about, notifierContext(context));
  const failure = (sending: Promise<string>): Promise<DeliveryFailure> =>
    sending.then(
      (answer) => expect.fail(`was delivered: ${answer}`),
      (error: DeliveryFailure) => error,
    );

  test('a mail goes out behind STARTTLS and a log-in, and the answer is what the server said', async () => {
    const before = openThings();
    const answer = await send(['oncall@lab.example'], {}, {}, notice({ title: 'Zürich: sw-core-1 ist <down>' }));
    expect(answer).toMatch(/^250 OK id=/);
    const [mail = ''] = await server.delivered('oncall', 1);
    expect(mail).toMatch(/^X-Lab-Cipher: TLS1\.[23]/m);
    expect(mail).toMatch(/^Subject: =\?UTF-8\?Q\?Z=C3=BCrich/m);
    expect(mail).toMatch(/^From: Watchfloor <noc@lab\.example>$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(mail).toMatch(/^Importance: High$/im);
    expect(mail).toContain('Content-Type: multipart/alternative');
    expect(mail).toContain('no answer to 5 pings');
    expect(mail).toContain('&lt;down&gt;');
    expect(mail).not.toContain(server.password);
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });

  test('problem and all-clear stand in one thread, and each try has the same Message-ID', async () => {
    const clear = notice({ id: 'notice-2', kind: 'all-clear', title: 'sw-core-1 is up again' });
    await send(['thread@lab.example']);
    await send(['thread@lab.example'], {}, { attempt: 2 });
    await send(['thread@lab.example'], {}, { idempotencyKey: 'notice-2/channel-1' }, clear);
    const mails = await server.delivered('thread', 3);
    const header = (name: string) => mails.map((mail) => new RegExp(`^${name}: (.*)$`, 'm').exec(mail)?.[1]).sort();
    const ids = header('Message-ID');
    expect(new Set(ids).size).toBe(2);
    expect(new Set(header('References')).size).toBe(1);
    expect(header('In-Reply-To')).toEqual(header('References'));
  });

  test('a title is one line: what a host says adds no header and no recipient', async () => {
    const title = 'web1\r\nBcc: evil@lab.example\r\n\r\nbody\u2028x';
    await send(['victim@lab.example'], {}, {}, notice({ title, kind: 'update' }));
    const [mail = ''] = await server.delivered('victim', 1);
    expect(mail.slice(0, mail.indexOf('\n\n'))).toMatch(/^Subject: web1 Bcc: evil@lab\.example body x$/m);
    expect(mail).not.toMatch(/^Bcc:/m);
    expect(server.log()).not.toMatch(/=> evil/);
    for (const to of ['a@b\r\nBcc: evil@lab.example', 'Evil <evil@lab.example>', 'a@b, evil@lab.example']) {
      expect(email.config.safeParse({ ...configFor(['a@b']), to: [to] }).error?.issues[0]?.path).toEqual(['to', 0]);
    }
  });

  test('a wrong password is permanent, and stands in no error', async () => {
    const error = await failure(send(['oncall@lab.example'], { password: 'wrong-password-1' }));
    expect(error).toMatchObject({ name: 'DeliveryFailure', permanent: true });
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ refused the log-in: 535/);
    expect(error.message).not.toContain('wrong-password-1');
  });

  test('a certificate nobody vouches for is refused before the log-in; nothing was sent', async () => {
    const error = await failure(send(['untrusted@lab.example'], { issuersFile: '' }));
    expect(error.permanent).toBe(false);
    expect(error.message).toMatch(/its certificate was refused \(UNABLE_TO_/);
    const other = await failure(send(['untrusted@lab.example'], { host: 'localhost' }));
    expect(other.message).toMatch(/certificate was refused \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
    expect(server.mails('untrusted')).toEqual([]);
    expect(server.log()).not.toContain('untrusted@lab.example');
  });

  test('an issuers file that is missing, or is none, is said by name', async () => {
    expect((await failure(send(['a@lab.example'], { issuersFile: '/no/such.pem' }))).message).toContain('ENOENT');
    const none = await failure(send(['a@lab.example'], { issuersFile: '/etc/hostname' }));
    expect(none.message).toBe('Issuers file /etc/hostname holds no certificate in PEM form. Nothing was sent.');
    expect(readFileSync(server.issuersFile, 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  test('a refused recipient is permanent; beside one that is taken it is said in the answer', async () => {
    const error = await failure(send(['nobody@lab.example']));
    expect(error).toMatchObject({ permanent: true });
    expect(error.message).toContain('nobody@lab.example: 550 no such mailbox here');
    const answer = await send(['beside@lab.example', 'nobody@lab.example']);
    expect(answer).toMatch(/^250 OK id=\S+\. Not for all: nobody@lab\.example: 550/);
    await server.delivered('beside', 1);
  });

  test('greylisting is tried again, for one of several too, until the server lets it in', async () => {
    expect(await failure(send(['grey@lab.example']))).toMatchObject({ permanent: false });
    const some = await failure(send(['also@lab.example', 'grey@lab.example']));
    expect(some).toMatchObject({ permanent: false });
    expect(some.message).toMatch(/took it for some only\. grey@lab\.example: 451 4\.7\.1 greylisted/);
    server.letGreyIn();
    expect(await send(['grey@lab.example'], {}, { attempt: 2 })).toMatch(/^250 OK/);
    await server.delivered('grey', 1);
  });

  test('a server that hangs in mid-dialogue is left at the abort, with nothing left open', async () => {
    const before = openThings();
    const controller = new AbortController();
    const sending = failure(send(['slow@lab.example'], {}, { signal: controller.signal }));
    await until(() => leftSince(before).length > 0, 'it has begun');
    controller.abort(new Error('time is up'));
    expect((await sending).message).toBe('time is up');
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });

  test('STARTTLS that is not offered is refused, not left out', async () => {
    const open = await startMail('open');
    try {
      const error = await failure(send(['oncall@lab.example'], { port: open.port }));
      expect(error.message).toMatch(/STARTTLS|TLS/);
      expect(open.log()).not.toContain('<= noc@lab.example');
      const relay = { port: open.port, security: 'none', user: '', password: '' };
      expect(await send(['relay@lab.example'], relay)).toMatch(/^250 OK/);
      await open.delivered('relay', 1);
    } finally {
      await open.stop();
    }
  });

  test('TLS from the first byte works as well', async () => {
    const tls = await startMail('tls');
    try {
      const more = { port: tls.port, security: 'tls', issuersFile: tls.issuersFile };
      expect(await send(['oncall@lab.example'], more)).toMatch(/^250 OK/);
      const [mail] = await tls.delivered('oncall', 1);
      expect(mail).toMatch(/^X-Lab-Cipher: TLS1\.[23]/m);
    } finally {
      await tls.stop();
    }
  });

  test('nobody listens: the mail waits for a better day', async () => {
    const error = await failure(send(['oncall@lab.example'], { port: 1 }));
    expect(error).toMatchObject({ permanent: false });
    expect(error.message).toBe('127.0.0.1:1: connection refused, nothing listens there.');
  });
});
