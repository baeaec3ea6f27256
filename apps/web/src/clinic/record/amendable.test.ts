import { describe, expect, it } from 'vitest';
import { amended, hasDosage } from './amendable.ts';
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

function resourceWith(text: string, was = given) {
  const [entry] = ours(was);
  if (entry === undefined) throw new Error('nothing was written');
  return amended(entry, { text, textData: '', state: 'active' });
}

function medicineWith(text: string) {
  const entries = ours(given).map((entry) => ({ ...entry, resource: resourceWith(text) }));
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

  it('R2.1 is saved without words where they were emptied, and what is coded stays', () => {
    for (const emptied of ['', ' \n'])
      expect(medicineWith(emptied)).toMatchObject({
        instruction: '',
        rhythm: { times: 1, every: 1, unit: 'd' },
        dose: { value: 1, unit: 'tablet' },
        route: 'oral',
      });
    expect(hasDosage(resourceWith(''))).toBe(true);
  });

  it('R2.1 has no dosage where the words that were emptied were all, and no empty element in their place', () => {
    const worded = (...dosageInstruction: readonly object[]) =>
      prescription('lisinopril 10 MG Oral Tablet', { dosageInstruction });
    const none = resourceWith('', worded({ text: 'Once a day.' }));
    expect(none).not.toHaveProperty('dosageInstruction');
    expect(hasDosage(none)).toBe(false);
    expect(hasDosage(resourceWith('', worded({ text: 'x', route: { text: 'oral' } })))).toBe(false);
    const second = resourceWith('', worded({ text: 'Once a day.' }, { text: 'At night.' }));
    expect(second).toMatchObject({ dosageInstruction: [{ text: 'At night.' }] });
    expect(hasDosage(second)).toBe(true);
  });

  it('keeps a dosage that never had words as it is', () => {
    const coded = [{ timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } } }];
    const was = prescription('lisinopril 10 MG Oral Tablet', { dosageInstruction: coded });
    expect(resourceWith('', was)).toMatchObject({ dosageInstruction: coded });
    expect(resourceWith('', prescription('lisinopril'))).not.toHaveProperty('dosageInstruction');
  });
});
