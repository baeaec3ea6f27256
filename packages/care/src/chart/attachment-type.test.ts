import { expect, it } from 'vitest';
import { attachmentFaults } from './attachment-type.ts';

const files: readonly (readonly [type: string, bytes: Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-1.7\n')],
  ['image/png', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['image/gif', Buffer.from('GIF89a..')],
  ['image/webp', Buffer.from('RIFF....WEBPVP8 ')],
  ['image/tiff', Buffer.from('49492a0008000000', 'hex')],
  ['application/dicom', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')])],
  ['text/plain; charset=utf-8', Buffer.from('Grüße aus der Klinik')],
  ['application/json', Buffer.from('{}')],
];
const said = (contentType: string, bytes: Buffer) => ({
  resourceType: 'DocumentReference',
  content: [{ attachment: { contentType, data: bytes.toString('base64') } }],
});

const isText = (type: string) => /text|json/.test(type);

it.each(files)('R1 ASVS 5.2.2 takes %s that is one, and as nothing else', (type, bytes) => {
  expect(attachmentFaults(said(type, bytes), 'resource')).toEqual([]);
  for (const [other] of files.filter(([each]) => each !== type && !(isText(each) && isText(type))))
    expect(attachmentFaults(said(other, bytes), 'resource'), `${type} as ${other}`).toMatchObject([
      { code: 'value', path: 'resource.content[0].attachment.data' },
    ]);
});

const programs: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a program of Windows', Buffer.from('MZ\u0090\u0000', 'latin1')],
  ['a program of Linux', Buffer.from('\u007fELF', 'latin1')],
  ['a program of macOS', Buffer.from('cffaedfe0c000001', 'hex')],
  ['a program of Java', Buffer.from('cafebabe00000034', 'hex')],
];
const script = ['a script', Buffer.from('#!/bin/sh\nreboot')] as const;
const notText = files.map(([type]) => type).filter((type) => !isText(type));

it.each([...programs, script])(
  'R1 ASVS 5.2.2 takes %s under no type that is shown or unknown, and not without one',
  (_, bytes) => {
    for (const type of [...notText, 'application/octet-stream', ''])
      expect(attachmentFaults(said(type, bytes), 'resource'), type).toHaveLength(1);
    const untyped = { resourceType: 'Patient', photo: [{ data: bytes.toString('base64') }] };
    expect(attachmentFaults(untyped, 'Patient')).toMatchObject([{ path: 'Patient.photo[0].data' }]);
    const within = { ...said('text/plain', Buffer.from('a')).content[0]?.attachment };
    const extended = { ...within, extension: [{ valueAttachment: untyped.photo[0] }] };
    expect(attachmentFaults(extended, 'x')).toMatchObject([
      { path: 'x.extension[0].valueAttachment.data' },
    ]);
  },
);

it.each(programs)('R1 ASVS 5.2.2 takes %s not as text either', (_, bytes) => {
  for (const type of ['text/plain', 'application/json', 'Text/Plain; charset=utf-8'])
    expect(attachmentFaults(said(type, bytes), 'resource'), type).toHaveLength(1);
});

it('R1 takes a text whatever letters it begins with', () => {
  for (const text of ['MZ Müller, Zimmer 4', '#! urgent', '#!/bin/sh\nreboot'])
    expect(attachmentFaults(said('text/plain', Buffer.from(text)), 'resource'), text).toEqual([]);
  const measured = { origin: { value: 0 }, period: 1, dimensions: 1, data: '2 3 E 4' };
  expect(attachmentFaults({ valueSampledData: measured }, 'Observation')).toEqual([]);
});

it('R1 keeps what it does not know as data, and looks at every place of a resource', () => {
  const zip = Buffer.from('504b0304', 'hex');
  expect(attachmentFaults(said('application/zip', zip), 'resource')).toEqual([]);
  const photo = { contentType: 'image/png', data: zip.toString('base64') };
  expect(attachmentFaults({ resourceType: 'Patient', photo: [photo] }, 'Patient')).toHaveLength(1);
  expect(attachmentFaults({ resourceType: 'Binary', ...photo }, 'Binary')).toHaveLength(1);
});
