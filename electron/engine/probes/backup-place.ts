// A folder that backups lie in, near or far. Symbolic links in it are not followed: a link is no backup, and must not lead
// the check out of its folder. The folder itself may be one. Names are bytes: not every one of them is text.

export interface BackupFile {
  readonly name: Buffer;
  /** Epoch ms, by the clock of the place. */
  readonly modifiedAt: number;
  readonly size: number;
}

export type Listing =
  | {
      readonly state: 'listed';
      /** The clock of the place, epoch ms. */
      readonly now: number;
      /** Regular files that may fit the pattern, in no order. */
      readonly files: readonly BackupFile[];
      /** Nothing at all lies in the folder. */
      readonly empty: boolean;
      /** There are more than are listed. */
      readonly more: boolean;
    }
  | { readonly state: 'missing' | 'no-folder' | 'denied' }
  | { readonly state: 'failed'; readonly why: string };

export type HashName = 'sha512' | 'sha256' | 'sha1' | 'md5';
export type Hashed = { readonly digest: string } | { readonly problem: string };
export type Tail = { readonly text: string } | { readonly problem: 'missing' | 'denied' };

/** Each call rejects with the signal's reason when the run is aborted. */
export interface BackupPlace {
  list(): Promise<Listing>;
  /** The beginning of each of these files of the folder, as bytes in a string (latin1); null where there is none to read. */
  heads(names: readonly Buffer[]): Promise<readonly (string | null)[]>;
  /** Reads the whole file; the digest in lower-case hexadecimal. */
  hash(name: Buffer, algorithm: HashName): Promise<Hashed>;
  /** The end of a log: a name in the folder or an absolute path. */
  tail(path: string): Promise<Tail>;
}

/** Files that fit the pattern beyond this make the check say so. */
export const FILE_LIMIT = 50_000;
export const HEAD_BYTES = 256 * 1024;
export const TAIL_BYTES = 64 * 1024;
