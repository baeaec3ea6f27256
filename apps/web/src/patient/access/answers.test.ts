import { describe, expect, it } from 'vitest';
import { categoriesOf, firstAnswers } from './answers.ts';
import { deedText } from '../../parts/deed-text.ts';
import { markedParts } from './deed-parts.ts';

describe('the answers to the four questions', () => {
  it('C3 open no closed kind that has not its own switch on', () => {
    const all = categoriesOf({ ...firstAnswers, kinds: ['results', 'documents', 'visits'] });
    expect(all).not.toContain('PSY');
    expect(categoriesOf({ ...firstAnswers, closed: ['PSY'] })).toContain('PSY');
  });

  it('C13 never give more than the request asks for', () => {
    const within = ['documents', 'imaging'];
    const asked = { ...firstAnswers, kinds: ['results', 'documents'], closed: ['HIV'] } as const;
    expect(categoriesOf(asked, within)).toEqual(['documents']);
  });
});

describe('the words of the deed', () => {
  const text =
    'My consent.\n- I allow A, to see my results.\n- I allow B, to see my letters.\nI can withdraw.';

  it('C5.1 show every line that is signed, what is new first', () => {
    const sentence = 'I allow B, to see my letters.';
    const parts = deedText({ text, sentence });
    expect(parts.kept).toEqual(['I allow A, to see my results.']);
    expect([sentence, ...parts.kept, ...parts.always].toSorted()).toEqual(
      text
        .split('\n')
        .map((line) => line.replace(/^- /, ''))
        .toSorted(),
    );
  });

  it('C5.1 are not changed by marking them', () => {
    const line = 'I allow Dr (A) B, from 20 November 2026 until 1 May 2027, to see my results.';
    const parts = markedParts(line, ['Dr (A) B', 'results']);
    expect(parts.map((part) => (typeof part === 'string' ? part : part.mark)).join('')).toBe(line);
    expect(parts.filter((part) => typeof part !== 'string')).toContainEqual({ mark: 'results' });
  });
});
