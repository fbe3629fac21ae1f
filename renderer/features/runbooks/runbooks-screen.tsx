// The library of runbooks.
export function RunbooksScreen({ runbookId }: { readonly runbookId?: string | undefined }) {
  return <main className="rbs">{runbookId}</main>;
}
