import type { Page } from 'playwright-core';

const english =
  /\b(?:the|and|with|from|until|your|you|this|that|has|have|are|of|for|by|to|is|on|not|no|at|who|what|when|all|new|none|other|unknown|active|signed|read|write|day|days|hour|hours|since|now|today|yesterday|closed|open|patient|doctor|nurse|hospital|practitioner|somebody|someone|visit|appointment|referral|emergency|medicine|medicines|allergies|results|error|found|missing)\b/;
/** A key of a file of words, or a code that nobody translated. */
const raw =
  /(?<![\w./@:-])(?:[a-z]+[.:][a-z][a-zA-Z]+|[a-z]+(?:-[a-z]+)+|[A-Z]{2,}_[A-Z_]+|undefined|null|NaN|\[object)(?![\w/@.:-])/;
/** What is a name, or a command to be typed. */
const named = /NEWS2 © Royal College of Physicians\.?|careledger [a-z -]+(?:FOLDER|ADRESSE)?/g;

/** What is English, or a raw key, among the texts and accessible names of the page that is open; `content` is what authors wrote. */
export async function englishOn(page: Page, content: readonly string[]): Promise<string[]> {
  const isContent = (text: string) =>
    content.some(
      (each) =>
        each === text ||
        (text.length > 8 && each.includes(text)) ||
        (each.length > 24 && text.includes(each)),
    );
  const texts = await textsOn(page);
  return [...new Set(texts)].filter((text) => {
    const said = text.replaceAll(named, '').replace(/^\((.*)\)$/, '$1');
    return (english.test(said) || raw.test(said)) && !isContent(said);
  });
}

/** Every text of a page with what is folded, and every accessible name; what is marked as English is left out. */
async function textsOn(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const found = [document.title];
    const names = ['aria-label', 'title', 'alt', 'placeholder', 'aria-description'];
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim());
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (node.matches('[lang="en"], code, script, style, noscript')) return;
      for (const name of names) found.push(node.getAttribute(name) ?? '');
      node.childNodes.forEach(walk);
    };
    walk(document.body);
    return found.filter((text) => text !== '');
  })()`);
  return Array.isArray(found) ? found.map(String) : ['the page gave no texts'];
}
