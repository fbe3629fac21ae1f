// A report before it is Markdown or HTML: blocks in the order they are read. What operators typed is Markdown and marked as
// such; everything else is plain text, whatever is in it.

/** An entry of the timeline as it is printed. */
export interface Moment {
  /** Place in the journal it was first written in: what sentences call 'entry 15'. */
  readonly seq: number;
  /** '2026-11-22 02:14:05'. */
  readonly utc: string;
  /** '2026-11-22 03:14:05 +01:00'. */
  readonly local: string;
  /** When it was written down, where that is more than a minute away: 'written down 02:31:00 UTC, 17 min later'. */
  readonly late: string;
  readonly kind: string;
  readonly who: string;
  readonly text: string;
  /** Markdown. */
  readonly body: string | null;
  /** What a command printed, an excerpt: plain text of many lines, to be shown as it stands. Null: nothing. */
  readonly output: string | null;
  readonly pinned: boolean;
  /** Why it is struck through: 'corrected 02:20:11 UTC'; '' where it is not. */
  readonly struck: string;
  /** What happened to its words: 'taken away by Ada 02:20:11 UTC: customer name'; '' where they stand. */
  readonly redacted: string;
  readonly file: DocumentFile | null;
}

export interface DocumentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  /** A picture small enough to be shown in the page. */
  readonly picture: Uint8Array | null;
}

export interface Chart {
  readonly title: string;
  /** A picture, SVG without script. */
  readonly svg: string;
  /** 'lowest 2.1 ms · highest 870 ms · last 2.4 ms', for where there are no pictures. */
  readonly figures: string;
}

/** A line about a matter. */
export interface MatterRow {
  readonly label: string;
  readonly text: string;
  /** Markdown of operators; else plain text. */
  readonly isTyped: boolean;
}

export type Block =
  | { readonly type: 'section'; readonly title: string }
  | { readonly type: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly type: 'table';
      readonly headings: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Markdown of operators. */
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'plain'; readonly text: string }
  /** What is not there, in words. */
  | { readonly type: 'missing'; readonly text: string }
  | { readonly type: 'timeline'; readonly localName: string; readonly moments: readonly Moment[] }
  | { readonly type: 'charts'; readonly charts: readonly Chart[] }
  /** One matter that is handed over: how pressing, what it is, where it stands, and what was said of it. */
  | {
      readonly type: 'matter';
      readonly mark: 'unstable' | 'watch' | 'stable';
      readonly title: string;
      readonly sub: string;
      readonly rows: readonly MatterRow[];
    };

export interface Report {
  readonly title: string;
  /** 'INC-2026-0042 · SEV2 · resolved'. */
  readonly sub: string;
  readonly blocks: readonly Block[];
  /** Where it comes from and how it is verified. */
  readonly foot: readonly string[];
}
