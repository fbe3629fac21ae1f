// How a run logs in to a host: the first log-in of the settings that fits it; else as the host's own SSH checks do; else not
// at all, and that is said before anything begins.
import type { Check, JsonObject } from '../../../contract/model/check.ts';
import type { Host } from '../../../contract/model/host.ts';
import { nameKey } from '../../../contract/model/name-key.ts';
import type { Settings } from '../../../contract/model/settings.ts';
import { schemaOf } from '../../probes/catalogue.ts';
import { findProbeKind } from '../../probes/index.ts';
import { loginFields, type SshLogin } from '../../probes/ssh-login.ts';
import type { Jobs } from '../jobs.ts';
import type { Secrets } from '../secrets.ts';
import type { World } from '../world.ts';

type LoginSetting = Settings['runbooks']['logins'][number];

/** Where a log-in comes from; `open` gives it with its secrets, or rejects in words. */
export interface LoginChoice {
  readonly user: string;
  readonly open: () => Promise<SshLogin>;
}

export interface LoginSources {
  readonly world: World;
  readonly settings: { get(): Pick<Settings, 'runbooks'> };
  readonly secrets: Pick<Secrets, 'open'>;
  readonly jobs: Pick<Jobs, 'prepare'>;
}

/** Null: no way to log in is known. */
export function loginFor(host: Host, sources: LoginSources): LoginChoice | null {
  const set = sources.settings.get().runbooks.logins.find((login) => fits(login, host));
  if (set) return { user: set.user, open: () => openSetting(set, sources.secrets) };
  const check = checksWithLogin(host, sources.world)[0];
  if (!check) return null;
  return { user: userOf(check.config), open: () => openCheck(check, host, sources.jobs) };
}

function fits({ tags, sites }: LoginSetting, host: Host): boolean {
  const keys = new Set(host.tags.map(nameKey));
  const bySite = sites.length === 0 || sites.some((site) => nameKey(site) === nameKey(host.site));
  return bySite && (tags.length === 0 || tags.some((tag) => keys.has(nameKey(tag))));
}

async function openSetting(login: LoginSetting, secrets: Pick<Secrets, 'open'>): Promise<SshLogin> {
  const { user, port, auth, keyFile, credential } = login;
  const stored: JsonObject = credential === '' ? {} : { secret: { $credential: credential } };
  const { secret = '' } = await secrets.open(stored);
  const text = typeof secret === 'string' ? secret : '';
  return {
    user,
    port,
    auth,
    keyFile,
    passphrase: auth === 'key' ? text : '',
    password: auth === 'password' ? text : '',
  };
}

/** Kinds that are the plainest way first. */
const KINDS_FIRST = ['ssh', 'remote-system'];
const rank = ({ kind }: Check): number => {
  const place = KINDS_FIRST.indexOf(kind);
  return place < 0 ? KINDS_FIRST.length : place;
};

/** Checks that log in to the host itself, the plainest way first. */
const checksWithLogin = (host: Host, world: World): readonly Check[] =>
  world
    .checksOf(host.id)
    .filter(({ enabled, kind, config }) => enabled && logsIn(kind, config))
    .toSorted((a, b) => rank(a) - rank(b));

function logsIn(kindName: string, config: JsonObject): boolean {
  const kind = findProbeKind(kindName);
  if (!kind) return false;
  const properties = Object(schemaOf(kind.config).properties) as Readonly<
    Record<string, { readonly default?: unknown }>
  >;
  if (!properties.user || !properties.keyFile) return false;
  // Kinds that know both ways: only those that go by SSH.
  return !properties.over || (config.over ?? properties.over.default) === 'ssh';
}

const userOf = ({ user }: JsonObject): string =>
  typeof user === 'string' && user !== '' ? user : loginFields.user.parse(undefined);

async function openCheck(check: Check, host: Host, jobs: Pick<Jobs, 'prepare'>): Promise<SshLogin> {
  const job = await jobs.prepare(check, host);
  if (!job) throw new Error(`this version does not know the kind of the check ${check.name}, by which runs log in`);
  // Throws in words where its secrets cannot be opened.
  const { user, port, auth, keyFile, passphrase, password } = job.config() as SshLogin;
  return { user, port, auth, keyFile, passphrase, password };
}
