import type { ConsentDocument, Grant } from '@careledger/contracts';
import { describe, expect, it } from 'vitest';
import { phrases } from './phrases.ts';
import {
  documentText,
  grantSentence,
  languageOf,
  signedSentences,
  withdrawalSentence,
  type Wording,
} from './wording.ts';

const day = (text: string) => Date.parse(`${text}T12:00:00Z`);
const handle = '0'.repeat(64);
const toDoctor: Grant = {
  id: handle,
  to: { member: 'riverside', practitioner: handle },
  categories: ['results', 'observations', 'medications', 'HIV'],
  purposes: ['TREAT'],
  from: day('2026-11-20'),
  until: day('2027-03-01'),
  dataFrom: day('2020-01-01'),
  dataUntil: null,
  eraseAt: day('2027-03-01'),
};
const toHospital: Grant = {
  ...toDoctor,
  to: { member: 'riverside', practitioner: null },
  categories: ['allergies', 'PSY', 'SEX', 'HIV', 'GDIS', 'ETH', 'SDV'],
  purposes: ['TREAT', 'CAREMGT'],
  dataFrom: null,
  eraseAt: null,
};
const inWords = (language: 'de' | 'en'): Wording => ({
  language,
  hospital: 'Northgate',
  whoIs: () => ({ hospital: 'Riverside', person: 'Dr Tomas Weir' }),
});
const [en, de] = [inWords('en'), inWords('de')];

describe('the sentence that is signed', () => {
  it('C5.1 names grantee, kinds, window, purpose, period and erasure, in each language', () => {
    expect(grantSentence(toDoctor, en)).toBe(
      'I allow Dr Tomas Weir, Riverside, to see my results and medicines, also about HIV, entries from 1 January 2020, to treat me, from 20 November 2026 until 1 March 2027. Nothing about mental health, sexual health, genetics, alcohol or drugs or abuse or violence is included. Copies that nobody has put into own notes are erased on 1 March 2027.',
    );
    expect(grantSentence(toDoctor, de)).toBe(
      'Ich erlaube Dr Tomas Weir, Riverside, meine Befunde und Medikamente, auch über HIV, zu sehen, Einträge vom 1. Januar 2020 an, um mich zu behandeln, vom 20. November 2026 bis zum 1. März 2027. Nichts über psychische Gesundheit, sexuelle Gesundheit, Genetik, Alkohol oder Drogen oder Missbrauch oder Gewalt ist dabei. Kopien, die niemand in eigene Notizen übernommen hat, werden am 1. März 2027 gelöscht.',
    );
  });

  it('C5.1 says everybody where a whole hospital is meant', () => {
    expect(grantSentence(toHospital, en)).toBe(
      'I allow everybody who treats me at Riverside to see my allergies, also about mental health, sexual health, HIV, genetics, alcohol or drugs and abuse or violence, to treat me or to plan my care, from 20 November 2026 until 1 March 2027.',
    );
    expect(grantSentence(toHospital, de)).toBe(
      'Ich erlaube allen, die mich bei Riverside behandeln, meine Allergien, auch über psychische Gesundheit, sexuelle Gesundheit, HIV, Genetik, Alkohol oder Drogen und Missbrauch oder Gewalt, zu sehen, um mich zu behandeln oder um meine Versorgung zu planen, vom 20. November 2026 bis zum 1. März 2027.',
    );
  });

  it('C5.1 never says everybody for one whose name is not known yet', () => {
    const unnamed = { whoIs: () => ({ hospital: 'Riverside', person: undefined }) };
    expect(grantSentence(toDoctor, { ...en, ...unnamed })).toMatch(
      /^I allow one practitioner of Riverside to see my results/,
    );
    expect(grantSentence(toDoctor, { ...de, ...unnamed })).toMatch(
      /^Ich erlaube einer Person bei Riverside, meine Befunde/,
    );
  });

  it('C5.1 withdraws one permission, or stops everything', () => {
    expect(withdrawalSentence(toDoctor, en)).toBe(
      'I withdraw the access of Dr Tomas Weir, Riverside, to what Northgate holds about me. This holds at once.',
    );
    expect(withdrawalSentence(toHospital, de)).toBe(
      'Ich nehme den Zugang von allen, die mich bei Riverside behandeln, zu dem zurück, was Northgate über mich führt. Das gilt sofort.',
    );
    expect(withdrawalSentence('all', en)).toBe(
      'I stop everything that Northgate passes on about me. This holds at once.',
    );
    expect(withdrawalSentence('all', de)).toBe(
      'Ich stoppe alles, was Northgate über mich weitergibt. Das gilt sofort.',
    );
  });

  it('C5.1 stands in the document between what it replaces and what always holds', () => {
    expect(documentText({ grants: [], version: 3 }, { ...de, opening: 'Ich stoppe alles.' })).toBe(
      [
        'Ich stoppe alles.',
        'Meine Einwilligung bei Northgate, Fassung 3. Sie ersetzt jede frühere.',
        '- Niemand außerhalb dieses Krankenhauses darf etwas sehen.',
        'Im Notfall darf eine Ärztin oder ein Arzt meine Allergien, Medikamente und Erkrankungen öffnen; ich erfahre es.',
        'Ich kann das jederzeit zurücknehmen, hier oder mit dem Stopp-Code auf meiner Karte.',
      ].join('\n'),
    );
    expect(documentText({ grants: [toDoctor], version: 1 }, en).split('\n')).toEqual([
      'My consent at Northgate, version 1. It replaces every earlier one.',
      `- ${grantSentence(toDoctor, en)}`,
      'In an emergency a doctor may open my allergies, medicines and conditions; I am told.',
      'I can withdraw this at any time, here or with the stop code on my card.',
    ]);
  });

  it('C5.1 is read out of a document as it was signed, whatever anybody is called today', () => {
    const grants = [toDoctor, toHospital];
    const document = { ...bare, grants, text: documentText({ grants, version: 1 }, de) };
    expect(signedSentences(document)).toEqual(grants.map((grant) => grantSentence(grant, de)));
    expect(signedSentences({ ...document, text: 'words of another program' })).toBeUndefined();
  });
});

const bare: ConsentDocument = {
  v: 1,
  member: 'northgate',
  handle,
  version: 1,
  language: 'de',
  text: '',
  stop: handle,
  grants: [],
  denials: [],
};

describe('the languages of a consent', () => {
  it('C5.1 have a word for the same kinds, closed kinds and purposes', () => {
    for (const part of ['kinds', 'closed', 'purposes'] as const)
      expect(Object.keys(phrases.de[part])).toEqual(Object.keys(phrases.en[part]));
  });

  it('C5.1 are read from the document, and are English where it names none of them', () => {
    expect(languageOf(bare)).toBe('de');
    expect(languageOf({ language: 'en' })).toBe('en');
    expect(languageOf({ language: 'cy' })).toBe('en');
  });
});
