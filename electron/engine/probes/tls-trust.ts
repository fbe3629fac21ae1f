// Which issuers are trusted here: those that come with Node, and those of a file. Read once, again when the file changes.
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

export interface Trust {
  readonly context: SecureContext;
  /** Trusted issuers by their subject. */
  readonly anchors: ReadonlyMap<string, readonly X509Certificate[]>;
}

/** The file with issuers cannot be used; the message says why. */
export class TrustError extends Error {
  override readonly name = 'TrustError';
}

const FILE_LIMIT = 4 * 1024 * 1024;
const KEPT = 32;
const kept = new Map<string, Trust>();

/** What is trusted with this file of issuers; '': the public ones alone. Rejects with TrustError. */
export async function trustOf(caFile: string): Promise<Trust> {
  const version = caFile === '' ? '' : await versionOf(caFile);
  const key = `${caFile}\n${version}`;
  const known = kept.get(key);
  if (known) return known;
  const more = caFile === '' ? [] : certificatesIn(await readFile(caFile, 'latin1'));
  if (caFile !== '' && more.length === 0) throw new TrustError(`${caFile} holds no certificate in PEM form`);
  const anchors = new Map<string, X509Certificate[]>();
  for (const pem of [...rootCertificates, ...more]) {
    const certificate = parse(pem, caFile);
    anchors.set(certificate.subject, [...(anchors.get(certificate.subject) ?? []), certificate]);
  }
  const trust = { context: contextFor(more.length === 0 ? undefined : [...rootCertificates, ...more]), anchors };
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, trust);
  return trust;
}

/** Takes part in any handshake, also a weak one: whether it was good enough is judged afterwards, in words. */
function contextFor(ca: string[] | undefined): SecureContext {
  const options = { minVersion: 'TLSv1', ...(ca && { ca }) } as const;
  try {
    return createSecureContext({ ...options, ciphers: 'DEFAULT:@SECLEVEL=0' });
  } catch {
    // BoringSSL, which is in Electron, knows no security levels.
    return createSecureContext(options);
  }
}

async function versionOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(file);
    if (size > FILE_LIMIT) throw new TrustError(`${file} is too large for a file of certificates`);
    return `${mtimeMs} ${size}`;
  } catch (error) {
    if (error instanceof TrustError) throw error;
    throw new TrustError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function parse(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new TrustError(`${file} holds a certificate that is damaged`);
  }
}
