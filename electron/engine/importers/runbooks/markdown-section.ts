// A section of a document as steps: commands become `run` steps with the text above them, lists become checklists, what is left
// of the text becomes a step by hand. In the order of the document.
import { type BlockReading, readBlock } from './block-reading.ts';
import { addCommand } from './command-step.ts';
import type { ChecklistItem, DraftBuilder } from './draft-builder.ts';
import { MAX_ABOUT, MAX_TITLE, oneLine } from './draft-builder.ts';
import { type Block, hasCommand, type ListItem } from './markdown-blocks.ts';
import { fenced, itemText, markdownOf, plainText, withoutNumber } from './markdown-text.ts';
import { quoted } from './notes.ts';
import type { CommandLine } from './session.ts';
import { splitWords } from './shell-words.ts';
import { opensShell } from './terminal-need.ts';

/** A heading that adds nothing to the titles of its steps. */
const SAYS_NOTHING = /^(?:steps?|procedure|instructions|actions?)$/i;

type CodeBlock = Extract<Block, { readonly type: 'code' }>;

const readings = new WeakMap<CodeBlock, BlockReading>();
/** A block is looked at once, whoever asks. */
export function readingOf(block: CodeBlock): BlockReading {
  const known = readings.get(block) ?? readBlock(block.info, block.content);
  readings.set(block, known);
  return known;
}

export const isCommandBlock = (block: CodeBlock): boolean => readingOf(block).kind === 'commands';

/** Adds the steps of a section. `title`: its heading, with those above it. */
export function addSection(draft: DraftBuilder, title: string, blocks: readonly Block[], line: number): void {
  new SectionWriter(draft, title, line).write(blocks);
}

class SectionWriter {
  private readonly draft: DraftBuilder;
  private readonly title: string;
  private line: number;
  private pending: string[] = [];
  private count = 0;

  constructor(draft: DraftBuilder, title: string, line: number) {
    this.draft = draft;
    this.title = title;
    this.line = line;
  }

  write(blocks: readonly Block[]): void {
    for (const block of withTheirCode(blocks)) this.block(block);
    this.flush([]);
  }

  private block(block: Block): void {
    if (this.pending.length === 0) this.line = block.line;
    if (block.type === 'code') this.code(block);
    else if (block.type === 'list') this.list(block);
    else {
      const text = markdownOf(block);
      if (block.type === 'text' && block.html) tellHtml(this.draft, block.text, block.line);
      if (text !== '') this.pending.push(text);
    }
  }

  /** The text so far, and things to tick off, as a step by hand. */
  private flush(items: readonly ChecklistItem[], hint = ''): void {
    const text = this.pending.join('\n\n');
    this.pending = [];
    if (text === '' && items.length === 0) return;
    this.draft.manual(this.nextTitle(hint), text, items, this.line);
  }

  /** The first step of a section has its heading, the others say more. */
  private nextTitle(hint: string): string {
    this.count += 1;
    const more = plainText(withoutNumber(hint)).replace(/[:.]$/, '');
    if (this.count === 1 && more === '') return this.title;
    if (more === '') return oneLine(this.title, MAX_TITLE - 8).concat(` (${this.count})`);
    return this.title === more || SAYS_NOTHING.test(this.title) ? more : oneLine(`${this.title}: ${more}`, MAX_TITLE);
  }

  private code(block: CodeBlock): void {
    const reading = readingOf(block);
    const why = reading.kind === 'commands' ? this.command(block, reading) : reading.as;
    if (why === null) return;
    if (block.content.trim() === '') {
      this.draft.notes.add(block.line, 'an empty block of code was left out');
      return;
    }
    this.pending.push(fenced(block.content, block.info));
    this.draft.notes.add(block.line, `the block ${quoted(block.content)} stays text: ${why}`);
  }

  /** Null: it is a step now; else why it is not. */
  private command(block: CodeBlock, reading: Extract<BlockReading, { kind: 'commands' }>): string | null {
    const last = this.pending.at(-1) ?? '';
    const hint = this.count > 0 && last.length <= 100 && !last.includes('\n') ? last : '';
    const output = reading.output.map((line) => block.content.split('\n')[line] ?? '').join('\n');
    const printed = output === '' ? [] : [`In the document it printed:\n\n${fenced(output, 'text')}`];
    const about = [...this.pending, ...printed].join('\n\n');
    if (about.length > MAX_ABOUT) this.flush([]);
    const title = this.nextTitle(hint);
    const [own = [], ...inside] = byShell(reading.lines);
    const made = addCommand(this.draft, {
      ...sourceOf(own, block.line),
      title,
      about: about.length > MAX_ABOUT ? printed.join('') : about,
    });
    if ('why' in made) {
      this.count -= 1;
      return made.why;
    }
    this.pending = [];
    if (reading.output[0] !== undefined)
      this.draft.notes.add(
        block.line + reading.output[0],
        'output that is shown here stands under the step, and is not compared with what comes',
      );
    for (const lines of inside) this.inside(block, lines);
    if (reading.turns !== null && inside.length === 0)
      this.draft.notes.add(
        block.line + reading.turns,
        'from here on the document types into a shell that a command before it opened: make steps of their own of them, `on` the machine they belong to',
      );
    return null;
  }

  /** Commands that the document types into a shell which a command before them opened: in one script they would not get there. */
  private inside(block: CodeBlock, lines: readonly CommandLine[]): void {
    const from = block.line + (lines[0]?.line ?? 0);
    this.draft.notes.add(
      from,
      'from here on the document types into a shell that a command before it opened: it is a step of its own; say `on` which machine it belongs to',
    );
    const source = sourceOf(lines, block.line);
    const made = addCommand(this.draft, { ...source, title: this.nextTitle('inside'), about: '' });
    if (!('why' in made)) return;
    this.pending.push(fenced(source.script, block.info));
    this.draft.notes.add(from, `${quoted(source.script)} stays text: ${made.why}`);
  }

