import { describe, expect, it } from 'vitest';
import { isNarrative } from './narrative.ts';

const div = (inside: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`;

describe('isNarrative', () => {
  it.each([
    div('text'),
    div('<p class="a">5 &lt; 6 &amp; <b>bold</b><br/></p>'),
    div('<table><tr><td style="color: red">x</td></tr></table>'),
    div('<a href="https://example.org/a?b=1&amp;c=2">link</a>'),
    div('<a href="#part">link</a><!-- a remark -->'),
    div('<img src="data:image/png;base64,AAAA" alt="x"/>'),
    `  ${div('text')}\n`,
  ])('takes %s', (text) => {
    expect(isNarrative(text)).toBe(true);
  });

  it.each([
    '',
    'text',
    '<p>text</p>',
    div(''),
    div('  \n '),
    '<div/>',
    div('<script>alert(1)</script>'),
    div('<p onclick="alert(1)">x</p>'),
    div('<a href="javascript:alert(1)">x</a>'),
    div('<a href="java&#115;cript:alert(1)">x</a>'),
    div('<a href="JAVASCRIPT:alert(1)">x</a>'),
    div('<img src="data:text/html,x"/>'),
    div('<iframe src="https://example.org"></iframe>'),
    div('<p style="background: url(https://example.org/x)">x</p>'),
    div('<form><input/></form>'),
    div('<b><i>x</b></i>'),
    div('<p>unclosed'),
    div('5 & 6'),
    `${div('one')}${div('two')}`,
    `${div('one')} more`,
    `<!DOCTYPE html>${div('x')}`,
    `<?xml version="1.0"?>${div('x')}`,
    div('<svg><script>x</script></svg>'),
    div('<p a=b>x</p>'),
  ])('refuses %s', (text) => {
    expect(isNarrative(text)).toBe(false);
  });

  it('refuses nesting without end, quickly', () => {
    expect(isNarrative(div('<b>'.repeat(100_000)))).toBe(false);
  });
});
