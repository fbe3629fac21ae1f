// What an importer is: it reads a file into what is wanted of the inventory, and says what is wrong and where. It knows
// neither the store nor the inventory as it is: what follows from those (parents, references) is found out afterwards,
// with the places it hands over.
import type { z } from 'zod';
import type { CsvField } from '../../contract/api/inventory.ts';
import type { AssetRecord, HostInput } from '../../contract/model/host.ts';
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import type { NewCheck, TemplateInput } from '../../contract/model/template.ts';

/** As much of a probe kind as a file is judged by. */
export interface ImportKind {
  readonly kind: string;
  readonly config: z.ZodType;
}

export type PlacePath = readonly (string | number)[];

export interface Place {
  /** From 1; 0: there is no place. */
  readonly line: number;
  readonly column: number;
  /** 'hosts[3].parents[0]'. */
  readonly path: string;
}

/** Where something inside an entry stands; of what is not there, the nearest that is. */
export type PlaceOf = (path: PlacePath) => Place;

export interface WantedParent {
  readonly name: string;
  readonly group: string;
}

/** A host as the file has it. What is undefined the file does not say. */
export interface WantedHost {
  readonly name: string;
  readonly fields: Partial<Omit<HostInput, 'name' | 'parents' | 'asset'>>;
  readonly asset?: Partial<AssetRecord>;
  readonly parents?: readonly WantedParent[];
  readonly checks?: readonly NewCheck[];
  readonly place: PlaceOf;
  /** Something in this entry is wrong: it can only be left out. */
  readonly bad: boolean;
}

export interface WantedTemplate {
  readonly template: TemplateInput;
  readonly place: PlaceOf;
  readonly bad: boolean;
}

export interface WantedInventory {
  /** Undefined: the file does not speak of templates. */
  readonly templates: readonly WantedTemplate[] | undefined;
  /** Undefined: the file does not speak of hosts. */
  readonly hosts: readonly WantedHost[] | undefined;
}

export interface Reading {
  readonly wanted: WantedInventory;
  /** Errors of entries that are marked `bad`, and warnings; all of them. `inOrder` makes them fit to be shown. */
  readonly findings: readonly FileFinding[];
  /** True when the file as a whole cannot be read: there are no entries to go by. */
  readonly unreadable: boolean;
}

export interface ReadOptions {
  readonly kinds: readonly ImportKind[];
  /** Compared names (`nameKey`) of hosts that are watched already; undefined: not known, as when a file is linted. */
  readonly knownHosts?: ReadonlySet<string>;
  /** CSV only: what each column means, by its heading. */
  readonly columns?: Readonly<Record<string, CsvField>>;
}

/** Long work in steps: whoever draws them may let others run in between. */
export type Steps<Result> = Generator<void, Result, void>;

export interface Importer {
  readonly format: string;
  /** Never throws: what is wrong is in the reading. */
  read(text: string, options: ReadOptions): Steps<Reading>;
}
