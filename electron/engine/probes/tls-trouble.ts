// What a check says when there was no handshake: nobody there, no TLS there, or no agreement.
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { connectTrouble } from './connect-trouble.ts';
import type { HandshakeError } from './tls-handshake.ts';
import { StarttlsError } from './tls-starttls.ts';

/** The outcome for a handshake that did not come about; `target` as 'web.example.org port 443'. */
export function tlsTrouble(failed: HandshakeError, host: string, target: string): ProbeOutcome {
  const error = failed.cause as NodeJS.ErrnoException & { readonly reason?: string };
  const code = error.code ?? '';
  const critical = (summary: string, detail: string): ProbeOutcome => ({
    status: 'critical',
    summary: cleanLine(summary),
    detail: cleanLine(detail),
    metrics: [],
  });
  if (error instanceof StarttlsError) return critical(`Server does not change to TLS: ${error.message}`, target);
  if (failed.stage === 'handshake') {
    const words = WORDS.find(([pattern]) => pattern.test(code))?.[1];
    if (words !== undefined) return critical(words, `${target}, ${error.reason ?? code}`);
  }
  return (
    connectTrouble(error, host, target) ?? critical(`TLS handshake failed: ${error.reason ?? error.message}`, target)
  );
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/ECONNRESET|EPIPE/, 'Connection closed by the server in the middle of the handshake'],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST|RECORD_TOO|BAD_RECORD|UNEXPECTED|EPROTO/,
    'What answers does not speak TLS',
  ],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS/, 'No TLS version that both sides know'],
  [/UNRECOGNIZED_NAME/, 'Server does not know the name it was asked for'],
  [/HANDSHAKE_FAILURE|NO_SHARED_CIPHER/, 'Server refuses the handshake'],
];
