// Hands a text to the operator as a file: the app's save dialog asks where to. Nothing is written without it.

const MARK = '\ufeff';
/** How long the text is kept for the dialog to be answered in, milliseconds. */
const KEPT_MS = 10 * 60_000;

/** Offers `text` as a file called `name`. A byte order mark tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, text: string): void {
  saveText(name, text.startsWith(MARK) ? text : MARK + text, 'text/csv');
}

/** Offers `text` as a file called `name`, just as it is; `type` is its MIME type. */
export function saveText(name: string, text: string, type: string): void {
  offer(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** What the engine wrote: text, or bytes as base64. */
export interface WrittenFile {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly content: string;
  readonly base64: boolean;
}

/** Offers what the engine wrote. */
export function saveFile(file: WrittenFile): void {
  const { name, type, content, base64 } = file;
  if (base64) offer(name, new Blob([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))], { type }));
  else saveText(name, content, type);
}

/** What nothing runs by a double click. The app's own gate lets through the same endings. */
const HARMLESS = /\.(csv|txt|log|json|ya?ml|ics|md|pdf|png|jpe?g|gif|webp|bmp|pcap|pcapng|bin)$/i;

/** Offers a kept file; answers with the name it is offered under: with '.bin' behind it where its own could be run. */
export function saveBlob(name: string, content: Blob): string {
  const offered = HARMLESS.test(name) ? name : `${name}.bin`;
  offer(offered, content);
  return offered;
}

function offer(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
