import type { Person } from './person.ts';

// What a screen reader would call the element that has the focus, near enough to find it by.
const focused = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return '';
  const label = element.labels?.[0]?.textContent ?? '';
  return (element.getAttribute('aria-label') ?? '') || label || element.textContent || '';
})()`;
const mostSteps = 150;

/** Presses Tab until what has the focus is called so; fails where it cannot be reached or shows no focus. */
export async function tabTo({ page }: Person, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    await page.keyboard.press('Tab');
    const called = String(await page.evaluate(focused)).trim();
    if (name.test(called)) {
      if (!(await isFocusShown(page))) throw new Error(`no focus is shown on ${called}`);
      return;
    }
    passed.push(called.slice(0, 30));
  }
  throw new Error(`Tab never comes to ${name.source}: ${Array.from(new Set(passed)).join(' | ')}`);
}

/** Goes to a field and writes into it. */
export async function writes(person: Person, name: RegExp, text: string): Promise<void> {
  await tabTo(person, name);
  await person.page.keyboard.type(text);
}

/** Goes to a button, link or box and presses it. */
export async function presses(
  person: Person,
  name: RegExp,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> {
  await tabTo(person, name);
  await person.page.keyboard.press(key);
}

async function isFocusShown(page: Person['page']): Promise<boolean> {
  const shown: unknown = await page.evaluate(`(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  })()`);
  return shown === true;
}
