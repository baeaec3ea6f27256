import { dateRange } from './date-range.ts';
import { isNarrative } from './narrative.ts';

/** The most characters that a FHIR text may have. */
export const longestText = 1_048_576;

type Check = (value: unknown) => boolean;

// oxlint-disable-next-line no-control-regex -- FHIR forbids control characters but tab and line ends
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

const isText: Check = (value) => typeof value === 'string' && value !== '' && !controls.test(value);
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const dated =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) && dateRange(value) !== undefined;
const wholeFrom =
  (least: number): Check =>
  (value) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= least &&
    value <= 2_147_483_647;

const day = '\\d{4}(-\\d{2}(-\\d{2}';
const time = 'T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})';

/**
 * For each primitive type of R4, whether a JSON value is of its form
 * (http://hl7.org/fhir/R4/datatypes.html#primitive).
 */
export const primitives: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['base64Binary', isBase64],
  ['boolean', (value) => typeof value === 'boolean'],
  ['canonical', matching(/^\S+$/)],
  ['code', matching(/^[^\s]+(\s[^\s]+)*$/)],
  ['date', dated(new RegExp(`^${day})?)?$`))],
  ['dateTime', dated(new RegExp(`^${day}(${time})?)?)?$`))],
  ['decimal', (value) => typeof value === 'number' && Number.isFinite(value)],
  ['id', matching(/^[A-Za-z0-9\-.]{1,64}$/)],
  ['instant', dated(new RegExp(`^\\d{4}-\\d{2}-\\d{2}${time}$`))],
  ['integer', wholeFrom(-2_147_483_648)],
  ['markdown', isText],
  ['oid', matching(/^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/)],
  ['positiveInt', wholeFrom(1)],
  ['string', isText],
  ['time', matching(/^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$/)],
  ['unsignedInt', wholeFrom(0)],
  ['uri', matching(/^\S+$/)],
  ['url', matching(/^\S+$/)],
  ['uuid', matching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)],
  ['xhtml', (value) => typeof value === 'string' && isNarrative(value)],
]);

function isBase64(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false;
  const bare = /\s/.test(value) ? value.replace(/\s+/g, '') : value;
  return bare !== '' && bare.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(bare);
}
