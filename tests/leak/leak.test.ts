import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '@careledger/protocol';
import { rowsOf } from '../../apps/cli/src/rows.ts';
import { freeBase } from '../consortium.ts';
import { oneOf } from '../passkeys.ts';
import { acts, unrefused } from './acts.ts';
import { askers, isReleased, unexpectedIn, type Question } from './across.ts';
import { answered, answeredTwice } from './custodian.ts';
import { unexpectedCounts, unlikeUnknown } from './counts.ts';
import { heardBy, unexpectedlyHeard } from './events.ts';
import { fhirPaths } from './fhir-paths.ts';
import { openHospitals, type Hospitals } from './hospitals.ts';
import { operationPaths, walked } from './operation-paths.ts';
import { cellsIn, unexpectedOn } from './path.ts';
import { firstPage, nextPage } from './old-pages.ts';
import { consents, setScene, type Scene, type Standing } from './persons.ts';
import { unshared } from './record.ts';
import { anchored, call, employ, signIn, suspend, withdraw } from './story.ts';

let hospitals: Hospitals;
let scene: Scene;

beforeAll(async () => {
  hospitals = await openHospitals({ portBase: await freeBase(8) });
  scene = await setScene(hospitals);
}, 120_000);

afterAll(() => hospitals?.[Symbol.asyncDispose]());

describe('inside the hospital, person × path × category', () => {
  it.each([...fhirPaths, ...operationPaths])(
    'C9 R1 C1.2 I7 $name shows to each person what the rules give him and nothing more',
    async (path) => {
      expect(await unexpectedOn(path, scene)).toEqual([]);
    },
    60_000,
  );

  it('C9 the table is whole: each person on each path, with each category and word beside the record', () => {
    expect(new Set(scene.persons.map(({ standing }) => standing)).size).toBe(13);
    expect(scene.entries.every(({ id }) => id !== '')).toBe(true);
    const paths = fhirPaths.length + operationPaths.length;
    expect(paths * scene.persons.length * scene.cells.length).toBeGreaterThan(30_000);
  });

  it('C9 every operation is walked, or an act whose answer tells nothing of a record', () => {
    const left = Object.keys(operations).filter(
      (name) => !acts.has(name) && ![...walked].some((each) => each === name),
    );
    expect(left).toEqual([]);
  });

  it('R1 acts about her are refused to whoever may do none, and tell nothing', async () => {
    expect(await unrefused(scene)).toEqual([]);
  }, 60_000);

  it('C9 totals are those of what somebody may see', async () => {
    expect(await unexpectedCounts(scene)).toEqual([]);
  });

  it('C9 C12 to patients and guardians what they may not see is like what is not there', async () => {
    expect(await unlikeUnknown(scene)).toEqual([]);
  }, 60_000);

  it('C9 an old page shows nothing more once the right has ended: a label was added, care was handed over', async () => {
    const { northgate, patient } = scene;
    const tokenOf = (standing: Standing) =>
      scene.persons.find((each) => each.standing === standing)?.token ?? '';
    const [doctor, nurse, guardian] = [
      tokenOf('doctor in care'),
      tokenOf('nurse in care'),
      tokenOf('guardian of another scope'),
    ];
    const [word, place] = ['Kanari92q', { reference: `Patient/${patient}` }];
    const resource = { resourceType: 'Condition', code: { text: word }, subject: place };
    const created = await northgate.send(
      { method: 'POST', url: '/fhir/R4/Condition', body: resource },
      doctor,
    );
    const { id } = oneOf(JSON.parse(created.body));
    const category = 'problems, labelled between two pages';
    const cells = [...scene.cells, { category, kind: 'problems', labels: ['SDV'], word }];
    const now = { ...scene, cells };
    const url = `/fhir/R4/Condition?patient=${patient}&_count=1`;
    const pages = [await firstPage(now, guardian, url), await firstPage(now, nurse)] as const;
    expect((await nextPage(now, guardian, pages[0])).map((cell) => cell.category)).toEqual([
      category,
    ]);
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' }];
    await call(northgate, doctor, 'amend', {
      id: `Condition/${String(id)}`,
      version: '1',
      resource: { ...resource, id, meta: { security } },
    });
    expect(await nextPage(now, guardian, pages[0])).toEqual([]);
    expect((await nextPage(now, nurse, pages[1])).length).toBeGreaterThan(0);
    await call(northgate, nurse, 'hand-over', { patient });
    expect(await nextPage(now, nurse, pages[1])).toEqual([]);
  });

  it('C9 the event stream names ids alone, and to whom they concern', async () => {
    const { northgate, patient, persons } = scene;
    const resource = {
      resourceType: 'Condition',
      code: { text: 'Kanari91q' },
      subject: { reference: `Patient/${patient}` },
    };
    const heard = await heardBy(scene, async () => {
      const sent = { method: 'POST', url: '/fhir/R4/Condition', body: resource } as const;
      await northgate.send(sent, persons[0]?.token ?? '');
      await call(northgate, persons[0]?.token ?? '', 'read', { patient });
    });
    const hearing = ['doctor in care', 'patient'] as const;
    const looking = ['privacy officer', 'guardian of another scope'] as const;
    expect(unexpectedlyHeard(scene, heard, [...hearing, ...looking])).toEqual([]);
    expect([...heard.values()].join('')).not.toMatch(/kanari/i);
  });
});

