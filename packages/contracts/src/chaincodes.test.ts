import { utf8 } from '@careledger/proof';
import {
  anything,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  json,
  oneof,
  string,
} from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  answerFor,
  changeStep,
  claimBook,
  contribute,
  createChannel,
  createScene,
  enrolStaff,
  grantedPatient,
  newPerson,
  ownStep,
  pauseFor,
  raiseStop,
  random32,
  receive,
  restart,
  staffChange,
  WORLD_NOW as NOW,
  type Scene,
  type Step,
} from '../testing/index.ts';
import { createChaincodes } from './chaincodes.ts';
import { silence } from './fabric.ts';

const FUNCTIONS = {
  governance: ['found', 'propose', 'approve', 'reject', 'withdraw', 'join', 'read'],
  stop: ['raise', 'read', 'codes'],
  'book-northgate': [
    'found',
    'claim',
    'change',
    'contribute',
    'answer',
    'receive',
    'checkpoint',
    'restart',
    'pause',
    'read',
    'leaves',
  ],
  'book-riverside': ['read', 'leaves'],
} as const;
const call = (scene: Scene, book: string, fn: string, arg: string): Step => ({
  book,
  fn,
  arg,
  secret: undefined,
  by: scene.north.mspId,
  endorsedBy: [scene.north.mspId],
  commit: () => {},
});

/** Calls a chaincode with something that is no whole stub. */
async function invoked(
  chaincode: object,
  method: 'Init' | 'Invoke',
  stub: object,
): Promise<unknown> {
  const found: unknown = Reflect.get(chaincode, method);
  if (typeof found !== 'function') throw new Error('no such method');
  return Reflect.apply(found, chaincode, [stub]);
}

/** Each write of Northgate's own book, good in itself. */
async function writes(scene: Scene): Promise<Step[]> {
  const { north, doctor, administrator } = scene;
  const now = newPerson(north, 'nurse').held;
  const lost = { size: 1, root: random32() };
  return [
    claimBook({ ...north, incarnation: random32() }, north.incarnation),
    changeStep(north, [staffChange(north, { old: null, now })]),
    contribute(doctor, [random32()]),
    answerFor(scene, await grantedPatient(scene)).step,
    receive(north, [random32()]),
    ownStep(north, 'checkpoint', { arg: { v: 1, writer: north.incarnation, ...lost, path: [] } }),
    restart(administrator, { size: 1, root: random32(), lost }),
    pauseFor(administrator, { everybody: false, members: [] }),
  ];
}

describe('who may have what endorsed', () => {
  it('E7.2 writes in a book for its own organisation alone', async () => {
    const scene = await createScene();
    for (const step of await writes(scene)) {
      const found = await scene.channel.endorse(step, { by: 'RiversideMSP' });
      expect([step.fn, found.code, found.writes]).toEqual([step.fn, 'creator', []]);
    }
  });

  it('E7.2 writes in a book when called directly alone', async () => {
    const scene = await createScene();
    for (const step of await writes(scene))
      for (const through of ['book-riverside', 'governance', 'other']) {
        const found = await scene.channel.endorse(step, { through });
        expect([step.fn, found.code, found.writes]).toEqual([step.fn, 'direct', []]);
      }
  });

  it('E7.2 endorses each of these writes when its own organisation asks directly', async () => {
    const codes = [];
    for (let index = 0; index < 8; index += 1) {
      const scene = await createScene();
      const step = (await writes(scene))[index];
      if (step !== undefined) codes.push([step.fn, (await scene.channel.endorse(step)).code]);
    }
    expect(codes.filter(([, code]) => code !== '')).toEqual([['restart', 'absent']]);
    expect(codes).toHaveLength(8);
  });

  it("E7.2 has another member's peer write nothing in a book: there it reads only", async () => {
    const scene = await createScene();
    for (const step of await writes(scene)) {
      const found = await scene.channel.endorse(step, { peers: ['RiversideMSP'] });
      expect([step.fn, found.code, found.writes]).toEqual([step.fn, 'form', []]);
    }
    const again = ownStep(scene.north, 'found', { arg: { v: 1, member: 'northgate' } });
    expect((await scene.channel.endorse(again, { peers: ['RiversideMSP'] })).code).toBe('form');
  });

  it('E7.2 writes in governance and stop when called directly alone', async () => {
    const { channel, north, river } = await createScene();
    const stop = raiseStop(river, north, 'STOP-0123-4567-89AB');
    expect((await channel.endorse(stop, { through: 'book-riverside' })).code).toBe('direct');
    for (const fn of ['found', 'propose', 'approve', 'reject', 'withdraw', 'join']) {
      const step = { ...stop, book: 'governance', fn, arg: '{}' };
      expect((await channel.endorse(step, { through: 'book-riverside' })).code).toBe('direct');
    }
  });
});

