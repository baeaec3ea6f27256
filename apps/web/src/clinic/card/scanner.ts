/** Reads the squares of cards from pictures. */
export interface Scanner {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

/** The browser's own reader of squares; undefined where it has none. */
export function createScanner(): Scanner | undefined {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  if (!isScannerClass(found)) return undefined;
  try {
    return new found({ formats: ['qr_code'] });
  } catch {
    return undefined;
  }
}

/** The text of a card in a file: a picture of its square, or text that holds it; undefined where there is none. */
export async function cardTextIn(file: File): Promise<string | undefined> {
  if (file.type.startsWith('image/')) {
    const scanner = createScanner();
    if (scanner === undefined) return undefined;
    const picture = await createImageBitmap(file);
    return (await scanner.detect(picture))[0]?.rawValue;
  }
  const text = await file.slice(0, 10_000).text();
  return /[A-Za-z][A-Za-z0-9-]{1,30}:[0-9A-Za-z][0-9A-Za-z -]{7,90}/.exec(text)?.[0];
}

type ScannerClass = new (options: { readonly formats: readonly string[] }) => Scanner;

function isScannerClass(found: unknown): found is ScannerClass {
  return typeof found === 'function';
}
