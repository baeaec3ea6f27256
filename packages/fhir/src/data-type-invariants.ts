import { dateRange } from './date-range.ts';
import { chosen, has, rule, some } from './invariant.ts';
import type { Invariant, Invariants } from './invariant.ts';
import { isRecord, textOf } from './resource.ts';

const number = (value: unknown): number | undefined =>
  isRecord(value) && typeof value['value'] === 'number' ? value['value'] : undefined;

/** The rules of data types. */
export const dataTypeInvariants: Invariants = [
  [
    'Extension',
    [
      rule(
        'ext-1',
        'an extension has either a value or extensions.',
        (value) => chosen(value, 'value') !== has(value, 'extension'),
      ),
    ],
  ],
  [
    'Period',
    [
      rule('per-1', 'a period must not end before it starts.', (value) => {
        const start = dateRange(textOf(value['start']) ?? '');
        const end = dateRange(textOf(value['end']) ?? '');
        return !start || !end || start.from < end.to;
      }),
    ],
  ],
  ...['Quantity', 'SimpleQuantity', 'Age', 'Count', 'Distance', 'Duration'].map(
    (name): readonly [string, readonly Invariant[]] => [
      name,
      [
        rule(
          'qty-3',
          'a coded unit must name its system.',
          (value) => !some(value, 'code') || some(value, 'system'),
        ),
      ],
    ],
  ),
  [
    'Range',
    [
      rule('rng-2', 'low must not be above high.', ({ low, high }) => {
        if (
          !isRecord(low) ||
          !isRecord(high) ||
          low['code'] !== high['code'] ||
          low['unit'] !== high['unit']
        )
          return true;
        return (number(low) ?? -Infinity) <= (number(high) ?? Infinity);
      }),
    ],
  ],
  [
    'Ratio',
    [
      rule(
        'rat-1',
        'numerator and denominator belong together.',
        (value) =>
          has(value, 'numerator') === has(value, 'denominator') &&
          (has(value, 'numerator') || has(value, 'extension')),
      ),
    ],
  ],
  [
    'Attachment',
    [
      rule(
        'att-1',
        'data must say its content type.',
        (value) => !some(value, 'data') || some(value, 'contentType'),
      ),
    ],
  ],
  [
    'ContactPoint',
    [
      rule(
        'cpt-2',
        'a contact value must name its system.',
        (value) => !some(value, 'value') || some(value, 'system'),
      ),
    ],
  ],
  [
    'Timing.repeat',
    [
      rule(
        'tim-1',
        'a duration needs a unit.',
        (value) => !some(value, 'duration') || some(value, 'durationUnit'),
      ),
      rule(
        'tim-2',
        'a period needs a unit.',
        (value) => !some(value, 'period') || some(value, 'periodUnit'),
      ),
      rule('tim-4', 'a duration is not negative.', (value) => !(Number(value['duration']) < 0)),
      rule('tim-5', 'a period is not negative.', (value) => !(Number(value['period']) < 0)),
    ],
  ],
];
