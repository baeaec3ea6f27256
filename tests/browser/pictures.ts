import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { textIn } from '../../apps/cli/src/rows.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import { furnish } from './furnish.ts';
import type { Person, Sight } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const tallestPx = 1800;
const sights: readonly Partial<Sight>[] = [
  { width: 1440, height: 900, theme: 'light' },
  { width: 1440, height: 900, theme: 'dark' },
  { width: 390, height: 844, theme: 'light' },
  { width: 390, height: 844, theme: 'dark' },
];
const roles = ['everyone', 'patient', 'doctor', 'administrator', 'privacy-officer'] as const;

const [folder, onlyPath = ''] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name a folder: node --import tsx tests/browser/pictures.ts FOLDER [PART OF PATH]');
  process.exit(2);
}
await takePictures(folder, onlyPath);

/** Saves a picture of every route for its role, on desktop and phone, light and dark, with a contact sheet of each sight. */
async function takePictures(into: string, part: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const scene = await openScene(78);
  try {
    const monitor = { readings: 150, speed: 5 };
    const her = await furnish(scene, await addressesOf(scene), monitor);
    const routes = (await scene.at.cli('routes')).rows.filter((r) =>
      textIn(r, 'path').includes(part),
    );
    for (const sight of sights) {
      const name = `${sight.width}-${sight.theme}`;
      const files: string[] = [];
      for (const role of roles) {
        const person = await signedIn(scene, her, role, sight);
        for (const route of routes.filter((each) => opener(each) === role)) {
          const path = textIn(route, 'path');
          const file = `${path.slice(1).replaceAll(/[/:]+/g, '-')}-${name}.png`;
          await picture(person.page, her.fill(path), join(into, file));
          files.push(file);
        }
        await person.close();
      }
      await contactSheets(scene, { into, files, name, width: sight.width ?? 0 });
      console.log(`${name}: ${files.length} pictures`);
    }
  } finally {
    await scene.close();
  }
}

async function picture(page: Page, address: string, file: string): Promise<void> {
  await page.goto(address);
  await page
    .getByRole('heading', { level: 1 })
    .first()
    .waitFor()
    .catch(() => {});
  const busy = page.locator('main [aria-busy="true"]').first();
  await busy.waitFor({ state: 'detached', timeout: 8000 }).catch(() => {});
  await page.waitForTimeout(250);
  const { width = 0, height: seen = 0 } = page.viewportSize() ?? {};
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
  if (wide > width) console.log(`${address} is ${wide} px wide of ${width}`);
  const height = Math.min(tallestPx, Math.max(seen, whole));
  await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width, height } });
}

/** Pages of pictures side by side, so that one look takes in several. */
async function contactSheets(
  scene: Scene,
  sheet: { into: string; files: readonly string[]; name: string; width: number },
): Promise<void> {
  const { into, files, name, width } = sheet;
  const isWide = width > 600;
  const each = isWide ? { n: 4, columns: 2, shown: 780 } : { n: 6, columns: 6, shown: 260 };
  const page = await scene.browser.newPage({ viewport: { width: 1580, height: 1000 } });
  for (let first = 0; first < files.length; first += each.n) {
    const cells = files
      .slice(first, first + each.n)
      .map(
        (file) =>
          `<figure style="margin:0"><figcaption style="font:12px sans-serif">${file}</figcaption><img src="${file}" width="${each.shown}" style="border:1px solid #888"></figure>`,
      );
    const html = join(into, 'sheet.html');
    writeFileSync(
      html,
      `<body style="margin:4px;display:grid;gap:6px;align-items:start;grid-template-columns:repeat(${each.columns},1fr)">${cells.join('')}`,
    );
    await page.goto(`file://${html}`);
    const file = join(into, `sheet-${name}-${String(first / each.n).padStart(2, '0')}.png`);
    await page.screenshot({ path: file, fullPage: true });
  }
  await page.close();
}

function opener(route: Record<string, unknown>): string {
  const given = route['roles'];
  return Array.isArray(given) ? String(given[0]) : 'everyone';
}

async function signedIn(
  scene: Scene,
  her: Addresses,
  role: (typeof roles)[number],
  sight: Partial<Sight>,
): Promise<Person> {
  const person = await scene.visitor('northgate', sight);
  if (role === 'patient') {
    await person.holds(passkeyIn(her.passkey, 'northgate.localhost'));
    await signInByPasskey(person);
  } else if (role !== 'everyone') await signInByPassword(person, scene.account('northgate', role));
  return person;
}
