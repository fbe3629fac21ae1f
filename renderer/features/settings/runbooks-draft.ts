// Pure: where runbooks of one's own lie and how their runs log in, while it is typed.
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { Settings } from '../../../electron/contract/model/settings.ts';

type Runbooks = Settings['runbooks'];
type Login = Runbooks['logins'][number];

export interface RunbooksText {
  /** Absolute paths, one a line. */
  readonly runbookFolders: string;
  /** Log-ins as JSON, so that a draft is words throughout: `loginsIn`, `loginsText`. */
  readonly runbookLogins: string;
}

/** A log-in in its row. `id` tells rows apart, and is nothing to the engine. */
export interface LoginText {
  readonly id: number;
  readonly name: string;
  /** Words with commas between. */
  readonly tags: string;
  readonly sites: string;
  readonly user: string;
  readonly port: string;
  readonly auth: Login['auth'];
  readonly keyFile: string;
  readonly credential: string;
}

/** Where each stands in the contract, and what it is called in a sentence. */
export const RUNBOOK_FIELDS: Readonly<Record<keyof RunbooksText, readonly [path: string, name: string]>> = {
  runbookFolders: ['runbooks.folders', 'runbook folders'],
  runbookLogins: ['runbooks.logins', 'log-ins for runs'],
};

export const runbooksText = ({ folders, logins }: Runbooks): RunbooksText => ({
  runbookFolders: folders.join('\n'),
  runbookLogins: loginsText(
    logins.map((login, id) => ({
      id,
      name: login.name,
      tags: login.tags.join(', '),
      sites: login.sites.join(', '),
      user: login.user,
      port: String(login.port),
      auth: login.auth,
      keyFile: login.keyFile,
      credential: login.credential,
    })),
  ),
});

/** As the contract wants it; what no engine could understand is added to `wrong`. */
export function toRunbooks(text: RunbooksText, wrong: FieldError[]): Runbooks {
  const folders = text.runbookFolders
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  folders.forEach((folder, place) => {
    if (!isAbsolute(folder))
      wrong.push({
        path: `runbooks.folders.${place}`,
        message: `${folder} is no absolute path; one is like /srv/runbooks`,
      });
  });
  return { folders, logins: loginsIn(text.runbookLogins).map((login, place) => toLogin(login, place, wrong)) };
}

const isAbsolute = (path: string): boolean =>
  path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');

function toLogin(login: LoginText, place: number, wrong: FieldError[]): Login {
  const at = (field: string, message: string) => wrong.push({ path: `runbooks.logins.${place}.${field}`, message });
  const port = Number(login.port.trim() || '22');
  if (login.name.trim() === '') at('name', 'give it a name');
  if (login.user.trim() === '') at('user', 'say who logs in');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) at('port', 'must be a port, 1 to 65535');
  if (login.auth === 'key' && login.keyFile.trim() === '') at('keyFile', 'name the file of the private key');
  if (login.auth === 'password' && login.credential === '') at('credential', 'name the credential of the password');
  return {
    name: login.name.trim(),
    tags: wordsIn(login.tags),
    sites: wordsIn(login.sites),
    user: login.user.trim(),
    port,
    auth: login.auth,
    keyFile: login.auth === 'key' ? login.keyFile.trim() : '',
    credential: login.auth === 'agent' ? '' : login.credential,
  };
}

export const loginsText = (logins: readonly LoginText[]): string => JSON.stringify(logins);

/** What is not a list of log-ins (a hand in the browser's storage) is none. */
export function loginsIn(text: string): readonly LoginText[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read)
      ? read.filter((one) => typeof one?.name === 'string' && typeof one?.user === 'string')
      : [];
  } catch {
    return [];
  }
}

/** One more, below the others: the first that fits a host is taken. */
export const withLogin = (logins: readonly LoginText[]): readonly LoginText[] => [
  ...logins,
  {
    id: Math.max(-1, ...logins.map(({ id }) => id)) + 1,
    name: '',
    tags: '',
    sites: '',
    user: '',
    port: '22',
    auth: 'agent',
    keyFile: '',
    credential: '',
  },
];

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];
