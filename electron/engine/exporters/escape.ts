// Text made harmless where it is written: in HTML, in Markdown. Names, check output and sentences are text, never markup.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for attributes in double quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** One line of plain text inside Markdown, also in a cell of a table. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    // Else a viewer takes a name with a scheme for a link.
    .replace(/&/g, '&amp;')
    // At the start of a line they would make a list, a number or a heading.
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');

/**
 * Markdown that an operator typed, as it may stand in a file that anybody opens with anything: no raw HTML, nothing that is
 * fetched when it is looked at, no address that runs.
 */
export const tamedMarkdown = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/!\[/g, '[')
    .replace(
      /(\]\(\s*<?|^[ \t>]{0,12}\[[^\]\n]{1,200}\]:\s*<?)(?:javascript|vbscript|data|file):/gim,
      '$1about:blank#',
    );
