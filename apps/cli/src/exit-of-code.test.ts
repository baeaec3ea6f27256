import { statusOfCode } from '@careledger/protocol';
import { describe, expect, it } from 'vitest';
import { exitOfCode } from './exit-of-code.ts';

describe('exit codes', () => {
  it('name every refusal of a node; a fault alone is ours', () => {
    const unnamed = Object.keys(statusOfCode).filter((code) => !Object.hasOwn(exitOfCode, code));
    expect(unnamed).toEqual(['fault']);
  });
});
