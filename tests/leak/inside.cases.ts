import { describe, expect, it } from 'vitest';
import { operations } from '@careledger/protocol';
import { oneOf } from '../passkeys.ts';
import { acts, unrefused } from './acts.ts';
import { unexpectedCounts, unlikeUnknown } from './counts.ts';
import { heardBy, unexpectedlyHeard } from './events.ts';
import { fhirPaths } from './fhir-paths.ts';
import { firstPage, nextPage } from './old-pages.ts';
import { operationPaths, walked as walkedOperations } from './operation-paths.ts';
import { unexpectedOn, ways, type Walked } from './path.ts';
import type { Scene, Standing } from './persons.ts';
import { tellingConditions } from './telling-conditions.ts';
import { unplacedRoutes } from './routes.ts';
import { call } from './story.ts';

/** Person × path × category inside Northgate, where the team alone may open a chart. */
export function walkInside(at: { readonly scene: Scene }): void {
  const walked: Walked = new Set();
  const tokenOf = (standing: Standing) =>
    at.scene.persons.find((each) => each.standing === standing)?.token ?? '';

  const wrong = (id: string) =>
    call(at.scene.northgate, tokenOf('doctor in care'), 'enter-in-error', { id, reason: 'a test' });

  describe('inside the hospital, person × path × category', () => {
    it.each([...fhirPaths, ...operationPaths])(
      'C9 R1 C1.2 I7 $name shows to each person what the rules give him and nothing more',
      async (path) => {
        expect(await unexpectedOn(path, at.scene, walked)).toEqual([]);
      },
      60_000,
    );

    it('C9 every operation is walked, or an act whose answer tells nothing of a record', () => {
      const left = Object.keys(operations).filter(
        (name) => !acts.has(name) && ![...walkedOperations].some((each) => each === name),
      );
      expect(left).toEqual([]);
    });

    it('C9 every address that the node serves is placed: a new one is walked first', () => {
      expect(unplacedRoutes(at.scene.northgate.node.app)).toEqual([]);
    });

    it('R1 acts about her are refused to whoever may do none, and tell nothing', async () => {
      expect(await unrefused(at.scene)).toEqual([]);
    }, 60_000);

    it('C9 totals are those of what somebody may see', async () => {
      expect(await unexpectedCounts(at.scene, walked)).toEqual([]);
    });

    it('C9 C12 to patients and guardians what they may not see is like what is not there', async () => {
      expect(await unlikeUnknown(at.scene)).toEqual([]);
    }, 60_000);

    it('C9 D2 R1 to whoever may not write a condition on what is there is like one on what is not', async () => {
      expect(await tellingConditions(at.scene)).toEqual([]);
    }, 60_000);

    it('C9 an old page shows nothing more once the right has ended: a label was added, care was handed over', async () => {
      const { northgate, patient, cells: known } = at.scene;
      const doctor = tokenOf('doctor in care');
      const nurse = tokenOf('nurse in care');
      const guardian = tokenOf('guardian of another scope');
      const word = 'Kanari92q';
      const subject = { reference: `Patient/${patient}` };
      const resource = { resourceType: 'Condition', code: { text: word }, subject };
      const created = await northgate.send(
        { method: 'POST', url: '/fhir/R4/Condition', body: resource },
        doctor,
      );
      const { id } = oneOf(JSON.parse(created.body));
      const category = 'problems, labelled between two pages';
      const now = {
        ...at.scene,
        cells: [...known, { category, kind: 'problems', labels: ['SDV'], word }],
      };
      const url = `/fhir/R4/Condition?patient=${patient}&_count=1`;
      const pages = [await firstPage(now, guardian, url), await firstPage(now, nurse)] as const;
      const seen = await nextPage(now, guardian, pages[0]);
      expect(seen.map((cell) => cell.category)).toEqual([category]);
      const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
      await call(northgate, doctor, 'amend', {
        id: `Condition/${String(id)}`,
        version: '1',
        resource: { ...resource, id, meta: { security: [{ system: actCode, code: 'SDV' }] } },
      });
      expect(await nextPage(now, guardian, pages[0])).toEqual([]);
      expect((await nextPage(now, nurse, pages[1])).length).toBeGreaterThan(0);
      await call(northgate, nurse, 'hand-over', { patient });
      expect(await nextPage(now, nurse, pages[1])).toEqual([]);
      await call(northgate, nurse, 'take-over', { patient, because: 'Back on the ward.' });
      await wrong(`Condition/${String(id)}`);
    });

    it('C9 the event stream names ids alone, and to whom they concern', async () => {
      const { northgate, patient } = at.scene;
      const resource = {
        resourceType: 'Condition',
        code: { text: 'Kanari91q' },
        subject: { reference: `Patient/${patient}` },
      };
      const doctor = tokenOf('doctor in care');
      const act = async () => {
        const sent = { method: 'POST', url: '/fhir/R4/Condition', body: resource } as const;
        const { body } = await northgate.send(sent, doctor);
        await call(northgate, doctor, 'read', { patient });
        await wrong(`Condition/${String(oneOf(JSON.parse(body))['id'])}`);
      };
      const heard = await heardBy(at.scene, act, walked);
      expect(unexpectedlyHeard(at.scene, heard)).toEqual([]);
      expect([...heard.values()].join('')).not.toMatch(/kanari/i);
    });

    it('C9 the table is whole: each person on each of the thirteen kinds of path', () => {
      const { persons, entries, cells } = at.scene;
      const table = persons.flatMap(({ standing }) => ways.map((way) => `${standing} × ${way}`));
      expect(table).toHaveLength(15 * 13);
      expect(table.filter((each) => !walked.has(each))).toEqual([]);
      expect(entries.every(({ id }) => id !== '')).toBe(true);
      const paths = fhirPaths.length + operationPaths.length;
      expect(paths * persons.length * cells.length).toBeGreaterThan(30_000);
    });
  });
}

/** The same table once all who treat may open a chart (C1.2). */
export function walkForAll(at: { readonly scene: Scene }): void {
  describe('inside a hospital where all who treat may open a chart', () => {
    it.each([...fhirPaths, ...operationPaths])(
      'C1.2 C9 I7 $name shows a doctor outside the team what it shows one of it, but what she hides from him, and nobody else more than before',
      async (path) => {
        expect(await unexpectedOn(path, concerned(at.scene))).toEqual([]);
      },
      60_000,
    );

    it('C9 R1 C1.2 no condition tells anything to whoever may not write', async () => {
      expect(await tellingConditions(at.scene)).toEqual([]);
    }, 60_000);

    it('C1.2 C9 totals follow', async () => {
      expect(await unexpectedCounts(concerned(at.scene))).toEqual([]);
    });
  });
}

/** Those for whom it could make a difference. */
function concerned(scene: Scene): Scene {
  const who: readonly Standing[] = [
    'doctor outside the team',
    'nurse in care',
    'administrator',
    'guardian of another scope',
    'suspended doctor',
  ];
  return { ...scene, persons: scene.persons.filter(({ standing }) => who.includes(standing)) };
}
