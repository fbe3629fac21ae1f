// What is watched: hosts, their checks, templates and credentials. Every change is one journal entry, and comes back over
// the live feed. Whatever changes several things changes all of them or none.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { type Check, checkInput, policy } from '../model/check.ts';
import { type Credential, credentialInput } from '../model/credential.ts';
import { assetRecord, type Host, hostInput, label, parentLink } from '../model/host.ts';
import { checkId, hostId, templateId } from '../model/ids.ts';
import type { ImportReport, InventoryChange } from '../model/inventory-change.ts';
import type { ProbeKindInfo } from '../model/kind.ts';
import { newCheck, type Template, templateInput } from '../model/template.ts';
import { procedure } from './base.ts';

const fileText = z.string().max(4 * 1024 * 1024, 'at most 4 MiB: split the file');

/** What a column of a CSV file means; '' leaves it out. */
export const CSV_FIELDS = [
  '',
  'name',
  'address',
  'site',
  'role',
  'tags',
  'parents',
  'notes',
  'asset.tag',
  'asset.serial',
  'asset.model',
  'asset.location',
  'asset.rackUnit',
  'asset.owner',
  'asset.lifecycle',
  'asset.supportEndsOn',
] as const; // prettier-ignore
export type CsvField = (typeof CSV_FIELDS)[number];

export const importInput = z.strictObject({
  format: z.enum(['yaml', 'csv']),
  text: fileText,
  /** merge: hosts that the file does not name stay as they are; replace: they are removed, with their checks. */
  mode: z.enum(['merge', 'replace']).default('merge'),
  /** Shows what would change, and changes nothing. */
  dryRun: z.boolean().default(false),
  /** Takes the good entries and leaves out the bad ones, instead of all or nothing. */
  skipBad: z.boolean().default(false),
  /** CSV only: which field each column holds, by the column's heading; without it the headings are guessed. */
  columns: z.record(z.string().max(256), z.enum(CSV_FIELDS)).optional(),
});

/** What a bulk edit does to each of its hosts; what is absent stays. */
export const bulkChange = z.strictObject({
  site: label.optional(),
  role: z.union([z.literal(''), label]).optional(),
  addTags: z.array(label).max(32).optional(),
  removeTags: z.array(label).max(32).optional(),
  /** Instead of the parents they have. */
  parents: z.array(parentLink).max(16).optional(),
  asset: z
    .strictObject({ ...assetRecord.shape })
    .partial()
    .optional(),
  /** On the hosts' own checks, all or those of one kind. */
  checks: z
    .strictObject({
      kind: z.string().min(1).max(64).optional(),
      enabled: z.boolean().optional(),
      policy: z
        .strictObject({ ...policy.shape })
        .partial()
        .optional(),
    })
    .optional(),
});
export type BulkChange = z.infer<typeof bulkChange>;

const hostIds = z.array(hostId).min(1).max(10_000);

export const inventory = {
  /** Every probe kind this engine knows, with the JSON Schema its form is drawn from. */
  kinds: procedure.output(type<readonly ProbeKindInfo[]>()),
  /** Adds a host and its checks, all or nothing. Without checks (its own or a template's) it gets a ping as its alive check. */
  addHost: procedure
    .input(z.strictObject({ host: hostInput, checks: z.array(newCheck).max(200).default([]) }))
    .output(type<{ host: Host; checks: readonly Check[] }>()),
  editHost: procedure.input(z.strictObject({ hostId, host: hostInput })).output(type<Host>()),
  /** Removes a host, its checks and its open problems. History stays in the journal. */
  removeHost: procedure.input(z.strictObject({ hostId })).output(type<void>()),
  removeHosts: procedure.input(z.strictObject({ hostIds })).output(type<{ removed: number }>()),
  bulkEdit: procedure
    .input(z.strictObject({ hostIds, change: bulkChange, dryRun: z.boolean().default(false) }))
    .output(type<{ changes: readonly InventoryChange[]; applied: boolean }>()),
  addCheck: procedure.input(checkInput).output(type<Check>()),
  /** Refused for a check that comes from a template: it is changed there. */
  editCheck: procedure.input(z.strictObject({ checkId, check: checkInput })).output(type<Check>()),
  removeCheck: procedure.input(z.strictObject({ checkId })).output(type<void>()),
  /** Adds a template, or changes the one with that id; its checks follow on every host with the tag. */
  putTemplate: procedure
    .input(z.strictObject({ templateId: templateId.optional(), template: templateInput }))
    .output(type<Template>()),
  /** Removes a template with the checks it made. */
  removeTemplate: procedure.input(z.strictObject({ templateId })).output(type<void>()),
  putCredential: procedure.input(credentialInput).output(type<Credential>()),
  /** Refused while a check or template refers to it. */
  removeCredential: procedure.input(z.strictObject({ name: label })).output(type<void>()),
  /** Reads a file and applies it; what is wrong in it is an answer (`findings`), not an error. */
  importFile: procedure.input(importInput).output(type<ImportReport>()),
  /** The headings of a CSV file, its first rows, and what each column probably means. */
  csvColumns: procedure.input(z.strictObject({ text: fileText })).output(
    type<{
      columns: readonly string[];
      rows: readonly (readonly string[])[];
      guess: Readonly<Record<string, CsvField>>;
    }>(),
  ),
  /** The inventory as a YAML file that imports to exactly the same. Secrets stay behind: only references are written. */
  exportFile: procedure.input(z.strictObject({ hostIds: hostIds.optional() })).output(type<{ text: string }>()),
};