describe('between hospitals, person × basis × purpose × category', () => {
  let sessions: Awaited<ReturnType<typeof askers>>;
  const people = ['the doctor named', 'the nurse named', 'another doctor'] as const;
  const purposes = ['TREAT', 'HRESCH', 'HPAYMT'];
  const wanted = [undefined, ['problems', 'PSY', 'medications'], ['allergies', 'results']];
  const none = new Set<string>();

  beforeAll(async () => {
    sessions = await askers(scene);
    await anchored(hospitals);
  }, 60_000);

  /** Each pair of person, purpose and categories once: nine questions in place of twenty-seven. */
  const byPairs = people.flatMap((by, one) =>
    purposes.map((purpose, other): Question => {
      const categories = wanted[(one + other) % wanted.length];
      return { by, basis: 'grant', purpose, ...(categories && { categories }) };
    }),
  );

  it.each([
    ...byPairs,
    { by: 'the doctor named', basis: 'emergency', purpose: 'ETREAT' },
    { by: 'another doctor', basis: 'emergency', purpose: 'ETREAT' },
    { by: 'another doctor', basis: 'emergency-rest', purpose: 'ETREAT' },
    { by: 'another doctor', basis: 'grant', purpose: 'TREAT', isUnknown: true },
    { by: 'the nurse named', basis: 'grant', purpose: 'HPAYMT', isUnknown: true },
  ] satisfies Question[])(
    'C2 C3 C8.1 $by by $basis for $purpose ($categories) gets what the basis covers and nothing more',
    async (question) => {
      const { answer, unexpected } = await unexpectedIn(scene, {
        ...question,
        token: sessions[question.by],
      });
      expect(unexpected).toEqual([]);
      expect(answer.status).toBe(200);
      if (scene.cells.some((cell) => isReleased(question, cell))) return;
      const { request, tx, ...rest } = oneOf(JSON.parse(answer.body));
      expect([typeof request, typeof tx]).toEqual(['string', 'string']);
      none.add(JSON.stringify(rest));
    },
    30_000,
  );

  it.each(['administrator', 'privacy-officer', 'suspended doctor'] as const)(
    'C1.3 I4 no %s asks, on no basis',
    async (role) => {
      const { riverside } = scene;
      let token = '';
      if (role === 'suspended doctor') {
        token = await employ(riverside, { user: 'stone', role: 'doctor' });
        await suspend(riverside, 'stone');
      } else {
        const account = riverside.account(role);
        token = await signIn(riverside, account);
        await call(riverside, token, 'step-up', { password: account.password });
      }
      for (const basis of ['grant', 'emergency', 'emergency-rest'] as const) {
        const question = { by: 'who may not ask', basis, purpose: 'TREAT' } as const;
        const { answer, unexpected } = await unexpectedIn(scene, { ...question, token });
        expect(unexpected).toEqual([]);
        expect([401, 403]).toContain(answer.status);
      }
    },
    30_000,
  );

  it('C12.2 refused, unknown and nothing look the same', () => {
    expect(none.size).toBe(1);
  });

  it('C2.2 of the directory go name, role and contact alone, and what the records name alone', async () => {
    const { directory } = await answered(scene, {});
    expect(JSON.stringify(directory)).toContain('Finch');
    expect(JSON.stringify(directory)).not.toMatch(new RegExp(`${unshared}|1960-04-05`));
    expect(directory).toHaveLength(1);
  });

  it('D5 answers the same request, sent twice at once, once', async () => {
    const ended = await answeredTwice(scene);
    expect(ended.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'released',
      'replay',
    ]);
  });

  it('C16 the custodian decides a second time: what the ledger decided otherwise is not released', async () => {
    expect((await answered(scene, {})).items.length).toBeGreaterThan(3);
    const other = answered(scene, { meanwhile: { isOther: true } });
    await expect(other).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['C7 an answer that came late', { meanwhile: { lateMs: 6_000 } }],
    ['C12 a refused one', { purpose: 'HPAYMT' }],
  ])('%s carries nothing of her', async (_, asked) => {
    const { items, directory, person, eraseAt } = await answered(scene, asked);
    expect({ items, directory, person, eraseAt }).toEqual({
      items: [],
      directory: [],
      person: null,
      eraseAt: null,
    });
  });

  it('C1.3 nobody else at the other hospital finds anything of it', async () => {
    const { riverside } = scene;
    const others = ['administrator', 'privacy-officer', 'nurse'];
    const found: string[] = [];
    for (const role of others) {
      const token = await signIn(riverside, riverside.account(role));
      for (const path of operationPaths.filter(({ name }) => name !== 'ask of hers'))
        for (const asked of await path.asked(scene, { standing: 'no session', token })) {
          const { body, status } = await riverside.send(asked.sent, token);
          const cells = cellsIn(body, scene.entries, { sent: asked.sent }).filter(
            (cell) => role !== 'nurse' || !isHers(cell.category),
          );
          found.push(...cells.map((cell) => `${role}: ${path.name} × ${cell.category} ${status}`));
        }
    }
    expect(found).toEqual([]);
  }, 60_000);

  it('C4 after a withdrawal neither a question nor a kept copy nor an old page shows what it permitted', async () => {
    const { northgate, riverside, she } = scene;
    await withdraw(northgate, she, scene.grants.toEllis);
    const token = sessions['the doctor named'];
    const question = { by: 'the doctor named', basis: 'grant', purpose: 'TREAT' } as const;
    const left = consents.slice(1);
    expect((await unexpectedIn(scene, { ...question, token }, left)).unexpected).toEqual([]);
    const kept = async () => {
      const rows = rowsOf(await call(riverside, token, 'copies'));
      return rows.filter((row) => row['basis'] === 'grant').map((row) => JSON.stringify(row));
    };
    const ended = scene.cells.filter(
      (cell) => isReleased(question, cell) && !isReleased(question, cell, left),
    );
    expect(ended.length).toBeGreaterThan(3);
    const sent = { method: 'POST', url: '/api/v1/copies' } as const;
    await expect
      .poll(async () => cellsIn((await kept()).join(''), ended, { sent }), { timeout: 10_000 })
      .toEqual([]);
  }, 60_000);

  function isHers(category: string): boolean {
    const cell = scene.entries.find((entry) => entry.category === category);
    return byPairs.some(
      (each) => each.by === 'the nurse named' && cell !== undefined && isReleased(each, cell),
    );
  }
});

describe('what is written beside', () => {
  it('I3 no log line of either server names anything of the record', () => {
    const lines = [...scene.northgate.lines, ...scene.riverside.lines].join('\n');
    expect(lines.length).toBeGreaterThan(1000);
    const sent = { method: 'GET', url: 'log' } as const;
    expect(cellsIn(lines, scene.cells, { sent }).map(({ category }) => category)).toEqual([]);
    expect(lines).not.toContain(scene.patient);
  });
});
