// Drafts from other formats.
export function RunbookImportDialog() {
  return null;
}
