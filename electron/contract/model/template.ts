// A template: the checks that every host with a tag gets. Each becomes a check of its own on each such host, with its own
// history; it is changed in the template only. A host's own check of the same name stands in its place.
import { z } from 'zod';
import { checkInput } from './check.ts';
import { label } from './host.ts';
import { templateId } from './ids.ts';

/** A check without its host. */
export const newCheck = checkInput.omit({ hostId: true });
export type NewCheck = z.infer<typeof newCheck>;

/** What an operator enters about a template. */
export const templateInput = z.strictObject({
  name: label,
  /** Hosts that carry this tag get the checks. */
  tag: label,
  checks: z.array(newCheck).min(1, 'a template without checks does nothing').max(50),
});
export type TemplateInput = z.infer<typeof templateInput>;
export type TemplateDraft = z.input<typeof templateInput>;

export const template = templateInput.extend({ id: templateId });
export type Template = Readonly<z.infer<typeof template>>;
