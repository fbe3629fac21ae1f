// What an import or a bulk edit would change, before it does: the same list is shown, applied and put in the journal.

export interface FieldChange {
  /** 'address', 'config.port', 'parents'. Secrets are named, never shown. */
  readonly path: string;
  /** As text for people; null: not there. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface InventoryChange {
  readonly action: 'add' | 'change' | 'remove';
  readonly what: 'host' | 'check' | 'template';
  /** Name of the host; '' for a template. */
  readonly host: string;
  /** Name of the host, check or template. */
  readonly name: string;
  readonly fields: readonly FieldChange[];
}

/** Something wrong (or odd) in a file, and where. */
export interface FileFinding {
  /** 'error' keeps the whole file out, unless bad entries are skipped; 'warning' is only said. */
  readonly level: 'error' | 'warning';
  /** From 1; 0 where there is no place. */
  readonly line: number;
  readonly column: number;
  /** 'hosts[3].parents[0]'; '' where there is none. */
  readonly path: string;
  /** What is wrong and what would be right. */
  readonly what: string;
}

export interface ImportReport {
  readonly findings: readonly FileFinding[];
  readonly changes: readonly InventoryChange[];
  /** Hosts in the file that are already just so. */
  readonly unchanged: number;
  /** False for a preview, and when an error kept everything out. */
  readonly applied: boolean;
}
