// Markdown of notes as it is drawn: what people write with it, and what somebody with bad intent would put in it.
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown, plainWords } from '../../renderer/ui/markdown.tsx';

afterEach(cleanup);

const drawn = (text: string): HTMLElement => render(<Markdown text={text} />).container;

describe('a note', () => {
  it('has bold words, lists, code in a well and lines that stay lines', () => {
    const note = drawn('Port is **up**\nnext line\n\n1. one\n2. two\n\n```\n$ show <all>\n```');
    expect(note.querySelector('b')?.textContent).toBe('up');
    expect(note.querySelectorAll('p br')).toHaveLength(1);
    expect(note.querySelectorAll('ol li')).toHaveLength(2);
    expect(note.querySelector('pre')?.textContent).toBe('$ show <all>');
  });

  it('makes no heading, so that the screen keeps its own order', () => {
    expect(drawn('# Big').querySelector('h1')).toBeNull();
    expect(drawn('# Big').querySelector('b')?.textContent).toBe('Big');
  });

  it('leads outside only by http, https and mailto, and never takes a host for an address', () => {
    const hrefs = (text: string) => [...drawn(text).querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(hrefs('[ticket](https://desk.example/1) <mailto:noc@x.example> https://y.example')).toEqual([
      'https://desk.example/1',
      'mailto:noc@x.example',
      'https://y.example',
    ]);
    cleanup();
    expect(hrefs('[a](javascript:alert(1)) [b](file:///etc/passwd) [c](data:text/html,x) [d](//x.example)')).toEqual(
      [],
    );
    cleanup();
    expect(hrefs('db1.internal and www.example.com are hosts')).toEqual([]);
  });

  it('loads no picture and runs nothing: HTML in it is words', () => {
    const note = drawn('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> ![spy](https://spy.example/p.png)');
    expect(note.querySelectorAll('script, img, iframe, style')).toHaveLength(0);
    expect(note.textContent).toContain('<script>alert(1)</script>');
    expect(note.querySelector('a')?.getAttribute('href')).toBe('https://spy.example/p.png');
    expect(note.querySelector('a')?.textContent).toBe('spy');
  });

  it('bears nesting without end', () => {
    expect(() => drawn(`${'> '.repeat(5_000)}deep`)).not.toThrow();
    expect(() => drawn('['.repeat(5_000))).not.toThrow();
  });

  it('is one line of plain words where a list wants that', () => {
    expect(plainWords('Port is **up**\n\n- one\n- `two`\n')).toBe('Port is up one two');
  });
});
