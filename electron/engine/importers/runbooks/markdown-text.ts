// Pieces of Markdown as plain words for titles, and blocks as Markdown again for texts.
import type { Block, ListItem } from './markdown-blocks.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ', '#39': "'" };
const KNOWN_TAGS =
  'a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video|iframe|section|article|figure|figcaption|picture|source';
const TAG = new RegExp(`</?(?:${KNOWN_TAGS})(?:\\s[^<>]*)?/?>`, 'gi');
const BREAK = /<br\s*\/?>/gi;

/** 'Check **the** [disk](x) `df`' → 'Check the disk df'. */
export function plainText(markdown: string): string {
  return withEntities(
    markdown
      .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
      .replaceAll(TAG, '')
      .replaceAll(/\s*\{#[\w-]+\}\s*$/g, '')
      .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
      .replaceAll(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
      .replaceAll(/`+([^`]+)`+/g, '$1')
      .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'),
  )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const withEntities = (text: string): string =>
  text.replaceAll(/&(#?\w{1,8});/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** HTML as far as it is only shape: tags go, what stands between them stays. */
export const withoutTags = (html: string): string =>
  withEntities(
    html
      .replaceAll(/<!--[\s\S]*?-->/g, '')
      .replaceAll(BREAK, '\n')
      .replaceAll(/<summary[^>]*>([\s\S]*?)<\/summary>/gi, '\n**$1**\n')
      .replaceAll(/<a\s[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, '$2 ($1)')
      .replaceAll(/<img\s[^>]*src="([^"]*)"[^>]*>/gi, '($1)')
      .replaceAll(TAG, ''),
  )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** Titles lose the number in front: '3. Check', 'Step 3: Check'. */
export const withoutNumber = (text: string): string =>
  text.replace(/^(?:step\s+)?\d{1,3}(?:\.\d{1,3})*\s*[.):–—-]+\s+(?=\S)|^step\s+\d{1,3}\s*[:–—-]\s*(?=\S)/i, '');

/** An item of a checklist: links keep their address. */
export const itemText = (markdown: string): string =>
  markdown
    .replaceAll(BREAK, ' ')
    .replaceAll(/\[([^\]]+)\]\((\S+?)(?:\s+"[^"]*")?\)/g, (_, text: string, link: string) =>
      text === link ? link : `${text} (${link})`,
    )
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A block as Markdown again. */
export function markdownOf(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `**${block.text}**`;
    case 'text':
      return block.html ? withoutTags(block.text) : block.text;
    case 'code':
      return fenced(block.content, block.info);
    case 'list':
      return block.items.map(itemMarkdown).join('\n');
    default:
      return block satisfies never;
  }
}

function itemMarkdown({ text, blocks }: ListItem): string {
  const inside = [text, ...blocks.map(markdownOf)].filter((part) => part !== '').join('\n');
  return `- ${inside.replaceAll('\n', '\n  ')}`;
}

/** A block of code behind a fence that nothing in it ends. */
export function fenced(content: string, info: string): string {
  const longest = Math.max(2, ...(content.match(/`{3,}/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${info.trim().split(/\s/)[0]?.replaceAll('`', '') ?? ''}\n${content.replace(/\n$/, '')}\n${fence}`;
}
