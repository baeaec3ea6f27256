import { describe, expect, it } from 'vitest';
import { amendableOf, type Amendable } from '../record/amendable.ts';
import { allergy, ours, prescription } from '../record/record.fixture.ts';
import { changeTo, changed, type Change } from './change.ts';

const states = ['active', 'stopped'];
const opened: Amendable = { text: 'Once a day.', state: 'active', states };
const stopped: Amendable = { ...opened, state: 'stopped' };

function typed(...parts: readonly (readonly [keyof Change, string])[]): Change {
  return parts.reduce<Change>((change, part) => changeTo(change, part, opened), {});
}

describe('a change that is saved over what somebody else saved first', () => {
  it('R2.1 X21 leaves a medicine stopped that a colleague stopped meanwhile', () => {
    const mine = typed(['text', 'Twice a day.']);
    expect(changed(mine, opened)).toEqual({ text: 'Twice a day.', state: 'active' });
    expect(changed(mine, stopped)).toEqual({ text: 'Twice a day.', state: 'stopped' });
  });

  it('R2.1 takes the words of the other where only the state was changed', () => {
    const theirs = { ...opened, text: 'In the evening.' };
    expect(changed(typed(['state', 'stopped']), theirs)).toEqual({
      text: 'In the evening.',
      state: 'stopped',
    });
    expect(changed({}, { ...theirs, state: 'stopped' })).toMatchObject({ state: 'stopped' });
  });

  it('R2.1 takes nothing for a change that was taken back', () => {
    const back = typed(
      ['state', 'stopped'],
      ['text', 'x'],
      ['state', 'active'],
      ['text', 'Once a day.'],
    );
    expect(back).toEqual({});
    expect(changed(back, stopped)).toEqual({ text: 'Once a day.', state: 'stopped' });
  });

  it('R2.1 is what was chosen after both were compared, also where it is what stood there first', () => {
    const compared = changeTo(typed(['text', 'Twice a day.']), ['state', 'active'], stopped);
    expect(changed(compared, stopped)).toEqual({ text: 'Twice a day.', state: 'active' });
  });

  it('gives no text to what has none, and keeps an emptied one empty', () => {
    const [penicillin] = ours(allergy('Penicillin')).map(amendableOf);
    const standing = penicillin ?? opened;
    const mine = changeTo({}, ['state', 'inactive'], standing);
    expect(changed(mine, standing)).toEqual({ text: null, state: 'inactive' });
    const [bare] = ours(prescription('lisinopril 10 MG Oral Tablet')).map(amendableOf);
    expect(changed({}, bare ?? opened)).toEqual({ text: '', state: 'active' });
    expect(changed(typed(['text', '']), stopped)).toEqual({ text: '', state: 'stopped' });
  });
});
