// Secrets stay out of answers and errors: what the other end says is shown to everybody, and some servers repeat what they
// were sent.

/** Shorter ones stand in ordinary words, and a text full of dots would tell them by their places. */
const SHORTEST = 4;

/** The text with each secret replaced, also where it stands escaped as in an address. Pure. */
export function mask(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), ...pathOf(secret)]);
  return forms
    .filter((form) => form.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .reduce((masked, form) => masked.replaceAll(form, '•••'), text);
}

/** Of a secret address, what is secret is behind the host. */
function pathOf(secret: string): readonly string[] {
  if (!/^https?:/i.test(secret) || !URL.canParse(secret)) return [];
  const { pathname, search } = new URL(secret);
  return [`${pathname}${search}`, pathname, ...pathname.split('/'), ...new URL(secret).searchParams.values()].filter(
    // 'services', 'api': parts that stand in every address of a service tell nothing.
    (part) => part.length > 12,
  );
}
