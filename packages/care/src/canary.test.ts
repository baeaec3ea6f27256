import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWard } from './ward.fixture.ts';

const canaries = [
  'Zzcanarysson',
  'Quillfeather',
  '1931-07-19',
  'canary.street.77',
  '+1-555-0199',
  '738392017',
  'warbling-note',
];
const kindsAndTypes = ['Condition', 'problems', 'entered-in-error', 'TREAT', 'doctor'];

describe('data folder', () => {
  it('I3 holds no name, date, number, code, free text or category in clear, nor does a log line', async () => {
    const lines: string[] = [];
    await using ward = await openWard({ log: (line) => lines.push(JSON.stringify(line)) });
    const { chart } = ward.hospital;
    const outcome = await chart.importBundle(ward.as('doctor'), {
      source: 'Zzcanarysson_Quillfeather.json',
      bundle: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            fullUrl: 'urn:uuid:p',
            request: { method: 'POST', url: 'Patient' },
            resource: {
              resourceType: 'Patient',
              name: [{ family: 'Zzcanarysson', given: ['Quillfeather'] }],
              birthDate: '1931-07-19',
              address: [{ line: ['canary.street.77'] }],
              telecom: [{ system: 'phone', value: '+1-555-0199' }],
            },
          },
          {
            fullUrl: 'urn:uuid:c',
            request: { method: 'POST', url: 'Condition' },
            resource: {
              resourceType: 'Condition',
              subject: { reference: 'urn:uuid:p' },
              code: { coding: [{ system: 'http://snomed.info/sct', code: '738392017' }] },
              note: [{ text: 'warbling-note' }],
            },
          },
        ],
      },
    });
    const condition = outcome[1]?.id ?? '';
    await chart.read(ward.as('nurse'), { type: 'Condition', id: condition });
    await chart.search(ward.as('nurse'), { type: 'Patient', query: 'family=Zzcanarysson' });
    const fault = await chart
      .create(ward.as('doctor'), {
        type: 'Condition',
        resource: { resourceType: 'Condition', code: 'warbling-note' },
      })
      .catch((error: unknown) =>
        JSON.stringify([error, error instanceof Error ? error.message : '']),
      );
    await ward.hospital.rebuild();
    const found = async () => {
      const texts: [string, string][] = [
        ['log lines', lines.join('\n')],
        ['error', JSON.stringify(fault)],
      ];
      for (const file of await readdir(ward.folder, { recursive: true, withFileTypes: true }))
        if (file.isFile()) {
          const path = join(file.parentPath, file.name);
          texts.push([file.name, `${file.name}\n${(await readFile(path)).toString('latin1')}`]);
        }
      expect(texts.length).toBeGreaterThan(6);
      const secrets = [...canaries, condition, outcome[0]?.id ?? ''];
      return texts.flatMap(([name, text]) =>
        [...secrets, ...(name === 'error' ? [] : kindsAndTypes)]
          .filter((each) => text.includes(each))
          .map((each) => [name, each]),
      );
    };
    expect(await found()).toEqual([]);
    await ward.restart();
    await ward.hospital.close();
    expect(await found()).toEqual([]);
  });
});
