import type { Issue } from '../care-error.ts';
import { isObject } from '../shape.ts';

/** The first bytes of the types that pages show, in hexadecimal. */
const signatures: Readonly<Record<string, RegExp>> = {
  'application/pdf': /^255044462d/,
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^4749463837|^4749463839/,
  'image/webp': /^52494646.{8}57454250/,
  'image/tiff': /^49492a00|^4d4d002a/,
  'application/dicom': /^.{256}4449434d/,
};
const texts = /^(?:text\/|application\/(?:\w+\+)?(?:json|xml)$)/;
/** Programs of Linux, macOS and Java: no record is one, whatever its type says or where it says none. */
const programs = /^(?:7f454c46|feedfac[ef]|c[ef]faedfe|cafebabe)/;
/** Programs of Windows and scripts begin with letters: a text may begin with them too. */
const letteredPrograms = /^(?:4d5a|2321)/;
const HEAD = 132;

/**
 * Finds attachments whose content is not what their type says (by the first bytes), text that is none, and programs. Types that
 * pages do not show, and content without a type, pass where they are no program: they are kept and handed out as data alone.
 */
export function attachmentFaults(resource: unknown, at: string): Issue[] {
  if (Array.isArray(resource))
    return resource.flatMap((each, n) => attachmentFaults(each, `${at}[${n}]`));
  if (!isObject(resource)) return [];
  const { contentType, data } = resource;
  const type = typeof contentType === 'string' ? contentType : '';
  const own: Issue[] =
    typeof data !== 'string' || isOfType(type, data)
      ? []
      : [{ code: 'value', path: `${at}.data`, says: OTHER }];
  const within = Object.entries(resource).flatMap(([name, each]) =>
    attachmentFaults(each, `${at}.${name}`),
  );
  return [...own, ...within];
}

const OTHER = 'The content is a program, or not of the type that it is said to be.';

function isOfType(contentType: string, base64: string): boolean {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  const isText = texts.test(type);
  const plain = base64.replaceAll(/\s/g, '');
  const head = Buffer.from(plain.slice(0, 2 * HEAD), 'base64').toString('hex');
  if (programs.test(head) || (!isText && letteredPrograms.test(head))) return false;
  const signature = signatures[type];
  if (signature !== undefined) return signature.test(head);
  if (!isText) return true;
  const isBinary = Object.values(signatures).some((each) => each.test(head));
  return !isBinary && !Buffer.from(plain, 'base64').includes(0);
}
