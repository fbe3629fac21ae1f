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
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
