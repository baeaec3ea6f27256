import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, parseCanonical, type Json } from './canonical.ts';

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('canonical JSON', () => {
  it('RFC 8785 section 3.2.2: writes the sample of the standard', () => {
    const sample = {
      numbers: [
        Number('333333333.33333329'),
        1e30,
        4.5,
        2e-3,
        Number('0.000000000000000000000000001'),
      ],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonical(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('RFC 8785 section 3.2.3: orders names by UTF-16 code units', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = [...canonical(sample).matchAll(/:"([^"]*)"/g)].map(([, value]) => value);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
  ])('RFC 8785 appendix B: writes the number %s', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('reads back what it wrote, and writes that the same again', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonical(value);
        expect(canonical(parseCanonical(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('keeps a name like __proto__ as a name', () => {
    const text = '{"__proto__":{"a":1},"constructor":2}';
    expect(canonical(parseCanonical(text))).toBe(text);
  });

  const hole: Json[] = [1];
  hole[2] = 3;
  const deep = '['.repeat(300) + ']'.repeat(300);
  it.each([
    ['NaN', () => canonical(Number.NaN)],
    ['infinity', () => canonical({ a: [Infinity] })],
    ['a lone surrogate', () => canonical('\ud800')],
    ['a lone surrogate in a name', () => canonical({ '\udc00': 1 })],
    ['a hole', () => canonical(hole)],
    ['undefined', () => canonical(JSON.parse('{"a":1}', () => undefined))],
    ['a nesting of 300', () => canonical(JSON.parse(deep))],
    ['text that is not JSON', () => parseCanonical('{')],
  ])('refuses %s', (_name, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'not-json' }));
  });

  it.each(['{"b":1,"a":2}', '{"a": 1}', '[1]\n', '"\\u0041"', '1.0', '{"a":1,"a":1}', '-0'])(
    'does not take %j for canonical',
    (text) => {
      expect(() => parseCanonical(text)).toThrow(
        expect.objectContaining({ code: 'not-canonical' }),
      );
    },
  );
});
