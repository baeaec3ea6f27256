import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, expandCategories } from './categories.ts';
import { labelBundle } from './label-bundle.ts';
import type { LabelledEntry } from './label-bundle.ts';
import { hasCode, isRecord, isResource, recordsOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';
import { indexTerms } from './terms.ts';
import { planTransaction } from './transaction.ts';
import { validate } from './validate.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const data = resolve(root, process.env['CARELEDGER_DATA'] ?? '../shared/data');
const archive = join(data, 'synthea-r4-bundles.tar.xz');
const present = existsSync(archive);
if (!present) console.warn(`SKIPPED: the Synthea tests need ${archive}; set CARELEDGER_DATA.`);

interface Source {
  readonly bundle: unknown;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly rows: readonly LabelledEntry[];
}

describe.skipIf(!present)('the Synthea bundles', () => {
  const folder = present ? mkdtempSync(join(tmpdir(), 'careledger-fhir-')) : '';
  const sources: Source[] = [];

  beforeAll(() => {
    const { status } = spawnSync('tar', ['-xJf', archive, '-C', folder], { timeout: 60_000 });
    expect(status).toBe(0);
    for (const file of readdirSync(folder)) {
      const bundle: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const entries = isRecord(bundle) ? recordsOf(bundle['entry']) : [];
      const resources = new Map<string, Resource>();
      for (const { fullUrl, resource } of entries)
        if (isResource(resource)) resources.set(String(fullUrl), resource);
      sources.push({ bundle, resources, rows: labelBundle(bundle) });
    }
  });
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  it('R1 are valid, every resource of them, before and after they are planned', () => {
    expect(sources).toHaveLength(62);
    let count = 0;
    for (const { bundle } of sources) {
      const plan = planTransaction(bundle, { newId: ({ index }) => `e${index}` });
      expect(plan.ok && plan.outside).toEqual([]);
      const found = plan.ok ? plan.entries.flatMap(({ resource }) => validate(resource)) : [];
      expect([...found, ...validate(bundle)]).toEqual([]);
      expect(JSON.stringify(plan)).not.toContain('"reference":"urn:');
      count += plan.ok ? plan.entries.length : 0;
    }
    expect(count).toBe(19_192);
  });

  it('can be found by their patient, and by date and code where they have them', () => {
    const [{ bundle } = { bundle: undefined }] = sources;
    const plan = planTransaction(bundle, { newId: ({ index }) => `e${index}` });
    const observations = plan.ok ? plan.entries.filter(({ type }) => type === 'Observation') : [];
    expect(observations.length).toBeGreaterThan(10);
    for (const { resource } of observations) {
      const params = new Set(indexTerms(resource).map(({ param }) => param));
      for (const param of ['_id', 'patient', 'subject', 'code', 'date', 'status', 'category'])
        expect(params).toContain(param);
    }
  });

  /** Conditions of the data that a label covers, written down by hand. */
  const sensitive: Readonly<Record<string, string>> = {
    '47505003': 'PSY',
    '192127007': 'PSY',
    '26929004': 'PSY',
    '55680006': 'ETH',
    '7200002': 'ETH',
    '72892002': 'SEX',
    '19169002': 'SEX',
    '35999006': 'SEX',
    '156073000': 'SEX',
  };

  it('C2.2 label each condition and each medicine for it, and no other condition', () => {
    let requests = 0;
    let reasoned = 0;
    let traumatic = 0;
    for (const { rows, resources } of sources) {
      const byUrl = new Map(rows.map((row) => [row.fullUrl, row]));
      for (const [fullUrl, resource] of resources) {
        const { labels = [] } = byUrl.get(fullUrl) ?? {};
        if (resource.resourceType === 'Condition') {
          const code = Object.keys(sensitive).find((each) => hasCode(resource['code'], each));
          expect(labels).toEqual(code === undefined ? [] : [sensitive[code]]);
        }
        if (resource.resourceType !== 'MedicationRequest') continue;
        const reasons = recordsOf(resource['reasonReference']).map(({ reference }) =>
          resources.get(String(reference)),
        );
        requests += 1;
        reasoned += Number(reasons.length > 0);
        traumatic += Number(reasons.some((reason) => hasCode(reason?.['code'], '47505003')));
        for (const reason of reasons)
          for (const [code, label] of Object.entries(sensitive))
            if (hasCode(reason?.['code'], code)) expect(labels).toContain(label);
      }
    }
    expect([requests, reasoned, traumatic]).toEqual([607, 379, 2]);
  });

  it('C2.2 label the sensitive tests, procedures, contraceptives and encounters of the data', () => {
    const wanted: Readonly<Record<string, string>> = {
      '55277-8': 'HIV',
      '31676001': 'HIV',
      '28245-9': 'SDV',
      '76690-7': 'SEX',
      '72106-8': 'PSY',
      '171207006': 'PSY',
      '715252007': 'PSY',
      '389221': 'SEX',
      '748856': 'SEX',
      '807283': 'SEX',
      '1000126': 'SEX',
      '169553002': 'SEX',
      '424619006': 'SEX',
      '56876005': 'ETH',
      '79094001': 'PSY',
      '443529005': 'GDIS',
    };
    const met = new Set<string>();
    for (const { rows, resources } of sources) {
      const byUrl = new Map(rows.map((row) => [row.fullUrl, row.labels]));
      for (const [fullUrl, { code, medicationCodeableConcept, type }] of resources)
        for (const [wantedCode, label] of Object.entries(wanted))
          if ([code, medicationCodeableConcept, type].some((each) => hasCode(each, wantedCode))) {
            met.add(wantedCode);
            expect(byUrl.get(fullUrl)).toContain(label);
          }
    }
    expect([...met].toSorted()).toEqual(Object.keys(wanted).toSorted());
  });

  it('C2.2 a grant for medications, allergies and problems releases these kinds without a label, and nothing else', () => {
    const { categories } = expandCategories(['medications', 'allergies', 'problems']);
    const granted = new Set(['MedicationRequest', 'AllergyIntolerance', 'Condition']);
    let released = 0;
    let withheld = 0;
    for (const { rows } of sources)
      for (const row of rows) {
        const expected = granted.has(row.type) && row.labels.length === 0;
        expect(covers(categories, row)).toBe(expected);
        released += Number(expected);
        withheld += Number(granted.has(row.type) && !expected);
      }
    expect(released + withheld).toBe(607 + 40 + 444);
    expect(withheld).toBeGreaterThan(100);
  });

  it('keeps the row of each entry in the order of the bundle', () => {
    for (const { rows, resources } of sources)
      expect(rows.map(({ fullUrl }) => textOf(fullUrl))).toEqual([...resources.keys()]);
  });
});
