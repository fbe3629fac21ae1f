// The checks of a host or a template in an inventory file. An entry is the whole check: what it does not say is the default.
import { type JsonObject, policy, secretReference } from '../../contract/model/check.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { type NewCheck, newCheck } from '../../contract/model/template.ts';
import { checkCircle } from '../core/check-parents.ts';
import { parseDuration } from '../core/duration.ts';
import { issueText } from './findings.ts';
import type { ImportKind, PlacePath } from './importer.ts';
import { didYouMean } from './nearest.ts';
import { type Context, type Entry, refuseUnknownKeys } from './yaml-entry.ts';
import { plainOf, type YamlNode } from './yaml-tree.ts';

/** Keys that are durations, and where they go. */
export const DURATIONS = { interval: 'intervalMs', retryInterval: 'retryIntervalMs', timeout: 'timeoutMs' } as const;
/** Keys of the policy that are as they are. */
export const POLICY_KEYS = ['maxAttempts', 'recoverAfter', 'timeoutStatus', 'flapDetection'] as const;
const CHECK_KEYS = [
  'name',
  'kind',
  'alive',
  'config',
  ...Object.keys(DURATIONS),
  ...POLICY_KEYS,
  'enabled',
  'dependsOn',
];
/** Keys that the schema of a check reads as they stand. */
const READ_AS_IT_IS = ['name', 'kind', 'alive', 'enabled', 'config', 'dependsOn'];
/** Stands for a stored secret while the rest of the config is judged. */
const STAND_IN = 'secret';

export function readChecks(entry: Entry, path: PlacePath, context: Context): readonly NewCheck[] {
  const list = entry.node.type === 'map' ? entry.node.entries.get('checks')?.value : undefined;
  if (!list) return [];
  if (list.type !== 'list') {
    entry.error(path, 'checks must be a list: each begins with "- name: …"');
    return [];
  }
  if (list.items.length > 200) entry.error(path, 'at most 200 checks');
  const checks = list.items.map((node, index) => readCheck(entry, node, [...path, index], context));
  const names = new Set<string>();
  let alive = false;
  checks.forEach((check, index) => {
    if (!check) return;
    if (names.has(nameKey(check.name))) entry.error([...path, index, 'name'], `check "${check.name}" stands twice`);
    names.add(nameKey(check.name));
    if (check.alive && alive) {
      entry.error([...path, index, 'alive'], 'only one check can say whether the host is up');
    }
    alive ||= check.alive;
  });
  refuseCircle(entry, path, checks);
  return checks.flatMap((check) => check ?? []);
}

/** Checks that wait for each other would silence each other for ever. Said at each of them. */
function refuseCircle(entry: Entry, path: PlacePath, checks: readonly (NewCheck | null)[]): void {
  const circle = checkCircle(checks.flatMap((check) => check ?? []));
  if (!circle) return;
  const way = [...circle, circle[0]].join(' → ');
  checks.forEach((check, index) => {
    if (!check || !circle.includes(check.name)) return;
    entry.error([...path, index, 'dependsOn'], `dependsOn leads back to the check itself: ${way}`);
  });
}

function readCheck(entry: Entry, node: YamlNode, path: PlacePath, context: Context): NewCheck | null {
  if (node.type !== 'map') {
    entry.error(path, `a check has the keys ${CHECK_KEYS.join(', ')}`);
    return null;
  }
  refuseUnknownKeys(entry, node, path, CHECK_KEYS);
  const value = (key: string): unknown => {
    const inside = node.entries.get(key)?.value;
    return inside && plainOf(inside);
  };
  const whole = {
    ...Object.fromEntries(READ_AS_IT_IS.flatMap((key) => said(key, value(key)))),
    policy: readPolicy(entry, node, path, value),
  };
  const parsed = newCheck.safeParse(whole);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const inner = placeInFile(issue.path);
      const found = inner.reduce<unknown>(
        (at, step) => (at as Record<string, unknown> | null | undefined)?.[step],
        plainOf(node),
      );
      entry.error([...path, ...inner], `${inner.at(-1) ?? 'check'} ${issueText(issue, found)}`);
    }
    return null;
  }
  judgeConfig(entry, [...path, 'config'], parsed.data, path, context);
  return parsed.data;
}

