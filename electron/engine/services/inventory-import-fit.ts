// Holds what a file wants against the inventory as it is: which host and check each entry means, what it leaves as it is,
// which references hold. A host or check is known by its name.
import { randomUUID } from 'node:crypto';
import type { Check, JsonObject } from '../../contract/model/check.ts';
import { assetRecord, type Host, hostInput } from '../../contract/model/host.ts';
import { checkId, type HostId, hostId, templateId } from '../../contract/model/ids.ts';
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { NewCheck, Template } from '../../contract/model/template.ts';
import { findCycle } from '../core/host-graph.ts';
import type { Wanted } from '../core/inventory-plan.ts';
import { finding } from '../importers/findings.ts';
import type { PlaceOf, PlacePath, WantedHost, WantedInventory } from '../importers/importer.ts';
import { defaultAlive, unknownParents } from './inventory-rules.ts';
import type { Jobs } from './jobs.ts';
import { isReference, type Secrets } from './secrets.ts';
import type { World } from './world.ts';

export interface Fit {
  readonly wanted: Wanted;
  readonly findings: readonly FileFinding[];
  /** Hosts that the file names and that are good. */
  readonly hostsInFile: ReadonlySet<HostId>;
  readonly placeOf: ReadonlyMap<HostId, PlaceOf>;
  /** Checks of `wanted` with secrets typed into the file: their config has marks until those are sealed. */
  readonly entered: readonly Entered[];
}

export interface Entered {
  /** As it stands in `wanted`. */
  readonly check: NewCheck;
  readonly asTyped: JsonObject;
  readonly previous: NewCheck | null;
}

interface Asked {
  readonly format: 'yaml' | 'csv';
  readonly mode: 'merge' | 'replace';
  readonly skipBad: boolean;
}

interface Parts {
  readonly world: World;
  readonly jobs: Jobs;
  readonly secrets: Secrets;
}

/** A template or host of the file with its place; `left` is raised when something is wrong with it after all. */
interface Candidate {
  readonly place: PlaceOf;
  left: boolean;
}

export function fitImport(parts: Parts, file: WantedInventory, asked: Asked): Fit {
  return new Fitting(parts, asked).fit(file);
}

class Fitting {
  readonly #parts: Parts;
  readonly #asked: Asked;
  readonly #findings: FileFinding[] = [];
  readonly #entered = new Map<NewCheck, Entered>();

  constructor(parts: Parts, asked: Asked) {
    this.#parts = parts;
    this.#asked = asked;
  }

