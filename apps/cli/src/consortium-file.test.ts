import { expect, it } from 'vitest';
import { membersOf } from './consortium-file.ts';

const memberNamed = (id: string) => ({
  id,
  mspId: id,
  name: id,
  folder: id,
  url: '',
  origin: '',
  rpId: '',
  exchange: '',
  ports: { http: 1, exchange: 2, mqtt: 3, peer: 4 },
});
const members = [memberNamed('northgate'), memberNamed('riverside')];
const consortium = { v: 1, channel: 'c', engine: 'embedded', demo: false, members } as const;

it('J4 a member that is not there is no member without faults', () => {
  expect(membersOf({ ...consortium, members }, undefined)).toHaveLength(2);
  expect(membersOf({ ...consortium, members }, 'riverside')).toMatchObject([{ id: 'riverside' }]);
  expect(() => membersOf({ ...consortium, members }, 'nowhere')).toThrow('No member nowhere here');
});