  private list(list: Extract<Block, { readonly type: 'list' }>): void {
    if (list.items.every(isOnlyLink)) {
      this.pending.push(markdownOf(list));
      return;
    }
    let items: ChecklistItem[] = [];
    const flushItems = (): void => {
      this.flush(items);
      items = [];
    };
    for (const item of list.items) {
      if (this.pending.length === 0 && items.length === 0) this.line = item.line;
      const own = itemsOf(this.draft, item, '');
      if (own !== null && !hasCommand(item.blocks, isCommandBlock)) items.push(...own);
      else {
        flushItems();
        this.line = item.line;
        this.item(item);
      }
    }
    if (items.length > 0) flushItems();
  }

  /** An item with commands or blocks of its own: its text is the title of what is in it. */
  private item(item: ListItem): void {
    const { text } = unticked(item.text);
    const title = plainText(withoutNumber(text)).replace(/[:.]$/, '');
    const own = new SectionWriter(this.draft, this.nextTitle(title), item.line);
    // What a title cannot hold (links, a second sentence) is said in full under it.
    if (text !== '' && (plainText(text) !== text || text.length > 80)) own.pending.push(text);
    own.write(
      item.blocks.length === 0 && own.pending.length === 0
        ? [{ type: 'text', text, line: item.line, html: false }]
        : item.blocks,
    );
  }
}

/** Code right behind a numbered item (or one that ends in a colon) belongs to it, whether or not it is indented. */
function withTheirCode(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  for (const block of blocks) {
    const list = found.at(-1);
    const last = list?.type === 'list' ? list.items.at(-1) : undefined;
    const isMeant = list?.type === 'list' && (list.isNumbered || last?.text.trimEnd().endsWith(':'));
    if (block.type !== 'code' || list?.type !== 'list' || !last || !isMeant) found.push(block);
    else
      found[found.length - 1] = { ...list, items: list.items.with(-1, { ...last, blocks: [...last.blocks, block] }) };
  }
  return found;
}

const sourceOf = (lines: readonly CommandLine[], firstLine: number) => ({
  script: lines.map(({ text }) => text).join('\n'),
  lines: lines.map(({ line }) => firstLine + line),
});

/** Cut behind each command that opens a shell, where others follow. */
function byShell(lines: readonly CommandLine[]): readonly (readonly CommandLine[])[] {
  const opener = lines.findIndex(
    ({ text }, index) => index < lines.length - 1 && opensShell(splitWords(text.trim()).words),
  );
  const rest = opener < 0 ? [] : lines.slice(opener + 1);
  if (rest.every(({ text }) => text.trim() === '' || text.trim().startsWith('#'))) return [lines];
  return [lines.slice(0, opener + 1), ...byShell(rest)];
}

const isOnlyLink = ({ text, blocks }: ListItem): boolean =>
  blocks.length === 0 && /^\s*(?:\[[^\]]*\]\([^)]*\)|<?https?:\/\/\S+>?|\[[^\]]*\]\[[^\]]*\])\s*$/.test(text);

const unticked = (text: string): { readonly text: string; readonly ticked: boolean } => {
  const match = /^\[([ xX])\]\s+/.exec(text);
  return { text: match ? text.slice(match[0].length) : text, ticked: match !== null && match[1] !== ' ' };
};

/** An item and those under it, one after the other; null: there is more in it than text. */
function itemsOf(draft: DraftBuilder, item: ListItem, above: string): readonly ChecklistItem[] | null {
  const { text, ticked } = unticked(item.text);
  if (ticked) draft.notes.add(item.line, `${quoted(text)} was ticked in the document: here it is to be done`);
  tellInline(draft, text, item.line);
  const parts = [text];
  const under: ChecklistItem[] = [];
  for (const block of item.blocks) {
    if (block.type === 'text' && !block.html && !block.text.includes('\n')) parts.push(block.text);
    else if (block.type !== 'list') return null;
    else
      for (const child of block.items) {
        const items = itemsOf(draft, child, `${above}· `);
        if (items === null) return null;
        under.push(...items);
      }
  }
  const whole = itemText(parts.join(' '));
  if (whole.length > 900) return null;
  const required = !/^\(?\*?optional\b|\(optional\)/i.test(whole);
  return whole === '' && under.length > 0 ? under : [{ text: `${above}${whole}`, required }, ...under];
}

/** Commands within a sentence are read by a person, and are no steps. */
export function tellInline(draft: DraftBuilder, text: string, line: number): void {
  for (const [index, row] of text.split('\n').entries()) {
    for (const [, code = ''] of row.matchAll(/`([^`]+)`/g)) {
      const reading = code.includes(' ') && readBlock('', code);
      if (reading && reading.kind === 'commands')
        draft.notes.add(line + index, `${quoted(code)} stands within a sentence: it was not made a step`);
    }
  }
}

function tellHtml(draft: DraftBuilder, html: string, line: number): void {
  if (/<!--/.test(html))
    draft.notes.add(line, `a comment was left out: ${quoted(/<!--([\s\S]*?)(?:-->|$)/.exec(html)?.[1] ?? '')}`);
  if (/<(?:table|img|iframe|script|style|video)\b/i.test(html))
    draft.notes.add(line, 'HTML was carried over as text: look at how it reads');
}
