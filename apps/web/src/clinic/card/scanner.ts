/** Reads the squares of cards from pictures. */
export interface Scanner {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

/** A reader of squares, the same in every browser; it is loaded when somebody first scans. */
export async function openScanner(): Promise<Scanner> {
  const { BarcodeDetector } = await import('qr/decode.js');
  return new BarcodeDetector({ formats: ['qr_code'] });
}

/** The text of a card in a file: a picture of its square, or text that holds it; undefined where there is none. */
export async function cardTextIn(file: File): Promise<string | undefined> {
  if (file.type.startsWith('image/')) {
    const [scanner, picture] = await Promise.all([openScanner(), createImageBitmap(file)]);
    return (await scanner.detect(picture))[0]?.rawValue;
  }
  const text = await file.slice(0, 10_000).text();
  return /[A-Za-z][A-Za-z0-9-]{1,30}:[0-9A-Za-z][0-9A-Za-z -]{7,90}/.exec(text)?.[0];
}
