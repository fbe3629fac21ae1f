// What a certificate says, as far as it is judged.

import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

export interface CertificateFacts {
  /** Common name, or what else there is in its place. */
  readonly subject: string;
  readonly issuer: string;
  /** Epoch ms. */
  readonly validFromAt: number;
  /** Epoch ms. */
  readonly validToAt: number;
  readonly isSelfSigned: boolean;
  /** 'RSA 2048', 'EC prime256v1' */
  readonly key: string;
  /** 'an RSA key of 1024 bits', 'a signature by SHA-1'; null: none. */
  readonly weakness: string | null;
  /** SHA-256, AA:BB:…. */
  readonly fingerprint: string;
}

export function factsOf(certificate: X509Certificate): CertificateFacts {
  const isSelfSigned = certificate.subject === certificate.issuer;
  return {
    subject: shortName(certificate.subject),
    issuer: shortName(certificate.issuer),
    validFromAt: Date.parse(certificate.validFrom),
    validToAt: Date.parse(certificate.validTo),
    isSelfSigned,
    key: keyOf(certificate),
    weakness: weaknessOf(certificate, isSelfSigned),
    fingerprint: certificate.fingerprint256,
  };
}

/**
 * The part of a chain that trust hangs on: up to the first certificate whose issuer is trusted, and that issuer. Servers
 * send more, e.g. an old cross-signature of a root, and its expiry harms nobody. Without such an issuer: all of it.
 */
export function neededChain(
  chain: readonly X509Certificate[],
  anchors: ReadonlyMap<string, readonly X509Certificate[]>,
  now: number,
): readonly X509Certificate[] {
  for (const [index, certificate] of chain.entries()) {
    const anchor = anchors
      .get(certificate.issuer)
      ?.find((one) => Date.parse(one.validTo) > now && certificate.verify(one.publicKey));
    if (!anchor) continue;
    const part = chain.slice(0, index + 1);
    return anchor.fingerprint256 === certificate.fingerprint256 ? part : [...part, anchor];
  }
  return chain;
}

/** Whether a certificate is for this name or address. */
export function isFor(certificate: X509Certificate, name: string): boolean {
  return isIP(name) === 0 ? certificate.checkHost(name) !== undefined : certificate.checkIP(name) !== undefined;
}

/** The names a certificate is for, as they are shown: 'example.org, *.example.org and 3 more'. */
export function namesOf(certificate: X509Certificate): string {
  const names = (certificate.subjectAltName ?? '')
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter(Boolean);
  if (names.length === 0) return shortName(certificate.subject);
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** 'CN=x\nO=y' → 'x'. */
function shortName(distinguished: string | undefined): string {
  const parts = (distinguished ?? '').split('\n').map((part) => part.split('='));
  const named = ['CN', 'OU', 'O'].map((key) =>
    parts
      .find(([name]) => name === key)
      ?.slice(1)
      .join('='),
  );
  return named.find((name) => name !== undefined && name !== '') ?? 'no name';
}

function keyOf({ publicKey }: X509Certificate): string {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = publicKey;
  const size = details.modulusLength ?? details.namedCurve;
  return `${type.toUpperCase()}${size === undefined ? '' : ` ${size}`}`;
}

/** Less than 112 bits of security by NIST SP 800-57 part 1, table 2. */
function weaknessOf(certificate: X509Certificate, isSelfSigned: boolean): string | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = certificate.publicKey;
  if (details.modulusLength !== undefined && details.modulusLength < 2_048) {
    return `an ${type?.toUpperCase()} key of ${details.modulusLength} bits`;
  }
  const bits = Number(/(\d{3})/.exec(details.namedCurve ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  if (bits < 224) return `a key of ${bits} bits on a curve`;
  // Nobody looks at the signature under a root: it is trusted by itself. Node before 24.9 does not tell the algorithm.
  const { signatureAlgorithm: algorithm = '' } = certificate as { readonly signatureAlgorithm?: string };
  const digest = /md[245]|sha-?1(?!\d)/i.exec(algorithm)?.[0];
  return isSelfSigned || digest === undefined ? null : `a signature by ${/md/i.test(digest) ? 'MD5' : 'SHA-1'}`;
}
