// The known_hosts format of OpenSSH (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): one key a line, names plain, as patterns or hashed.
import { createHash, createHmac } from 'node:crypto';

export interface KnownHost {
  readonly marker: 'none' | 'revoked';
  readonly algorithm: string;
  /** The key as it crosses the wire. */
  readonly key: Buffer;
  matches(name: string): boolean;
  /** Which file it stands in, for words to the operator. */
  readonly file: string;
  /** The line as it stands, to be kept when the file is written anew. */
  readonly line: string;
}

/** The name of a server in known_hosts: 'host' for port 22, '[host]:port' for any other; lower case. */
export function hostEntryName(address: string, port: number): string {
  const name = address.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/** 'SHA256:…' as ssh-keygen prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The algorithm name a wire-format key begins with; '' when it is not a key. */
export function keyAlgorithm(key: Buffer): string {
  const length = key.length >= 4 ? key.readUInt32BE(0) : 0;
  return length > 0 && length <= 64 && key.length > 4 + length ? key.toString('latin1', 4, 4 + length) : '';
}

/**
 * Reads a known_hosts file. Lines that cannot be read are skipped, as ssh does. '@cert-authority' lines vouch for
 * certificates, which are not spoken here: they vouch for nothing.
 */
export function parseKnownHosts(text: string, file: string): readonly KnownHost[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const entry = parseLine(line, file);
    return entry ? [entry] : [];
  });
}

function parseLine(line: string, file: string): KnownHost | null {
  const words = line.trim().split(/[ \t]+/);
  if (words[0] === '' || words[0]?.startsWith('#')) return null;
  const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
  if (marker !== undefined && marker !== '@revoked') return null;
  const [names, algorithm, base64] = words;
  if (names === undefined || algorithm === undefined || base64 === undefined) return null;
  const key = Buffer.from(base64, 'base64');
  // A key that says it is something else was cut or edited: ssh does not take it either.
  if (keyAlgorithm(key) !== algorithm) return null;
  const matches = names.startsWith('|') ? hashedName(names) : namePatterns(names);
  return { marker: marker ? 'revoked' : 'none', algorithm, key, matches, file, line };
}

/** '|1|salt|hash': HMAC-SHA1 of the name, so that the file does not tell where its owner goes. */
function hashedName(field: string): (name: string) => boolean {
  const [, version, salt, hash] = field.split('|');
  if (version !== '1' || !salt || !hash) return () => false;
  const key = Buffer.from(salt, 'base64');
  return (name) => createHmac('sha1', key).update(name).digest('base64') === hash;
}

/** Comma-separated patterns with * and ?; one that begins with ! and matches excludes the name whatever else matches. */
function namePatterns(field: string): (name: string) => boolean {
  const patterns = field.toLowerCase().split(',').filter(Boolean);
  const wanted = patterns.filter((p) => !p.startsWith('!')).map(wildcard);
  const excluded = patterns.filter((p) => p.startsWith('!')).map((p) => wildcard(p.slice(1)));
  return (name) => wanted.some((match) => match(name)) && !excluded.some((match) => match(name));
}

function wildcard(pattern: string): (name: string) => boolean {
  if (!/[*?]/.test(pattern)) return (name) => name === pattern;
  // Runs of stars mean one star; so the expression cannot backtrack over itself.
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const regex = new RegExp(`^${source}$`);
  return (name) => regex.test(name);
}
