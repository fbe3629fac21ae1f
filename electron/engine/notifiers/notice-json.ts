// A notice as programs outside are given it: by the webhook as the body, by a command on its standard input. This shape is
// a promise (README.md): fields are added, never renamed or removed, as long as `version` is 1.
import type { Notice, NoticeItem } from '../../contract/model/notice.ts';

export interface NoticeJson {
  readonly version: 1;
  readonly source: 'watchfloor';
  /** The same for every try: who has it already may drop it. */
  readonly idempotencyKey: string;
  readonly id: string;
  /** ISO 8601, UTC; as every time in here. */
  readonly at: string;
  readonly kind: Notice['kind'];
  readonly severity: Notice['severity'];
  readonly conversation: string;
  readonly title: string;
  readonly text: string;
  readonly items: readonly NoticeItemJson[];
  /** How many items there are beyond those listed. */
  readonly itemsLeftOut: number;
  readonly heldBehind: number;
  readonly links: Notice['links'];
}

type NoticeItemJson = Omit<NoticeItem, 'since'> & { readonly since: string };

/** More would make a message of megabytes that many receivers refuse whole. */
const MOST_ITEMS = 500;

/** The notice as data for the other end. Pure. */
export function noticeJson(notice: Notice, idempotencyKey: string): NoticeJson {
  const { id, kind, severity, conversation, title, text, heldBehind, links } = notice;
  return {
    version: 1,
    source: 'watchfloor',
    idempotencyKey,
    id,
    at: iso(notice.at),
    kind,
    severity,
    conversation,
    title,
    text,
    items: notice.items.slice(0, MOST_ITEMS).map((item) => ({ ...item, since: iso(item.since) })),
    itemsLeftOut: Math.max(0, notice.items.length - MOST_ITEMS),
    heldBehind,
    links,
  };
}

const iso = (at: number): string => new Date(at).toISOString();
