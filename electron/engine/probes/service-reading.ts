// What `systemctl show` printed, read into units. Never throws: what cannot be read is left out.

/** Asked for by name; a unit prints those it has, in an order of its own. */
export const PROPERTIES = [
  'Id',
  'Names',
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'ExecMainCode',
  'ExecMainStatus',
  'NRestarts',
  'StateChangeTimestamp',
].join(',');

export interface Unit {
  readonly id: string;
  /** Its id and its aliases. */
  readonly names: readonly string[];
  /** 'loaded', 'not-found', 'masked', 'bad-setting', 'error'. */
  readonly load: string;
  /** 'active', 'reloading', 'inactive', 'failed', 'activating', 'deactivating', 'maintenance', 'refreshing'. */
  readonly active: string;
  readonly sub: string;
  /** Why it ended: 'success', 'exit-code', 'signal', 'timeout', 'start-limit-hit', …; '' where there is no such thing. */
  readonly result: string;
  /** How its main process ended (waitpid's si_code): 1 exited, 2 killed, 3 dumped core. */
  readonly mainCode: number | null;
  /** Exit code or number of the signal. */
  readonly mainStatus: number | null;
  readonly restarts: number | null;
  /** Epoch ms by the host's clock; null when it never changed. */
  readonly changedAt: number | null;
}

/** More units than this in one answer are a pattern too wide. */
export const UNIT_LIMIT = 500;

/** Units of one or several answers, each once, in their order. Asked for under `TZ=UTC`. */
export function parseUnits(text: string): readonly Unit[] {
  const byId = new Map<string, Unit>();
  for (const block of text.split(/\r?\n\r?\n+/)) {
    const unit = parseUnit(block);
    if (unit && byId.size < UNIT_LIMIT) byId.set(unit.id, unit);
  }
  return [...byId.values()];
}

function parseUnit(block: string): Unit | null {
  const values = new Map<string, string>();
  for (const line of block.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const of = (name: string) => values.get(name) ?? '';
  if (of('Id') === '') return null;
  return {
    id: of('Id'),
    names: [...new Set([of('Id'), ...of('Names').split(' ').filter(Boolean)])],
    load: of('LoadState'),
    active: of('ActiveState'),
    sub: of('SubState'),
    result: of('Result'),
    mainCode: integer(of('ExecMainCode')),
    mainStatus: integer(of('ExecMainStatus')),
    restarts: integer(of('NRestarts')),
    changedAt: parseTime(of('StateChangeTimestamp')),
  };
}

const integer = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : null);

/** 'Sun 2026-11-22 21:54:46 UTC'; empty or 'n/a' when there is none. */
function parseTime(text: string): number | null {
  const match = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})? (?:UTC|GMT)$/.exec(text);
  const time = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** The name systemd looks for: without one of its suffixes it is a service. */
export function fullName(name: string): string {
  return SUFFIX.test(name) ? name : `${name}.service`;
}
const SUFFIX = /\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope|snapshot)$/;
