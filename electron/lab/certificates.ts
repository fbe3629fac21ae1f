// Certificates for servers of the lab: authorities, what they sign, and what nobody would sign.
import { isIP } from 'node:net';
import { generate } from 'selfsigned';

export interface Identity {
  readonly key: string;
  /** Its own certificate, PEM. */
  readonly cert: string;
  /** Its own and its issuers' without the root, as a server sends them, PEM. */
  readonly chain: string;
}

export interface CertificateOptions {
  /** Epoch ms; default: valid since yesterday, for a year. */
  readonly validFromAt?: number;
  readonly validToAt?: number;
  /** Who signs; itself unless given. */
  readonly issuer?: Identity;
  /** An RSA key of so many bits in the place of one on a curve; issuer and issued must be of the same sort. */
  readonly rsaBits?: number;
  readonly digest?: 'sha1' | 'sha256';
}

const DAY_MS = 86_400_000;

/** An issuer: a root, or one below `issuer`. */
export function createAuthority(name: string, options: CertificateOptions = {}): Promise<Identity> {
  return make(name, options, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
}

/** A server's certificate for names and addresses; the first is its common name. */
export function createIdentity(
  names: readonly [string, ...string[]],
  options: CertificateOptions = {},
): Promise<Identity> {
  return make(names[0], options, [
    { name: 'basicConstraints', cA: false },
    {
      name: 'subjectAltName',
      altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
    },
  ]);
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>;

async function make(name: string, options: CertificateOptions, extensions: Extensions): Promise<Identity> {
  const { issuer, rsaBits, digest = 'sha256', validFromAt = Date.now() - DAY_MS } = options;
  const made = await generate([{ name: 'commonName', value: name }], {
    ...(rsaBits === undefined ? { keyType: 'ec' } : { keyType: 'rsa', keySize: rsaBits }),
    algorithm: digest,
    notBeforeDate: new Date(validFromAt),
    notAfterDate: new Date(options.validToAt ?? validFromAt + 365 * DAY_MS),
    extensions,
    ...(issuer && { ca: { key: issuer.key, cert: issuer.cert } }),
  });
  // A root is not sent: whoever trusts it has it.
  const above = issuer && issuer.chain !== '' ? `\n${issuer.chain}` : '';
  const isRoot = issuer === undefined && extensions.some((one) => one.name === 'basicConstraints' && one.cA);
  return { key: made.private, cert: made.cert, chain: isRoot ? '' : `${made.cert}${above}` };
}
