// Runbooks in Markdown: headings become steps, lists checklists, blocks of shell commands; meaning and impact are taken from the
// sections that are called so, everything else keeps its order.
import { createDraft, type DraftBuilder, MAX_ABOUT, oneLine } from './draft-builder.ts';
import { slug } from './draft-ids.ts';
import type { DraftStep, FormatReading, RunbookFormat } from './format.ts';
import { type FrontMatter, frontMatter } from './front-matter.ts';
import { type Block, blocksOf, hasCommand } from './markdown-blocks.ts';
import { roleOf, type SectionRole } from './markdown-roles.ts';
import { addSection, isCommandBlock, tellInline } from './markdown-section.ts';
import { markdownOf, plainText, withoutNumber } from './markdown-text.ts';
import { quoted } from './notes.ts';
import { plainDollars } from './value-references.ts';

interface Section {
  /** Headings above it, the document's own title left out. */
  readonly path: readonly string[];
  readonly role: SectionRole;
  readonly blocks: readonly Block[];
  readonly line: number;
}

/** A document of more lines than that is read up to there. */
const MAX_LINES = 20_000;

export const markdown: RunbookFormat = {
  name: 'Markdown',
  fits: (name) => /\.(?:md|markdown|mdown|mkd|mdx|txt|text|rst|adoc)$/.test(name) || !/\.[a-z0-9]{1,5}$/.test(name),
  read: readMarkdown,
};

function readMarkdown(name: string, whole: string): FormatReading {
  const front = frontMatter(whole);
  const draft = createDraft();
  const lines = whole.split('\n');
  const text = lines.slice(front.lines, MAX_LINES).join('\n');
  if (lines.length > MAX_LINES)
    draft.notes.add(
      MAX_LINES + 1,
      `the document was read up to this line; the ${lines.length - MAX_LINES} after it were not: split it`,
    );
  const blocks = withHeadings(blocksOf(text, front.lines + 1));
  const { title, sections, other } = sectionsOf(blocks, front, name);
  for (const fault of front.faults) draft.notes.add(fault.line, fault.what);
  tellAll(draft, blocks);
  const dollars = text.search(/\$\{/);
  if (dollars >= 0)
    draft.notes.add(
      front.lines + text.slice(0, dollars).split('\n').length,
      'a dollar with a brace is written with a backslash between them in texts: here it would name a value',
    );
  const meaning = gather(draft, sections, 'meaning', title);
  const impact = gather(draft, sections, 'impact', title);
  for (const section of sections) if (section.role === 'steps') addSteps(draft, section, title);
  addReferences(draft, sections);
  if (draft.steps.length === 0) {
    draft.notes.add(1, 'nothing in the document is to be done: the one step has what is there to read');
    const read = [meaning, impact].filter((one) => one !== '').join('\n\n');
    if (read === '')
      return {
        drafts: [],
        findings: [{ line: 1, what: 'the document is empty: there is nothing to make a runbook of' }],
      };
    draft.manual(title, read, [], 1);
  }
  const about = tellFront(draft, front, text);
  const tags = [...new Set([...about.tags, ...other])].slice(0, 32);
  const made = {
    id: slug(title, 'runbook'),
    title,
    owner: about.owner,
    tags,
    meaning: plainDollars(meaning),
    impact: plainDollars(impact),
    inputs: draft.inputs,
    steps: draft.steps.map(withPlainDollars),
    line: 1,
  };
  return { drafts: [{ draft: made, findings: draft.notes.list() }], findings: [] };
}

/** `${…}` of a document is no value of a run; what its commands need of it was made an input. */
function withPlainDollars(step: DraftStep): DraftStep {
  const { title, about, kind, body } = step;
  const texts = { title: plainDollars(title), ...(about !== undefined && { about: plainDollars(about) }) };
  if (kind !== 'manual') return { ...step, ...texts };
  return {
    ...step,
    ...texts,
    body: JSON.parse(JSON.stringify(body), (_key, value) => (typeof value === 'string' ? plainDollars(value) : value)),
  };
}

/** A paragraph that is nothing but one bold line is a heading to whoever wrote it. */
function withHeadings(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => {
    if (block.type !== 'text' || block.html || block.text.length > 120) return block;
    const bold = /^(?:\*\*|__)([^*_\n]+?):?(?:\*\*|__):?$/.exec(block.text.trim())?.[1];
    return bold === undefined ? block : { type: 'heading', level: 7, text: bold, line: block.line };
  });
}

