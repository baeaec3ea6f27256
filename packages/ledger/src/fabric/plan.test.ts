import { assert, property, stringMatching, uniqueArray } from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { definitionsOf, packageFor } from './lifecycle.ts';
import { readPlan, writePlan } from './plan-file.ts';
import { planNetwork, portsOf } from './plan.ts';

const members = uniqueArray(stringMatching(/^[a-z][a-z0-9-]{1,12}$/), {
  minLength: 1,
  maxLength: 12,
});

function plan(ids: readonly string[]) {
  return planNetwork({ channel: 'careledger', members: ids, portBase: 20_000, batchTimeoutMs: 20 });
}

describe('a network’s plan', () => {
  it('E1 gives every process ports of its own', () => {
    assert(
      property(members, (ids) => {
        const ports = portsOf(plan(ids));
        expect(new Set(ports).size).toBe(ports.length);
      }),
    );
  });

  it('E7.2 serves a member’s own book with `book` and every other book with `reader`', () => {
    assert(
      property(members, (ids) => {
        const { organisations } = plan(ids);
        for (const organisation of organisations) {
          const books = definitionsOf(organisations)
            .map(({ name }) => name)
            .filter((name) => packageFor(name, organisation) === 'book');
          expect(books).toEqual([`book-${organisation.id}`]);
        }
      }),
    );
  });

  it('E7.1 has each book endorsed by its member alone', () => {
    const policies = definitionsOf(plan(['northgate', 'riverside']).organisations).map(
      ({ name, policy }) => `${name} ${policy.at(-1)}`,
    );
    expect(policies).toEqual([
      'governance /Channel/Application/Endorsement',
      'stop /Channel/Application/AnyEndorsement',
      "book-northgate OR('NorthgateMSP.peer')",
      "book-riverside OR('RiversideMSP.peer')",
    ]);
  });

  it('E6 is read back as written; a newer one and a damaged one are refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plan-'));
    const file = join(folder, 'network.json');
    try {
      expect(readPlan(file)).toBeUndefined();
      const written = plan(['northgate', 'riverside']);
      writePlan(file, written);
      expect(readPlan(file)).toEqual(written);
      writeFileSync(file, JSON.stringify({ ...written, v: 2 }));
      expect(() => readPlan(file)).toThrow(expect.objectContaining({ code: 'newer-format' }));
      writeFileSync(file, JSON.stringify({ ...written, ordererPort: 'x' }));
      expect(() => readPlan(file)).toThrow(expect.objectContaining({ code: 'not-a-network' }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
