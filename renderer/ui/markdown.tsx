// Markdown as people type it into notes, drawn from its tokens: no HTML is ever made of it, so nothing in it can run. What a
// token may become stands in one closed switch; whatever is not in it is shown as the plain text it was.
import MarkdownIt, { type Token } from 'markdown-it';
import { createElement, Fragment, memo, type ReactNode } from 'react';
import './markdown.css';

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 });
// Only what is written as an address is one: 'db1.internal' in a note is a host, not a link.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Text in Markdown. Pictures are named, never loaded; links lead outside only by http, https and mailto. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return <div className="md">{drawn(parser.parse(text, {}))}</div>;
});

/** Markdown as one line of plain words, for lists and for what is read out. */
export function plainWords(text: string): string {
  const words: string[] = [];
  for (const token of parser.parse(text, {})) {
    if (token.type === 'inline') words.push((token.children ?? []).map(wordsOf).join(''));
    else if (token.type === 'fence' || token.type === 'code_block') words.push(token.content);
  }
  return words.join(' ').replaceAll(/\s+/g, ' ').trim();
}

const wordsOf = (token: Token): string =>
  token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content;

interface Open {
  readonly token: Token | null;
  readonly children: ReactNode[];
}

/** The elements of a run of tokens: what opens collects until it closes. */
function drawn(tokens: readonly Token[]): ReactNode {
  const stack: Open[] = [{ token: null, children: [] }];
  const put = (node: ReactNode): void => {
    const top = stack.at(-1);
    top?.children.push(<Fragment key={top.children.length}>{node}</Fragment>);
  };
  for (const token of tokens) {
    if (token.nesting === 1) stack.push({ token, children: [] });
    else if (token.nesting === -1) {
      const ended = stack.length > 1 ? stack.pop() : undefined;
      if (ended?.token) put(around(ended.token, ended.children));
    } else put(leaf(token));
  }
  return stack[0]?.children;
}

/** A token that holds others. */
function around(token: Token, children: readonly ReactNode[]): ReactNode {
  switch (token.type) {
    case 'paragraph_open':
      return token.hidden ? children : <p>{children}</p>;
    case 'heading_open':
      // A note is no document: its headings are bold lines, and the screen's own order of headings stays whole.
      return (
        <p className="md-h">
          <b>{children}</b>
        </p>
      );
    case 'bullet_list_open':
      return <ul>{children}</ul>;
    case 'ordered_list_open':
      return <ol start={Number(token.attrs?.find(([name]) => name === 'start')?.[1] ?? 1)}>{children}</ol>;
    case 'list_item_open':
      return <li>{children}</li>;
    case 'blockquote_open':
      return <blockquote>{children}</blockquote>;
    case 'strong_open':
      return <b>{children}</b>;
    case 'em_open':
      return <i>{children}</i>;
    case 's_open':
      return <s>{children}</s>;
    case 'link_open':
      return linked(token, children);
    case 'table_open':
      return <table>{children}</table>;
    case 'thead_open':
    case 'tbody_open':
    case 'tr_open':
    case 'th_open':
    case 'td_open':
      return createElement(token.tag, null, children);
    default:
      return children;
  }
}

/** A token that stands alone. */
function leaf(token: Token): ReactNode {
  switch (token.type) {
    case 'inline':
      return drawn(token.children ?? []);
    case 'text':
    case 'text_special':
      return token.content;
    case 'softbreak':
    case 'hardbreak':
      return <br />;
    case 'code_inline':
      return <code>{token.content}</code>;
    case 'fence':
    case 'code_block':
      return <pre>{token.content.replace(/\n$/, '')}</pre>;
    case 'hr':
      return <hr />;
    case 'image':
      return pictureWords(token);
    default:
      return token.content;
  }
}

/** A picture somewhere else is only named: loading it would tell that somewhere who reads this, and when. */
function pictureWords(token: Token): ReactNode {
  const address = attribute(token, 'src');
  const name = token.content || 'picture';
  return isOutside(address) ? (
    <a href={address} target="_blank" rel="noreferrer" title={address}>
      {name}
    </a>
  ) : (
    name
  );
}

/** The app opens it outside, and asks first. Any other kind of address stays words. */
function linked(token: Token, children: readonly ReactNode[]): ReactNode {
  const address = attribute(token, 'href');
  if (!isOutside(address)) return children;
  return (
    <a href={address} target="_blank" rel="noreferrer" title={address}>
      {children}
    </a>
  );
}

const attribute = (token: Token, name: string): string =>
  String(token.attrs?.find(([known]) => known === name)?.[1] ?? '');

const isOutside = (address: string): boolean => /^(?:https?:\/\/|mailto:)/i.test(address);
