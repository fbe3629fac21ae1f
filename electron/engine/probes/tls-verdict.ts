// What a handshake and its certificates are worth. Pure.
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { formatMs, round3 } from './format.ts';
import { judge } from './range.ts';
import type { CertificateFacts } from './tls-certificate.ts';
import { TLS_VERSIONS, type TlsConfig } from './tls-config.ts';

const DAY_MS = 86_400_000;

export interface Presented {
  /** The name the server was asked for. */
  readonly name: string;
  /** The server's own certificate first; what trust hangs on. */
  readonly chain: readonly [CertificateFacts, ...CertificateFacts[]];
  readonly isForName: boolean;
  /** The names it is for, as they are shown. */
  readonly names: string;
  readonly chainError: string | null;
  readonly version: string;
  readonly cipher: string;
  readonly handshakeMs: number;
  /** How many certificates there were, needed or not. */
  readonly chainLength: number;
}

interface Finding {
  readonly status: Exclude<Status, 'ok' | 'unknown'>;
  readonly words: string;
}

/** Judges what a server presented. `now`: epoch ms. */
export function tlsVerdict(config: TlsConfig, presented: Presented, now: number): ProbeOutcome {
  const { chain, name, version, cipher, handshakeMs } = presented;
  const first = firstToExpire(chain);
  const daysLeft = (first.validToAt - now) / DAY_MS;
  const findings = findingsOf(config, presented, now);
  const status = findings.some((finding) => finding.status === 'critical') ? 'critical' : (findings[0]?.status ?? 'ok');
  const [worst, ...others] = [
    ...findings.filter((finding) => finding.status === status),
    ...findings.filter((finding) => finding.status !== status),
  ];
  const handshake = `${version}, ${cipher}, handshake ${formatMs(handshakeMs)}`;
  const expiry = first === chain[0] ? '' : `; ${subjectOf(chain, first, name)} ${expiryOf(first, now)}`;
  const good = `Certificate of ${name} is valid for ${span(chain[0].validToAt - now)} (until ${day(chain[0].validToAt)})`;
  return {
    status,
    summary: cleanLine(worst?.words ?? good),
    detail: cleanLine(
      others.length > 0
        ? others.map(({ words }) => words).join('; ')
        : `issued by "${chain[0].issuer}", ${handshake}${worst ? '' : expiry}`,
    ),
    output: [...chain.map(lineOf), handshake].join('\n'),
    metrics: metricsOf(config, presented, daysLeft),
  };
}

function findingsOf(config: TlsConfig, presented: Presented, now: number): readonly Finding[] {
  const { chain, name, names, isForName, version } = presented;
  const findings: Finding[] = [];
  const critical = (words: string) => findings.push({ status: 'critical', words });
  const expired = chain.filter((one) => one.validToAt <= now);
  const early = chain.filter((one) => one.validFromAt > now);
  for (const one of [...expired, ...early]) critical(`${subjectOf(chain, one, name)} ${expiryOf(one, now)}`);
  if (config.verifyName && !isForName) critical(`Certificate is for ${names}, not for ${name}`);
  const untrusted = chainWords(presented, expired.length + early.length > 0);
  if (config.verifyChain && untrusted !== null) critical(untrusted);
  const first = firstToExpire(chain);
  const status = judge((first.validToAt - now) / DAY_MS, `${config.warnDays}:`, `${config.critDays}:`);
  if (status !== 'ok' && expired.length === 0) {
    findings.push({ status, words: `${subjectOf(chain, first, name)} ${expiryOf(first, now)}` });
  }
  if (ageOf(version) < ageOf(config.minVersion))
    critical(`Server agrees on ${version}, older than ${config.minVersion}`);
  for (const one of config.weak === 'ignore' ? [] : chain) {
    if (one.weakness === null || config.weak === 'ignore') continue;
    findings.push({ status: config.weak, words: `${subjectOf(chain, one, name)} has ${one.weakness}` });
  }
  return findings;
}

/** What is wrong with the chain; dates are judged by the certificates themselves, where they show it. */
function chainWords({ chain, chainError, name }: Presented, datesAreWrong: boolean): string | null {
  const last = chain.at(-1) ?? chain[0];
  switch (chainError) {
    case null:
      return null;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `Certificate of ${name} is self-signed`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return `Root certificate "${last.subject}" is not trusted here`;
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `Issuer "${last.issuer}" is not trusted here, or the server does not send its certificate`;
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      if (datesAreWrong) return chain[0].isSelfSigned ? `Certificate of ${name} is self-signed` : null;
      return 'A certificate of the chain is not valid now';
    default:
      return `Chain of certificates is not valid: ${chainError}`;
  }
}

function metricsOf(config: TlsConfig, presented: Presented, daysLeft: number): readonly Metric[] {
  const limits = { warn: `${config.warnDays}:`, crit: `${config.critDays}:` };
  return [
    { name: 'daysLeft', value: Math.floor(daysLeft * 100) / 100, unit: 'd', ...limits },
    { name: 'time.handshake', value: round3(presented.handshakeMs), unit: 'ms' },
    { name: 'chain', value: presented.chainLength, unit: '' },
  ];
}

function firstToExpire(chain: Presented['chain']): CertificateFacts {
  return chain.reduce((first, one) => (one.validToAt < first.validToAt ? one : first));
}

/** Which certificate: the server's own by the name asked for, any other by its own name. */
function subjectOf(chain: Presented['chain'], one: CertificateFacts, name: string): string {
  return one === chain[0] ? `Certificate of ${name}` : `Issuer "${one.subject}" in the chain of ${name}`;
}

function expiryOf(one: CertificateFacts, now: number): string {
  if (!Number.isFinite(one.validToAt)) return 'is valid until a date that cannot be read';
  if (one.validFromAt > now) return `is not valid before ${day(one.validFromAt)}`;
  if (one.validToAt <= now) return `expired ${span(now - one.validToAt)} ago (${day(one.validToAt)})`;
  return `expires in ${span(one.validToAt - now)} (${day(one.validToAt)})`;
}

function lineOf(one: CertificateFacts, index: number): string {
  const dates = `${day(one.validFromAt)} to ${day(one.validToAt)}`;
  return `${index + 1}. ${one.subject}, issued by ${one.isSelfSigned ? 'itself' : one.issuer}, ${dates}, ${one.key}, SHA-256 ${one.fingerprint}`;
}

/** '6 days', '1 day', '31 hours', '12 minutes': never more than there is. */
function span(ms: number): string {
  const [amount, unit] =
    ms >= 2 * DAY_MS ? [ms / DAY_MS, 'day'] : ms >= 7_200_000 ? [ms / 3_600_000, 'hour'] : [ms / 60_000, 'minute'];
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

function day(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 10) : 'no date';
}

function ageOf(version: string): number {
  return TLS_VERSIONS.indexOf(version as (typeof TLS_VERSIONS)[number]);
}