function sectionsOf(blocks: readonly Block[], front: FrontMatter, name: string) {
  const headings = blocks.filter((block) => block.type === 'heading');
  const [first] = headings;
  const tops = headings.filter(({ level }) => level === first?.level).length;
  const given = front.fields.get('title')?.value;
  // The first heading is the title where nothing stands beside it on its level, or it is the only one of level 1.
  const isTitle =
    first !== undefined &&
    first.level < 7 &&
    (tops === 1 ||
      (first.level === 1 && roleOf(plainText(first.text)) === null && blocks[0] === first && given === undefined));
  const own = isTitle ? plainText(first.text) : '';
  const title = oneLine(
    (typeof given === 'string' && given.trim() !== '' ? plainText(given) : own) || nameOf(name),
    180,
  );
  const sections: Section[] = [];
  let path: { level: number; text: string; role: SectionRole | null }[] = [];
  let blocksHere: Block[] = [];
  let line = blocks[0]?.line ?? 1;
  const close = (): void => {
    const role = path.findLast((one) => one.role !== null)?.role ?? (path.length === 0 ? 'meaning' : 'steps');
    sections.push({ path: path.map(({ text }) => text), role, blocks: blocksHere, line });
    blocksHere = [];
  };
  for (const block of blocks) {
    if (block.type !== 'heading') {
      blocksHere.push(block);
      continue;
    }
    close();
    line = block.line;
    if (block === first && isTitle) continue;
    const text = withoutNumber(plainText(block.text)) || 'Section';
    path = [...path.filter(({ level }) => level < block.level), { level: block.level, text, role: roleOf(text) }];
  }
  close();
  const withChildren = sections.map((section, index) => ({
    ...section,
    isEmpty: section.blocks.length === 0 && !isUnder(sections[index + 1], section),
  }));
  // The name of the alarm, where the page has a nicer title.
  const other = own !== '' && own !== title && /^[\w.:-]{1,64}$/.test(own) ? [own] : [];
  return { title, sections: withChildren, other };
}

const isUnder = (next: Section | undefined, section: Section): boolean =>
  next !== undefined &&
  next.path.length > section.path.length &&
  section.path.every((text, index) => next.path[index] === text);

const nameOf = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim() || 'Runbook';

const heading = ({ path }: Section): string => path.join(' › ');

/** Text of all sections of a role; commands in them become steps in their place. */
function gather(
  draft: DraftBuilder,
  sections: readonly (Section & { isEmpty: boolean })[],
  role: 'meaning' | 'impact',
  title: string,
): string {
  const parts: string[] = [];
  for (const section of sections) {
    if (section.isEmpty && section.role === role && section.path.length > 0)
      draft.notes.add(section.line, `nothing stands under ${quoted(heading(section))}`);
    if (section.role !== role) continue;
    const toDo = section.blocks.findIndex((block) => hasCommand([block], isCommandBlock));
    const text = (toDo < 0 ? section.blocks : section.blocks.slice(0, toDo))
      .map(markdownOf)
      .filter((one) => one !== '');
    if (text.length > 0 && section.path.length > 1) parts.push(`**${section.path.slice(1).join(' › ')}**`);
    parts.push(...text);
    if (toDo >= 0) addSection(draft, heading(section) || title, section.blocks.slice(toDo), section.line);
    draft.prove();
  }
  const whole = parts.join('\n\n').trim();
  if (whole.length <= MAX_ABOUT) return whole;
  const line = sections.find((section) => section.role === role)?.line ?? 1;
  draft.notes.add(line, `what it says of the ${role} is too long for one text: it is the first step`);
  draft.manual(role === 'meaning' ? 'What it means' : 'What it breaks', whole, [], line);
  return '';
}

