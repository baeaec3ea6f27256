import { beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { askers, isReleased, unexpectedIn, type Permitted, type Question } from './across.ts';
import { cellsIn } from './path.ts';
import { consents, type Scene } from './persons.ts';
import { anchored, call, grant, signIn, withdraw } from './story.ts';

const people = ['the doctor named', 'the nurse named', 'another doctor'] as const;

/** What is left of each basis once it has ended: denied, withdrawn, paused, stopped, and given anew. */
export function walkEndings(at: { readonly scene: Scene }): void {
  describe('between hospitals, once a basis has ended', () => {
    let sessions: Awaited<ReturnType<typeof askers>>;

    beforeAll(async () => {
      sessions = await askers(at.scene);
      await anchored(at.scene);
    }, 60_000);

    /** Everybody's question on each basis, against what is still permitted. */
    async function unexpected(given: Permitted, isOpen = true): Promise<string[]> {
      const found: string[] = [];
      for (const by of people)
        for (const [basis, purpose] of [
          ['grant', 'TREAT'],
          ['grant', 'HRESCH'],
          ['emergency', 'ETREAT'],
        ] as const) {
          const question: Question = { by, basis, purpose, ...(isOpen ? {} : { isUnknown: true }) };
          const asked = { ...question, token: sessions[by] };
          found.push(...(await unexpectedIn(at.scene, asked, given)).unexpected);
        }
      return found;
    }

    const kept = async (by: (typeof people)[number]) => {
      const rows = rowsOf(await call(at.scene.riverside, sessions[by], 'copies'));
      return rows.filter((row) => row['basis'] === 'grant').map((row) => JSON.stringify(row));
    };

    it('C13 a denied request opens nothing, also not what it asked for', async () => {
      const { northgate } = at.scene;
      const her = at.scene.persons.find(({ standing }) => standing === 'patient');
      const token = her?.token ?? '';
      const [asked] = rowsOf(await call(northgate, token, 'requests'));
      await call(northgate, token, 'decide', { request: textIn(asked, 'request'), deny: true });
      expect(await unexpected(consents)).toEqual([]);
    }, 60_000);

    it('C4 after a withdrawal neither a question nor a kept copy nor an old page shows what it permitted', async () => {
      const { scene } = at;
      const by = 'the doctor named';
      const question = { by, basis: 'grant', purpose: 'TREAT' } as const;
      await unexpectedIn(scene, { ...question, token: sessions[by] });
      const left = consents.slice(1);
      const ended = scene.cells.filter(
        (cell) => isReleased(question, cell) && !isReleased(question, cell, left),
      );
      const sent = { method: 'POST', url: '/api/v1/copies' } as const;
      expect(cellsIn((await kept(by)).join(''), ended, { sent }).length).toBeGreaterThan(3);
      await withdraw(scene.northgate, herself(scene), scene.grants.toEllis);
      expect(await unexpected(left)).toEqual([]);
      await expect
        .poll(async () => cellsIn((await kept(by)).join(''), ended, { sent }), { timeout: 10_000 })
        .toEqual([]);
    }, 60_000);

    it('M4.3 while the custodian pauses its releases to a member, nobody there is given anything', async () => {
      const { northgate } = at.scene;
      const account = northgate.account('administrator');
      const token = await signIn(northgate, account);
      const { password } = account;
      await call(northgate, token, 'pause', { member: 'riverside', password });
      expect(await unexpected([], false)).toEqual([]);
      await call(northgate, token, 'pause', { member: 'riverside', lift: true, password });
      expect(await unexpected(consents.slice(1))).toEqual([]);
    }, 60_000);

    it('C11 C3 after the stop code nothing goes out by any grant, copies go, and an emergency stands above it', async () => {
      const { riverside, stop } = at.scene;
      await call(riverside, sessions['another doctor'], 'stop', {
        member: 'northgate',
        code: stop,
      });
      expect(await unexpected([])).toEqual([]);
      await expect
        .poll(async () => (await kept('another doctor')).join(''), { timeout: 10_000 })
        .toBe('');
    }, 60_000);

    it('C11 a new assertion opens what its whole document names', async () => {
      const { northgate } = at.scene;
      const wish = { to: 'riverside', categories: ['plans', 'medications'], purpose: 'TREAT' };
      await grant(northgate, herself(at.scene), wish);
      expect(await unexpected([...consents.slice(1), wish])).toEqual([]);
    }, 60_000);
  });
}

function herself({ persons, she }: Scene) {
  const token = persons.find(({ standing }) => standing === 'patient')?.token ?? '';
  return { ...she, token };
}
