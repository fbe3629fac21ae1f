// What can go wrong on the way to a command on another host, told apart so that people know whom to call.

export type SshErrorCode =
  /** The address is a name that does not resolve. */
  | 'name'
  /** The TCP connection did not come about; `cause` is the system's error. */
  | 'connect'
  /** Our key file or agent cannot be used; nothing was sent. */
  | 'credentials'
  /** The server does not accept user and password, or the key. */
  | 'auth'
  | 'host-key-unknown'
  | 'host-key-changed'
  /** What answers is no SSH server, or one we share no algorithm with, or it closed in mid-handshake. */
  | 'handshake'
  /** A connection that stood was lost. */
  | 'closed';

export class SshError extends Error {
  override readonly name = 'SshError';
  readonly code: SshErrorCode;
  /** Of the host key that was shown, for the two host-key errors. */
  readonly fingerprint: string;
  constructor(
    code: SshErrorCode,
    message: string,
    extra: { readonly fingerprint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.code = code;
    this.fingerprint = extra.fingerprint ?? '';
  }
}