function addSteps(draft: DraftBuilder, section: Section & { isEmpty: boolean }, title: string): void {
  const name = heading(section) || title;
  if (section.isEmpty) draft.notes.add(section.line, `nothing stands under ${quoted(name)}: no step was made of it`);
  const before = draft.steps.length;
  addSection(draft, name, section.blocks, section.line);
  for (const step of draft.steps.slice(before)) {
    if (step.kind !== 'manual' || !/escalat|who to (?:call|page)/i.test(step.title)) continue;
    draft.notes.add(
      step.line,
      `${quoted(step.title)} is text to read: a step of kind escalate or notify would tell people`,
    );
  }
  draft.prove();
}

/** What is only to be looked up comes last, and may be left out. */
function addReferences(draft: DraftBuilder, sections: readonly Section[]): void {
  const references = sections.filter(({ role, blocks }) => role === 'reference' && blocks.length > 0);
  const [first] = references;
  if (!first) return;
  for (const section of references) {
    const toDo = section.blocks.filter((block) => hasCommand([block], isCommandBlock));
    if (toDo.length > 0) addSection(draft, heading(section), toDo, section.line);
    draft.notes.add(
      section.line,
      `${quoted(heading(section))} is to look up, nothing to do: it stands in the last step`,
    );
  }
  draft.prove();
  const text = references
    .map((section) => `**${heading(section)}**\n\n${section.blocks.map(markdownOf).join('\n\n')}`)
    .join('\n\n');
  draft.manual('To look up', text, [], first.line, true);
}

function tellAll(draft: DraftBuilder, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (block.type !== 'text') continue;
    tellInline(draft, block.text, block.line);
    for (const [index, line] of block.text.split('\n').entries()) {
      if (/\b(?:TODO|FIXME|TBD)\b/.test(line))
        draft.notes.add(block.line + index, `the document is not finished here: ${quoted(line)}`);
      if (/!\[[^\]]*\]\(/.test(line))
        draft.notes.add(block.line + index, 'a picture was carried over as its address only');
    }
  }
}

const OWNER =
  /^\W{0,4}(?:owner|owned by|owning team|team|service owner|maintainer|contact)\W{0,4}:\W{0,4}\s*(.+?)\W*$/im;

function tellFront(
  draft: DraftBuilder,
  { fields }: FrontMatter,
  text: string,
): { readonly owner: string; readonly tags: readonly string[] } {
  const value = (...keys: readonly string[]): readonly string[] =>
    keys.flatMap((key) => fields.get(key)?.value ?? []).filter((one) => one.trim() !== '');
  const used = new Set([
    'title',
    'owner',
    'owners',
    'team',
    'maintainer',
    'author',
    'tags',
    'labels',
    'keywords',
    'alerts',
  ]);
  for (const [key, { line }] of fields)
    if (!used.has(key)) draft.notes.add(line, `\`${key}\` of the front matter has no place in a runbook`);
  const owner = oneLine(
    value('owner', 'owners', 'team', 'maintainer', 'author')[0] ??
      plainText(OWNER.exec(text.slice(0, 8_000))?.[1] ?? '') ??
      '',
    120,
  );
  const isKnown = owner !== 'Step' && owner !== '';
  if (!isKnown) draft.notes.add(1, 'the document names no owner: say who keeps it right');
  draft.notes.add(1, 'when it is to be suggested is not in the document: fill in `match`');
  const tags = value('tags', 'labels', 'keywords', 'alerts')
    .flatMap((tag) => tag.split(/\s*,\s*/))
    .map((tag) => oneLine(tag, 60));
  return { owner: isKnown ? owner : '', tags };
}