  fit(file: WantedInventory): Fit {
    const { world } = this.#parts;
    const templates = this.#templates(file.templates);
    const known = new Map([...world.hosts.values()].map((host) => [nameKey(host.name), host]));
    const candidates = (file.hosts ?? []).map((host) => ({
      host,
      place: host.place,
      left: host.bad,
      before: known.get(nameKey(host.name)) ?? null,
      id: known.get(nameKey(host.name))?.id ?? hostId.parse(randomUUID()),
      checks: [] as Check[],
    }));
    const templatesAfter = this.#templatesAfter(templates);
    for (const one of candidates) if (!one.left) one.checks = this.#checks(one, templatesAfter);
    const putHosts = this.#hosts(candidates, known);
    const good = candidates.filter((one) => !one.left);
    const putChecks = good.flatMap(({ checks }) => checks);
    const whole = this.#asked.mode === 'replace' && file.hosts !== undefined;
    const named = new Set(candidates.map(({ id }) => id));
    const listed = new Set((file.templates ?? []).map(({ template }) => nameKey(template.name)));
    const gone = this.#asked.mode === 'replace' && file.templates !== undefined;
    return {
      wanted: {
        putTemplates: templates,
        removeTemplates: gone
          ? [...world.templates.values()].filter((one) => !listed.has(nameKey(one.name))).map(({ id }) => id)
          : [],
        putHosts,
        removeHosts: whole ? [...world.hosts.keys()].filter((id) => !named.has(id)) : [],
        putChecks,
        removeChecks: good.flatMap((one) => this.#unlisted(one)),
      },
      findings: this.#findings,
      hostsInFile: new Set(good.map(({ id }) => id)),
      placeOf: new Map(good.map(({ id, place }) => [id, place])),
      entered: [...putChecks, ...templates.flatMap(({ checks }) => checks)].flatMap(
        (check) => this.#entered.get(check) ?? [],
      ),
    };
  }

  #templates(file: WantedInventory['templates'] = []): readonly Template[] {
    const known = new Map([...this.#parts.world.templates.values()].map((one) => [nameKey(one.name), one]));
    return file.flatMap(({ template, place, bad }): Template[] => {
      const candidate: Candidate = { place, left: bad };
      const before = known.get(nameKey(template.name));
      const checks = template.checks.map((check, index) => {
        const previous = before?.checks.find((one) => nameKey(one.name) === nameKey(check.name)) ?? null;
        return this.#settled(candidate, check, previous, ['checks', index]);
      });
      return candidate.left ? [] : [{ ...template, checks, id: before?.id ?? templateId.parse(randomUUID()) }];
    });
  }

  #templatesAfter(put: readonly Template[]): readonly Template[] {
    const after = new Map([...this.#parts.world.templates].map(([id, one]) => [id as string, one]));
    for (const one of put) after.set(one.id, one);
    return [...after.values()];
  }

  /** Whether the file says all there is to say of a host, so that what it leaves out is the default. */
  get #declares(): boolean {
    return this.#asked.mode === 'replace' && this.#asked.format === 'yaml';
  }

  /** Rows of the hosts that are good, their parents resolved; those of a circle with what is watched are refused. */
  #hosts(
    candidates: readonly (Candidate & { host: WantedHost; before: Host | null; id: HostId })[],
    known: ReadonlyMap<string, Host>,
  ): readonly Host[] {
    const ids = new Map([...known].map(([key, host]) => [key, host.id]));
    for (const one of candidates) if (!one.left) ids.set(nameKey(one.host.name), one.id);
    const rows = new Map<HostId, Host>();
    for (const one of candidates) {
      if (one.left) continue;
      const { host, before, id, place } = one;
      const base =
        before && !this.#declares
          ? before
          : { ...hostInput.parse({ name: host.name, address: before?.address ?? 'x' }), id };
      const asset = { ...base.asset, ...host.asset };
      const parents = host.parents?.flatMap(({ name, group }, index): Host['parents'] => {
        const parent = ids.get(nameKey(name));
        if (parent) return [{ hostId: parent, group }];
        const what = `"${name}" is left out of this import, and so is this link to it`;
        // Where the whole file stays out, the reason is told, and not what would follow.
        if (this.#asked.skipBad) this.#warn(place, ['parents', index], what);
        return [];
      });
      rows.set(id, {
        ...base,
        ...host.fields,
        name: host.name,
        asset: assetRecord.parse(asset),
        parents: parents ?? base.parents,
        id,
      });
    }
    this.#refuseCircles(candidates, rows);
    return [...rows.values()].map((row) => this.#withoutLostParents(row, rows));
  }

  /** A parent that was to be added may have been refused since. */
  #withoutLostParents(row: Host, rows: ReadonlyMap<HostId, Host>): Host {
    const { hosts } = this.#parts.world;
    const there = row.parents.filter(({ hostId: parent }) => rows.has(parent) || hosts.has(parent));
    return there.length === row.parents.length ? row : { ...row, parents: there };
  }

  #refuseCircles(candidates: readonly (Candidate & { id: HostId; host: WantedHost })[], rows: Map<HostId, Host>): void {
    const byName = new Map(candidates.map((one) => [nameKey(one.host.name), one]));
    for (let tries = 0; tries < 100; tries += 1) {
      const cycle = findCycle([...new Map([...this.#parts.world.hosts, ...rows]).values()]);
      if (!cycle) return;
      const way = [...cycle, cycle[0]].join(' → ');
      const inFile = cycle.flatMap((name) => byName.get(nameKey(name)) ?? []).filter((one) => rows.has(one.id));
      for (const one of inFile) {
        this.#refuse(one, ['parents'], `a host cannot stand behind itself: ${way}`);
        rows.delete(one.id);
      }
      if (inFile.length === 0) return;
    }
  }

  /** A host's own checks as the file wants them, with their ids. */
  #checks(
    one: Candidate & { host: WantedHost; before: Host | null; id: HostId },
    templates: readonly Template[],
  ): Check[] {
    const { host, before, id } = one;
    const own = before ? this.#own(before.id) : [];
    const listed = host.checks ?? this.#unsaid(host, before, templates);
    const all = [...listed, ...(this.#declares ? [] : own), ...given(host.fields.tags ?? before?.tags, templates)];
    return listed.map((check, index): Check => {
      for (const unknown of unknownParents(check, all)) {
        this.#refuse(one, ['checks', index, 'dependsOn', unknown.index], `dependsOn: ${unknown.what}`);
      }
      const previous = own.find((old) => nameKey(old.name) === nameKey(check.name)) ?? null;
      const made: Check = { ...check, hostId: id, id: previous?.id ?? checkId.parse(randomUUID()) };
      return this.#settled(one, made, previous, ['checks', index]);
    });
  }

  /** The checks of a host of which the file says nothing: as they are, or (a new host, or all declared) what it gets by itself. */
  #unsaid(host: WantedHost, before: Host | null, templates: readonly Template[]): readonly NewCheck[] {
    if (before && !this.#declares) return [];
    const tags = new Set((host.fields.tags ?? []).map(nameKey));
    return templates.some((template) => tags.has(nameKey(template.tag))) ? [] : [defaultAlive()];
  }

  /** Own checks that go because the file declares all there are. */
  #unlisted({ before, checks }: { before: Host | null; checks: readonly Check[] }): readonly Check['id'][] {
    if (!before || !this.#declares) return [];
    const kept = new Set(checks.map((check) => check.id));
    return this.#own(before.id).flatMap((check) => (kept.has(check.id) ? [] : check.id));
  }

  #own(id: HostId): readonly Check[] {
    return this.#parts.world.checksOf(id).filter((check) => check.template === undefined);
  }

  /**
   * The check with its references settled, and marks in the place of secrets that were typed. What does not hold is said
   * at its place.
   */
  #settled<Wish extends NewCheck>(candidate: Candidate, check: Wish, previous: NewCheck | null, path: PlacePath): Wish {
    for (const [field, value] of Object.entries(check.config)) {
      if (!isReference(value)) continue;
      const wrong = this.#wrongReference(check, field, previous);
      if (wrong) this.#refuse(candidate, [...path, 'config', field], wrong);
    }
    if (candidate.left) return check;
    const config = this.#parts.jobs.preview(check.kind, check.config, previous);
    const made = { ...check, config };
    const [typed] = Object.keys(config).filter(
      (field) => isReference(config[field]) && !isReference(check.config[field]),
    );
    if (typed === undefined) return made;
    const refusal = this.#parts.secrets.refusal();
    if (refusal) this.#refuse(candidate, [...path, 'config', typed], refusal);
    this.#entered.set(made, { check: made, asTyped: check.config, previous });
    return made;
  }

  /** Why a reference in the file does not hold here; null when it does. */
  #wrongReference(check: NewCheck, field: string, previous: NewCheck | null): string | null {
    const reference = check.config[field] as Readonly<Record<string, unknown>>;
    if ('$credential' in reference) {
      const name = String(reference.$credential);
      const there = this.#parts.world.credentials.has(nameKey(name));
      return there ? null : `there is no credential "${name}": add it first`;
    }
    const kept = previous?.config[field] as Readonly<Record<string, unknown>> | undefined;
    if (previous?.kind === check.kind && kept?.$secret === reference.$secret) return null;
    return 'this refers to a secret that is not stored for this check here: enter the secret, or write { $credential: NAME }';
  }

  #refuse(candidate: Candidate, path: PlacePath, what: string): void {
    candidate.left = true;
    this.#findings.push(finding('error', candidate.place(path), what));
  }

  #warn(place: PlaceOf, path: PlacePath, what: string): void {
    this.#findings.push(finding('warning', place(path), what));
  }
}

/** The checks that templates would give a host with these tags. */
function given(tags: Host['tags'] = [], templates: readonly Template[]): readonly NewCheck[] {
  const keys = new Set(tags.map(nameKey));
  return templates.filter(({ tag }) => keys.has(nameKey(tag))).flatMap(({ checks }) => checks);
}
