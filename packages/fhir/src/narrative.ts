const elements = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 ' +
    'hr i img li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);

const attributes = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset ' +
    'cite class colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel ' +
    'rev rowspan rules scope shape span src start style summary tabindex title type valign value vspace width xml:lang xmlns'
  ).split(' '),
);

const entities = /&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&/g;
const attribute = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const longest = 4_194_304;

/**
 * Whether a text is a narrative that FHIR permits: one well-formed XHTML `div` of formatting elements
 * and attributes alone, with some content, and nothing that a browser would run (txt-1, txt-2).
 */
export function isNarrative(text: string): boolean {
  if (text.length > longest) return false;
  const source = text.trim();
  const tag =
    /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
  const open: string[] = [];
  let at = 0;
  let filled = false;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const between = source.slice(at, next < 0 ? source.length : next);
    if (between !== '') {
      if (open.length === 0 || !entitiesHold(between)) return false;
      filled ||= /\S/.test(between);
    }
    if (next < 0) break;
    if (source.startsWith('<!--', next)) {
      const end = source.indexOf('-->', next + 4);
      if (end < 0 || open.length === 0) return false;
      at = end + 3;
      continue;
    }
    tag.lastIndex = next;
    const found = tag.exec(source);
    if (!found) return false;
    const [whole, closing, name = '', inside = '', single] = found;
    if (!elements.has(name) || !attributesHold(inside)) return false;
    if (closing === '/') {
      if (open.pop() !== name || inside !== '' || single === '/') return false;
      if (open.length === 0 && next + whole.length < source.length) return false;
    } else {
      if (open.length === 0 && (name !== 'div' || single === '/')) return false;
      if (name === 'img') filled = true;
      if (single !== '/') open.push(name);
      if (open.length > 100) return false;
    }
    at = next + whole.length;
  }
  return open.length === 0 && filled;
}

function entitiesHold(text: string): boolean {
  return (text.match(entities) ?? []).every((each) => each !== '&');
}

function attributesHold(inside: string): boolean {
  for (const [, name = '', double, single] of inside.matchAll(attribute)) {
    if (!attributes.has(name)) return false;
    const value = double ?? single ?? '';
    if (!entitiesHold(value)) return false;
    if (name === 'style' && /url\s*\((?!\s*data: ?image\/)|expression|@import|\\|&/i.test(value))
      return false;
    if ((name === 'href' || name === 'src') && !isLink(value.replaceAll('&amp;', ''))) return false;
  }
  return true;
}

/** A link of a known scheme or a relative one; an entity could spell another scheme. */
function isLink(url: string): boolean {
  return (
    /^(?:https?:|ftp:|mailto:|tel:|urn:|cid:|data: ?image\/|[^:]*$)/i.test(url) &&
    !url.includes('&')
  );
}
