import { describe, expect, it } from 'vitest';
import { amended } from './amendable.ts';
import { medicinesOf } from './medicines.ts';
import { ours, prescription } from './record.fixture.ts';

const given = prescription('lisinopril 10 MG Oral Tablet', {
  dosageInstruction: [
    {
      text: 'Once a day.',
      route: { text: 'oral' },
      timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
    },
  ],
});

function medicineWith(text: string) {
  const entries = ours(given).map((entry) => ({
    ...entry,
    resource: amended(entry, { text, textData: '', state: 'active' }),
  }));
  return medicinesOf(entries)[0];
}

describe('a changed prescription', () => {
  it('R3.1 shows the new instruction and no coded dose or rhythm that contradicts it', () => {
    expect(medicineWith('Two tablets at night.')).toMatchObject({
      instruction: 'Two tablets at night.',
      rhythm: null,
      dose: null,
      route: 'oral',
    });
  });

  it('keeps what is coded where only its state is changed', () => {
    expect(medicineWith('Once a day.')).toMatchObject({
      rhythm: { times: 1, every: 1, unit: 'd' },
      dose: { value: 1, unit: 'tablet' },
    });
  });
});
