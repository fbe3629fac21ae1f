// The engine's own log: one line per event on standard error, where main keeps the last lines for the crash screen.
// Never log a secret, a config or the output of a check.

export interface Log {
  info(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, error?: unknown): void;
}

const line = (level: string, message: string, rest: string): string =>
  `${new Date().toISOString()} ${level} ${message}${rest ? ` ${rest}` : ''}\n`;

export const stderrLog: Log = {
  info(message, fields = {}) {
    const rest = Object.entries(fields)
      .map(([key, value]) => `${key}=${value}`)
      .join(' ');
    process.stderr.write(line('info', message, rest));
  },
  error(message, error) {
    const rest = error instanceof Error ? (error.stack ?? error.message) : error === undefined ? '' : String(error);
    process.stderr.write(line('error', message, rest));
  },
};

export const silentLog: Log = { info() {}, error() {} };
