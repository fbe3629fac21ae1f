// A Markdown document as its blocks, each with its line. Inline text stays as it was typed: what is bold is no matter here.
import createMarkdown, { type Token } from 'markdown-it';

export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: string; readonly line: number }
  /** A paragraph, a table, a quote, HTML: as it stands. */
  | { readonly type: 'text'; readonly text: string; readonly line: number; readonly html: boolean }
  /** `line` is that of its first line of content, from 1. */
  | { readonly type: 'code'; readonly info: string; readonly content: string; readonly line: number }
  | { readonly type: 'list'; readonly isNumbered: boolean; readonly items: readonly ListItem[]; readonly line: number };

export interface ListItem {
  /** Its first paragraph; '' where it begins with something else. */
  readonly text: string;
  /** What else is in it. */
  readonly blocks: readonly Block[];
  readonly line: number;
}

const parser = createMarkdown('commonmark', { html: true, maxNesting: 30 }).enable('table');
// Addresses behind [1]: would vanish from the text otherwise; and inline text is not looked into.
parser.block.ruler.disable('reference');
parser.core.ruler.enableOnly(['normalize', 'block']);

/** Fences within indented code: a page that indents the inside of its notes means them as blocks. */
const FENCE = /^ {0,3}(?:```|~~~)/m;
const MAX_NESTING = 3;

/** `firstLine`: that of the first line of the text, from 1. */
export function blocksOf(text: string, firstLine = 1, depth = 0): readonly Block[] {
  const lines = text.split('\n');
  const tokens = parser.parse(text, {});
  return new Walk(tokens, lines, firstLine, depth).blocks(() => false);
}

class Walk {
  private readonly tokens: readonly Token[];
  private readonly lines: readonly string[];
  private readonly firstLine: number;
  private readonly depth: number;
  private at = 0;

  constructor(tokens: readonly Token[], lines: readonly string[], firstLine: number, depth: number) {
    this.tokens = tokens;
    this.lines = lines;
    this.firstLine = firstLine;
    this.depth = depth;
  }

  /** Blocks up to a token that ends them, which is left in front. */
  blocks(isEnd: (token: Token) => boolean): Block[] {
    const found: Block[] = [];
    for (let token = this.tokens[this.at]; token && !isEnd(token); token = this.tokens[this.at]) {
      this.at += 1;
      found.push(...this.block(token));
    }
    return found;
  }

  private block(token: Token): readonly Block[] {
    const line = this.firstLine + (token.map?.[0] ?? 0);
    switch (token.type) {
      case 'heading_open': {
        const text = this.tokens[this.at]?.content ?? '';
        this.skipTo('heading_close', token.level);
        return [{ type: 'heading', level: Number(token.tag.slice(1)), text, line }];
      }
      case 'paragraph_open': {
        const text = this.tokens[this.at]?.content ?? '';
        this.skipTo('paragraph_close', token.level);
        return text.trim() === '' ? [] : [{ type: 'text', text, line, html: false }];
      }
      case 'fence':
        return [{ type: 'code', info: token.info, content: token.content, line: line + 1 }];
      case 'code_block':
        return this.indented(token, line);
      case 'html_block':
        return token.content.trim() === '' ? [] : [{ type: 'text', text: token.content.trimEnd(), line, html: true }];
      case 'bullet_list_open':
      case 'ordered_list_open':
        return [{ type: 'list', isNumbered: token.type === 'ordered_list_open', items: this.items(token), line }];
      case 'blockquote_open':
        return this.quote(token, line);
      case 'table_open':
        this.skipTo('table_close', token.level);
        return [{ type: 'text', text: this.source(token), line, html: false }];
      default:
        return [];
    }
  }

  private indented(token: Token, line: number): readonly Block[] {
    if (this.depth < MAX_NESTING && FENCE.test(token.content)) return blocksOf(token.content, line, this.depth + 1);
    return [{ type: 'code', info: '', content: token.content, line }];
  }

  /** A quote with something to do in it is opened; any other stays as it is. */
  private quote(token: Token, line: number): readonly Block[] {
    const inside = this.blocks((next) => next.type === 'blockquote_close' && next.level === token.level);
    this.at += 1;
    if (inside.every(({ type }) => type === 'text'))
      return [{ type: 'text', text: this.source(token), line, html: false }];
    return inside.map((block) =>
      block.type === 'text' ? { ...block, text: block.text.replaceAll(/^/gm, '> ') } : block,
    );
  }

  private items(list: Token): readonly ListItem[] {
    const items: ListItem[] = [];
    const close = list.type.replace('open', 'close');
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      this.at += 1;
      if (token.type === close && token.level === list.level) break;
      if (token.type !== 'list_item_open') continue;
      const level = token.level;
      const inside = this.blocks((next) => next.type === 'list_item_close' && next.level === level);
      const [first, ...rest] = inside;
      const line = this.firstLine + (token.map?.[0] ?? 0);
      if (first?.type === 'text' && !first.html) items.push({ text: first.text, blocks: rest, line });
      else items.push({ text: '', blocks: inside, line });
    }
    return items;
  }

  private skipTo(type: string, level: number): void {
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      this.at += 1;
      if (token.type === type && token.level === level) return;
    }
  }

  private source(token: Token): string {
    const [from, to] = token.map ?? [0, 0];
    const lines = this.lines.slice(from, to);
    const indent = Math.min(
      ...lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0),
      100,
    );
    return lines
      .map((line) => line.slice(indent))
      .join('\n')
      .trimEnd();
  }
}

/** Whether a block of code is anywhere in there that `isCommand` takes for one. */
export const hasCommand = (
  blocks: readonly Block[],
  isCommand: (block: Extract<Block, { type: 'code' }>) => boolean,
): boolean =>
  blocks.some((block) => {
    if (block.type === 'code') return isCommand(block);
    return block.type === 'list' && block.items.some((item) => hasCommand(item.blocks, isCommand));
  });
