// Beside the tags of a host: the checks that come with them.
import { count } from '../../../lib/number.ts';
import { useWorld } from '../../../store/world.ts';

export function TemplatesOf({ tags }: { readonly tags: readonly string[] }) {
  const templates = useWorld((world) => world.templates);
  const mine = templates.filter(({ tag }) => tags.includes(tag));
  if (mine.length === 0) return null;
  return (
    <p className="help templates-of">
      By its tags it gets{' '}
      {mine.map(({ name, checks }) => `${count(checks.length, 'check')} of ${name} (${labelsOf(checks)})`).join('; ')}.
    </p>
  );
}

const labelsOf = (checks: readonly { readonly name: string }[]): string => checks.map(({ name }) => name).join(', ');
