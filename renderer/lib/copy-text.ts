// Puts a text on the clipboard. The clipboard API asks for a permission that this window is denied on purpose; answering
// the copy event of a key press needs none.

/** Whether it worked; only within a key press or a click. */
export function copyText(text: string): boolean {
  let taken = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    return document.execCommand('copy') && taken;
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
  }
}
