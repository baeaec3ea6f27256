import { beforeAll, describe, expect, it } from 'vitest';
import { oneOf } from '../passkeys.ts';
import { askers, isReleased, unexpectedIn, type Question } from './across.ts';
import { answered, answeredTwice } from './custodian.ts';
import { operationPaths } from './operation-paths.ts';
import { cellsIn } from './path.ts';
import type { Person, Scene } from './persons.ts';
import { unshared } from './record.ts';
import { anchored, call, employ, signIn, suspend } from './story.ts';

const people = ['the doctor named', 'the nurse named', 'another doctor'] as const;
const purposes = ['TREAT', 'ETREAT', 'HRESCH', 'HPAYMT'];
const wanted = [undefined, ['problems', 'PSY', 'medications'], ['allergies', 'results']];
const byGrant = people.flatMap((by) =>
  purposes.flatMap((purpose) =>
    wanted.map((categories): Question => ({
      by,
      basis: 'grant',
      purpose,
      ...(categories && { categories }),
    })),
  ),
);
const byEmergency = people.flatMap((by) =>
  (['emergency', 'emergency-rest'] as const).map((basis): Question => ({
    by,
    basis,
    purpose: 'ETREAT',
  })),
);
const ofNobody = people.map((by): Question => ({
  by,
  basis: 'grant',
  purpose: 'TREAT',
  isUnknown: true,
}));

/** What Northgate gives to Riverside: person × basis × purpose × category, the whole product. */
export function walkAcross(at: { readonly scene: Scene }): void {
  describe('between hospitals, person × basis × purpose × category', () => {
    let sessions: Awaited<ReturnType<typeof askers>>;
    const none = new Set<string>();

    beforeAll(async () => {
      const { password } = at.scene.riverside.account('doctor');
      await employ(at.scene.riverside, { user: 'eden', role: 'doctor', password });
      sessions = await askers(at.scene);
      await anchored(at.scene);
    }, 60_000);

    it.each([...byGrant, ...byEmergency, ...ofNobody])(
      'C2 C3 C8.1 $by by $basis for $purpose ($categories) gets what the basis covers and nothing more',
      async (question) => {
        const { scene } = at;
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

    it.each([
      'administrator',
      'privacy-officer',
      'researcher',
      'suspended doctor',
      'patient of Northgate',
      'nobody signed in',
    ] as const)(
      'C1.3 I4 no %s asks, on no basis',
      async (role) => {
        const { riverside, she } = at.scene;
        let token = role === 'patient of Northgate' ? she.token : '';
        if (role === 'suspended doctor') {
          token = await employ(riverside, { user: 'stone', role: 'doctor' });
          await suspend(riverside, 'stone');
        } else if (role === 'researcher')
          token = await employ(riverside, { user: 'rowe', role: 'researcher' });
        else if (role === 'administrator' || role === 'privacy-officer') {
          const account = riverside.account(role);
          token = await signIn(riverside, account);
          await call(riverside, token, 'step-up', { password: account.password });
        }
        for (const basis of ['grant', 'emergency', 'emergency-rest'] as const) {
          const question = { by: 'who may not ask', basis, purpose: 'TREAT' } as const;
          const { answer, unexpected } = await unexpectedIn(at.scene, { ...question, token });
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
      const { directory } = await answered(at.scene, {});
      expect(JSON.stringify(directory)).toContain('Finch');
      expect(JSON.stringify(directory)).not.toMatch(new RegExp(`${unshared}|1960-04-05`));
      expect(directory).toHaveLength(1);
    });

    it('D5 answers the same request, sent twice at once, once', async () => {
      const ended = await answeredTwice(at.scene);
      const sorted = ended.toSorted((one, other) => one.localeCompare(other));
      expect(sorted).toEqual(['released', 'replay']);
    });

    it('C16 the custodian decides a second time: what the ledger decided otherwise is not released', async () => {
      expect((await answered(at.scene, {})).items.length).toBeGreaterThan(3);
      const other = answered(at.scene, { meanwhile: { isOther: true } });
      await expect(other).rejects.toMatchObject({ code: 'conflict' });
    });

    it.each([
      ['C7 an answer that came late', { meanwhile: { lateMs: 6_000 } }],
      ['C12 a refused one', { purpose: 'HPAYMT' }],
    ])('%s carries nothing of her', async (_, asked) => {
      const { items, directory, person, eraseAt } = await answered(at.scene, asked);
      expect({ items, directory, person, eraseAt }).toEqual({
        items: [],
        directory: [],
        person: null,
        eraseAt: null,
      });
    });

    it('C1.3 nobody else at the other hospital finds anything of it', async () => {
      const { scene } = at;
      const { riverside } = scene;
      const found: string[] = [];
      for (const role of ['administrator', 'privacy-officer', 'nurse']) {
        const token = await signIn(riverside, riverside.account(role));
        const enter = async () => token;
        const person: Person = { standing: 'no session', as: 'no session', token, enter };
        for (const path of operationPaths.filter(({ name }) => name !== 'ask of hers'))
          for (const asked of await path.asked(scene, person)) {
            const { body, status } = await riverside.send(asked.sent, token);
            const cells = cellsIn(body, scene.entries, { sent: asked.sent }).filter(
              (cell) => role !== 'nurse' || !isNurses(scene, cell.category),
            );
            found.push(
              ...cells.map((cell) => `${role}: ${path.name} × ${cell.category} ${status}`),
            );
          }
      }
      expect(found).toEqual([]);
    }, 60_000);
  });
}

/** Whether the nurse was given this by a question of her own. */
function isNurses({ entries }: Scene, category: string): boolean {
  const cell = entries.find((entry) => entry.category === category);
  return [...byGrant, ...byEmergency].some(
    (each) => each.by === 'the nurse named' && cell !== undefined && isReleased(each, cell),
  );
}
