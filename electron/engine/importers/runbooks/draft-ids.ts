// Ids out of titles: lower-case words with hyphens, unique in their draft.

/** 'Restart the web server (2)' → 'restart-the-web-server-2'; `otherwise` where no letter is left. */
export function slug(text: string, otherwise: string, limit = 48): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-\d]+|-+$/g, '')
    .slice(0, limit)
    .replaceAll(/-+$/g, '');
  return words === '' || words === 'end' || words === 'none' ? otherwise : words;
}

/** Gives each id once: 'check', 'check-2'. */
export function createIds(): (text: string, otherwise: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (text, otherwise) => {
    const base = slug(text, otherwise);
    let id = base;
    let count = next.get(base) ?? 2;
    for (; taken.has(id); count += 1) id = `${base}-${count}`;
    next.set(base, count);
    taken.add(id);
    return id;
  };
}