describe('the face of a chaincode', () => {
  it('E5 knows exactly its functions', async () => {
    const scene = await createScene();
    const all = [
      ...new Set(Object.values(FUNCTIONS).flat()),
      'init',
      'constructor',
      'aroundTransaction',
      'createContext',
      '',
      'rawput',
    ];
    for (const [book, functions] of Object.entries(FUNCTIONS))
      for (const fn of all) {
        const { message } = await scene.channel.endorse(call(scene, book, fn, '{"v":2}'));
        const isKnown = functions.some((each) => each === fn);
        expect([book, fn, message === 'form: no such function']).toEqual([book, fn, !isKnown]);
      }
  });

  it('E5 reads what is there and nothing where there is nothing', async () => {
    const scene = await createScene();
    const read = (book: string, key: string) =>
      scene.channel.endorse(call(scene, book, 'read', key));
    expect((await read('book-riverside', 'self')).payload).toContain('"member":"riverside"');
    expect((await read('governance', 'members')).payload).toContain('"v":1');
    expect(await read('stop', 'root:northgate')).toMatchObject({ status: 200, payload: '' });
    expect((await read('stop', '')).code).toBe('form');
    expect((await read('stop', 'x'.repeat(256))).code).toBe('');
    expect((await read('stop', 'x'.repeat(257))).code).toBe('form');
    for (const args of [[], ['root:northgate', 'root:riverside']])
      expect((await scene.channel.endorse(call(scene, 'stop', 'read', ''), { args })).code).toBe(
        'form',
      );
  });

  it('E5 answers anything malformed with a code, writes nothing and says nothing of it', async () => {
    const scene = await createScene();
    const value = oneof(
      json(),
      string(),
      dictionary(constantFrom('v', 'writer', 'id', 'items', 'changes', 'by'), anything()).map(
        (each) => JSON.stringify(each) ?? '',
      ),
    );
    const targets = Object.entries(FUNCTIONS).flatMap(([book, all]) =>
      all.filter((fn) => fn !== 'read').map((fn) => [book, fn] as const),
    );
    await assert(
      asyncProperty(constantFrom(...targets), value, value, async ([book, fn], arg, secret) => {
        const step = { ...call(scene, book, fn, arg), secret: utf8(secret) };
        const found = await scene.channel.endorse(step);
        expect(found.code).toMatch(/^(?:form|absent)$/);
        expect(found.writes).toEqual([]);
        expect(found.message).not.toContain('at ');
        expect(found.message.length).toBeLessThan(120);
      }),
      { numRuns: 300 },
    );
  });

  it('E5 takes one argument', async () => {
    const scene = await createScene();
    for (const step of await writes(scene))
      for (const args of [[], [step.arg, step.arg], [step.arg, '']])
        expect([step.fn, (await scene.channel.endorse(step, { args })).code]).toEqual([
          step.fn,
          'form',
        ]);
  });

  it('E5 bounds what it takes', async () => {
    const scene = await createScene();
    const { step } = enrolStaff(scene.north, { role: 'nurse' });
    const long = { ...step, arg: `"${'x'.repeat(1_000_001)}"` };
    expect((await scene.channel.endorse(long)).message).toBe('form: the value is too long');
    const deep = { ...step, secret: utf8(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) };
    expect((await scene.channel.endorse(deep)).code).toBe('form');
  });

  it('E5 serves one channel', async () => {
    const scene = await createScene();
    const other = createChannel([scene.north, scene.river], { channel: 'other', clock: () => NOW });
    const { chaincode } = createChaincodes(
      { member: 'northgate', channel: 'careledger' },
      { clock: () => NOW },
    ).governance;
    expect(other.keys()).toEqual([]);
    const stub = { getChannelID: () => 'other', getArgs: () => ['read', 'members'] };
    const response = await invoked(chaincode, 'Invoke', stub);
    expect(response).toMatchObject({ status: 500, message: 'form: this serves another channel' });
  });

  it('E5 has nothing to initialise', async () => {
    const { book } = createChaincodes(
      { member: 'northgate', channel: 'careledger' },
      { clock: () => NOW },
    );
    const response = await invoked(book.chaincode, 'Init', {});
    expect(response).toMatchObject({ status: 500 });
  });

  it('C7 times an answer under whatever name it is called, and nothing else', async () => {
    const scene = await createScene();
    const { step } = answerFor(scene, await grantedPatient(scene));
    const late = { at: NOW + 3_600_000 };
    for (const fn of ['answer', 'book:answer'])
      expect((await scene.channel.endorse({ ...step, fn }, late)).code).toBe('time');
    for (const other of (await writes(scene)).filter(({ fn }) => fn !== 'answer'))
      expect((await scene.channel.endorse(other, late)).code).not.toBe('time');
  });
});

describe('silence', () => {
  it('takes away the listeners by which Fabric keeps a broken process alive, and no others', () => {
    const own = () => {};
    process.on('uncaughtException', own);
    silence();
    silence();
    const names = [
      ...process.listeners('uncaughtException'),
      ...process.listeners('unhandledRejection'),
    ].map(({ name }) => name);
    expect(names).not.toContain('loggerUnhandledRejectionFn');
    expect(names).not.toContain('bound _uncaughtException');
    expect(process.listeners('uncaughtException')).toContain(own);
    process.off('uncaughtException', own);
  });

  it('I3 puts no word of a refusal on standard output', async () => {
    const scene = await createScene();
    const spy = vi.spyOn(process.stdout, 'write');
    const { code } = await scene.channel.endorse(call(scene, 'governance', 'found', 'no argument'));
    const written = [...spy.mock.calls];
    spy.mockRestore();
    expect([code, written]).toEqual(['form', []]);
  });
});
