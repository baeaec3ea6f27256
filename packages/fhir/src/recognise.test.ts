import { describe, expect, it } from 'vitest';
import { labelsOfCode, labelsOfWords } from './recognise.ts';

const sct = 'http://snomed.info/sct';
const rx = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const loinc = 'http://loinc.org';
const icd = 'http://hl7.org/fhir/sid/icd-10';
const atc = 'http://www.whocc.no/atc';

describe('recognition by code', () => {
  it.each([
    ['PSY', sct, '47505003'],
    ['PSY', sct, '192127007'],
    ['PSY', icd, 'F43.1'],
    ['PSY', icd, 'F99'],
    ['PSY', 'http://hl7.org/fhir/sid/icd-10-cm', 'F20.0'],
    ['PSY', loinc, '44249-1'],
    ['PSY', rx, '328670'],
    ['PSY', atc, 'N06AB06'],
    ['ETH', sct, '55680006'],
    ['ETH', sct, '7200002'],
    ['ETH', icd, 'F10.2'],
    ['ETH', icd, 'F19'],
    ['ETH', loinc, '75626-2'],
    ['ETH', rx, '7243'],
    ['ETH', rx, '352364'],
    ['ETH', atc, 'N07BC51'],
    ['HIV', sct, '86406008'],
    ['HIV', sct, '31676001'],
    ['HIV', icd, 'B24'],
    ['HIV', icd, 'Z21'],
    ['HIV', icd, 'R75'],
    ['HIV', loinc, '55277-8'],
    ['HIV', loinc, '20447-9'],
    ['HIV', rx, '276237'],
    ['HIV', atc, 'J05AR20'],
    ['SEX', sct, '72892002'],
    ['SEX', sct, '169553002'],
    ['SEX', icd, 'A56.0'],
    ['SEX', icd, 'O80'],
    ['SEX', icd, 'Z30.4'],
    ['SEX', loinc, '76690-7'],
    ['SEX', rx, '748856'],
    ['SEX', atc, 'G03AA12'],
    ['GDIS', icd, 'Z15.0'],
    ['GDIS', loinc, '21636-6'],
    ['SDV', sct, '706893006'],
    ['SDV', icd, 'T74.1'],
    ['SDV', icd, 'Y07.0'],
    ['SDV', loinc, '28245-9'],
  ])('%s by %s %s', (label, system, code) => {
    expect(labelsOfCode(system, code)).toContain(label);
  });

  it('O98.7 is both of pregnancy and of HIV', () => {
    expect(labelsOfCode(icd, 'O98.7')).toEqual(['HIV', 'SEX']);
  });

  it.each([
    [icd, 'F01'],
    [icd, 'E11.9'],
    [icd, 'I10'],
    [icd, 'N40'],
    [icd, 'Z29'],
    [icd, 'T73'],
    [sct, '38341003'],
    [sct, '449868002'],
    [loinc, '72166-2'],
    [loinc, '4548-4'],
    [rx, '313782'],
    [atc, 'C09AA03'],
    [atc, 'N07BA01'],
    ['', '47505003'],
    [loinc, '47505003'],
  ])('nothing by %s %s', (system, code) => {
    expect(labelsOfCode(system, code)).toEqual([]);
  });
});

describe('recognition by words', () => {
  it.each([
    ['PSY', 'Posttraumatic stress disorder'],
    ['PSY', 'Major depressive disorder, recurrent'],
    ['PSY', 'Sertraline 50 MG Oral Tablet'],
    ['PSY', 'Psychiatry consult note'],
    ['PSY', 'Depression'],
    ['ETH', 'Opioid use disorder'],
    ['ETH', 'Alcohol intoxication'],
    ['ETH', 'naltrexone hydrochloride 50 MG Oral Tablet'],
    ['ETH', 'Buprenorphine 8 MG / Naloxone 2 MG Sublingual Tablet'],
    ['HIV', 'HIV-1 RNA viral load'],
    ['HIV', 'Emtricitabine / tenofovir'],
    ['SEX', 'Normal pregnancy'],
    ['SEX', 'Trinessa 28 Day Pack'],
    ['SEX', 'Chlamydia trachomatis DNA'],
    ['GDIS', 'BRCA1 gene mutations found'],
    ['SDV', 'Victim of intimate partner abuse'],
  ])('%s in %s', (label, text) => {
    expect(labelsOfWords(text)).toContain(label);
  });

  it.each([
    'ST segment depression',
    'Respiratory depression',
    'Essential hypertension',
    'Acetaminophen 325 MG Oral Tablet',
    'Hearing aids',
    'Smokes tobacco daily',
    '24hr nicotine transdermal patch',
    'buprenorphine 0.005 MG/HR Transdermal System',
    'General practice',
    'SARS-CoV-2 (COVID-19) N gene [Presence] in Respiratory specimen',
    'Viral sinusitis (disorder)',
    'Body Mass Index',
    'Influenza vaccine',
    'Prostate specific Ag',
    'Alcohol-free diet',
    'Insulin aspart',
    'Stress test',
  ])('nothing in %s', (text) => {
    expect(labelsOfWords(text)).toEqual([]);
  });
});
