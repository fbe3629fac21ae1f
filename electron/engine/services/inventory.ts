// What is watched: the door. Each change is decided whole (inventory-edits, -bulk, -import), then carried out whole
// (inventory-ledger): one transaction with its journal entries; the world, the schedule and the screens follow. A refusal
// changes nothing.
import type { z } from 'zod';
import type { BulkChange, CsvField, importInput } from '../../contract/api/inventory.ts';
import type { Check, CheckInput } from '../../contract/model/check.ts';
import type { Credential, CredentialInput } from '../../contract/model/credential.ts';
import type { Host, HostInput } from '../../contract/model/host.ts';
import type { CheckId, HostId, TemplateId } from '../../contract/model/ids.ts';
import type { ImportReport, InventoryChange } from '../../contract/model/inventory-change.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { ProbeKindInfo } from '../../contract/model/kind.ts';
import type { NewCheck, Template, TemplateInput } from '../../contract/model/template.ts';
import { readCsvColumns } from '../importers/csv-columns.ts';
import { catalogue } from '../probes/catalogue.ts';
import { createCredentials } from './credentials.ts';
import { bulkEdit } from './inventory-bulk.ts';
import { type Decided, InventoryEdits } from './inventory-edits.ts';
import { exportText } from './inventory-export.ts';
import { decideImport } from './inventory-import.ts';
import { InventoryLedger, type LedgerOptions } from './inventory-ledger.ts';
import { hostOf } from './inventory-rules.ts';
import type { Secrets } from './secrets.ts';

export interface InventoryOptions extends LedgerOptions {
  readonly secrets: Secrets;
}

/** So often a change is decided anew before the others wait for it. */
const PATIENCE = 3;

export class Inventory {
  readonly #options: InventoryOptions;
  readonly #ledger: InventoryLedger;
  readonly #edits: InventoryEdits;
  readonly #credentials;
  /** While somebody goes first: ends when he has done. */
  #first: Promise<void> | null = null;

  constructor(options: InventoryOptions) {
    this.#options = options;
    this.#ledger = new InventoryLedger(options);
    this.#edits = new InventoryEdits(options);
    this.#credentials = createCredentials({
      ...options,
      changed: () => this.#ledger.touch(),
      secretChanged: (ids) => this.#scheduleAgain(ids),
    });
  }

  kinds(): readonly ProbeKindInfo[] {
    return catalogue;
  }

  /** Adds a host and its checks, all or nothing. Without checks (its own or a template's) it gets a ping as its alive check. */
  addHost(
    input: { host: HostInput; checks: readonly NewCheck[] },
    actor: Actor,
  ): Promise<{ host: Host; checks: readonly Check[] }> {
    return this.#carryOut(() => this.#edits.addHost(input, actor));
  }

  editHost(input: { hostId: HostId; host: HostInput }, actor: Actor): Promise<Host> {
    return this.#carryOut(() => this.#edits.editHost(input, actor));
  }

  /** Removes a host, its checks and its open problems. Hosts behind it lose it as a parent; history stays. */
  async removeHost(id: HostId, actor: Actor): Promise<void> {
    await this.removeHosts([id], actor);
  }

  /** All of them or none. */
  removeHosts(ids: readonly HostId[], actor: Actor): Promise<{ removed: number }> {
    return this.#carryOut(() => this.#edits.removeHosts(ids, actor));
  }

  addCheck(input: CheckInput, actor: Actor): Promise<Check> {
    return this.#carryOut(() => this.#edits.addCheck(input, actor));
  }

  editCheck(input: { checkId: CheckId; check: CheckInput }, actor: Actor): Promise<Check> {
    return this.#carryOut(() => this.#edits.editCheck(input, actor));
  }

  removeCheck(id: CheckId, actor: Actor): Promise<void> {
    return this.#carryOut(() => this.#edits.removeCheck(id, actor));
  }

  /** Adds a template, or changes the one with that id; its checks follow on every host with the tag. */
  putTemplate(
    input: { templateId?: TemplateId | undefined; template: TemplateInput },
    actor: Actor,
  ): Promise<Template> {
    return this.#carryOut(() => this.#edits.putTemplate(input, actor));
  }

  removeTemplate(id: TemplateId, actor: Actor): Promise<void> {
    return this.#carryOut(() => this.#edits.removeTemplate(id, actor));
  }

  bulkEdit(
    input: { hostIds: readonly HostId[]; change: BulkChange; dryRun: boolean },
    actor: Actor,
  ): Promise<{ changes: readonly InventoryChange[]; applied: boolean }> {
    return this.#carryOut(() => bulkEdit(this.#options, input, actor));
  }

  putCredential(input: CredentialInput, actor: Actor): Promise<Credential> {
    return this.#credentials.put(input, actor);
  }

  /** Refused while a check or a template refers to it. */
  async removeCredential(name: string, actor: Actor): Promise<void> {
    this.#credentials.remove(name, actor);
  }

  /** Reads a file and applies it, all or nothing. What is wrong in it is an answer, not an error. */
  importFile(input: z.infer<typeof importInput>, actor: Actor): Promise<ImportReport> {
    return this.#carryOut(() => decideImport(this.#options, input, actor));
  }

  csvColumns(text: string): {
    columns: readonly string[];
    rows: readonly (readonly string[])[];
    guess: Readonly<Record<string, CsvField>>;
  } {
    return readCsvColumns(text);
  }

  /** The inventory (or these hosts, with the templates that concern them) as a file that imports to exactly the same. */
  exportFile(hostIds?: readonly HostId[]): { text: string } {
    const { world } = this.#options;
    return {
      text: exportText(
        world,
        hostIds?.map((id) => hostOf(world, id)),
      ),
    };
  }

  /** Carries out what another service decides on the inventory as it is; decided anew when that changes meanwhile. */
  change<Answer>(decide: () => Decided<Answer>): Promise<Answer> {
    return this.#carryOut(decide);
  }

  /** Puts every enabled check on the schedule: once at start, and after the vault was opened. */
  scheduleAll(): Promise<void> {
    return this.#ledger.schedule([...this.#options.world.checks.values()]);
  }

  /** What still follows from changes under way is dropped. */
  stop(): void {
    this.#ledger.stop();
  }

  /**
   * Decides and writes. Sealing waits for the keychain: what changed meanwhile makes it decide anew, and whoever was
   * overtaken too often goes first.
   */
  async #carryOut<Answer>(decide: () => Decided<Answer> | Promise<Decided<Answer>>): Promise<Answer> {
    let release: (() => void) | null = null;
    try {
      for (let attempt = 1; ; attempt += 1) {
        while (!release && this.#first) await this.#first;
        if (!release && attempt > PATIENCE) {
          const ended = Promise.withResolvers<void>();
          this.#first = ended.promise;
          release = ended.resolve;
        }
        const { revision } = this.#ledger;
        const { commit, answer } = await decide();
        if (revision !== this.#ledger.revision) continue;
        await this.#ledger.apply(commit);
        return answer;
      }
    } finally {
      if (release) {
        this.#first = null;
        release();
      }
    }
  }

  async #scheduleAgain(ids: readonly CheckId[]): Promise<void> {
    const { world } = this.#options;
    await this.#ledger.schedule(ids.flatMap((id) => world.checks.get(id) ?? []));
    this.#ledger.lookAt(ids);
  }
}