const said = (key: string, value: unknown): [string, unknown][] => (value === undefined ? [] : [[key, value]]);

/** The file's name of a place in a check: policy.intervalMs is 'interval'. */
function placeInFile(path: readonly PropertyKey[]): PlacePath {
  const steps = path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (steps[0] !== 'policy') return steps;
  const [, key = ''] = steps;
  return [Object.entries(DURATIONS).find(([, name]) => name === key)?.[0] ?? key];
}

function readPolicy(
  entry: Entry,
  node: YamlNode & { type: 'map' },
  path: PlacePath,
  value: (key: string) => unknown,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const key of POLICY_KEYS) if (value(key) !== undefined) read[key] = value(key);
  for (const [key, name] of Object.entries(DURATIONS)) {
    if (!node.entries.has(key)) continue;
    const text = value(key);
    const duration = typeof text === 'string' ? parseDuration(text) : null;
    if (duration !== null) {
      const [issue] = policy.shape[name].safeParse(duration).error?.issues ?? [];
      if (issue) entry.error([...path, key], `${key} ${limits(issue)}`);
      else read[name] = duration;
    } else if (typeof text === 'number') {
      entry.error([...path, key], `${key} has no unit: write ${text}s for seconds (or ms, m, h, d)`);
    } else entry.error([...path, key], `${key} must be a duration such as 500ms, 15s, 5m, 1h or 1d`);
  }
  return read;
}

function limits(issue: { readonly code: string; readonly minimum?: unknown; readonly maximum?: unknown }): string {
  const seconds = (ms: unknown) => `${Number(ms) / 1_000}s`;
  if (issue.code === 'too_small') return `must be at least ${seconds(issue.minimum)}`;
  if (issue.code === 'too_big') return `must be at most ${seconds(issue.maximum)}`;
  return 'must be a whole number of milliseconds';
}

/** The config by its kind's own schema; references stand for secrets that fit. */
function judgeConfig(entry: Entry, path: PlacePath, check: NewCheck, at: PlacePath, context: Context): void {
  const kind = context.kinds.find((one) => one.kind === check.kind);
  if (!kind) {
    const names = context.kinds.map((one) => one.kind);
    const near = didYouMean(check.kind, names);
    const all = near.startsWith('there is') ? '' : ` There is ${names.join(', ')}.`;
    entry.error([...at, 'kind'], `there is no probe kind "${check.kind}": ${near}${all}`);
    return;
  }
  const { names, secrets } = context.fieldsOf(kind);
  const opened: JsonObject = { ...check.config };
  for (const field of secrets) {
    const value = check.config[field];
    if (typeof value !== 'object' || value === null) continue;
    if (secretReference.safeParse(value).success) opened[field] = STAND_IN;
    else {
      entry.error(
        [...path, field],
        `${field} is a secret: write { $credential: NAME }, or the secret itself in quotes`,
      );
      delete opened[field];
    }
  }
  judgeBySchema(entry, path, kind, opened, names);
}

function judgeBySchema(
  entry: Entry,
  path: PlacePath,
  kind: ImportKind,
  config: JsonObject,
  names: readonly string[],
): void {
  const parsed = kind.config.safeParse(config);
  if (parsed.success) return;
  for (const issue of parsed.error.issues) {
    const inner = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const known = inner.length === 0 ? names : [];
        const hint = known.length > 0 ? didYouMean(key, known) : `kind ${kind.kind} does not take it`;
        entry.error([...path, ...inner, key], `unknown key "${key.slice(0, 64)}": ${hint}`, true);
      }
      continue;
    }
    const found = inner.reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | null | undefined)?.[step],
      config,
    );
    const field = inner.findLast((step) => typeof step === 'string') ?? 'config';
    entry.error([...path, ...inner], `${field} ${issueText(issue, found)}`);
  }
}
