import { useState } from 'react';
import { Field, SelectField } from '../../parts/field.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { writeWords } from '../words/write.ts';
import { toBase64 } from './base64.ts';
import { FormDialog } from './form-dialog.tsx';
import type { Writing } from './writing.ts';
import { documentResource } from './resources.ts';
import { useWrite } from './write-resource.ts';

const kinds = ['18842-5', '57133-1', '11488-4', '18748-4', '51851-4'] as const;
const mostMegabytes = 10;
const megabyte = 1024 * 1024;

/** Attaches a PDF with its bytes; anything else and what is too large is found before it is sent. */
export function AttachDialog({ chart, onClose }: Writing) {
  const say = useWords(writeWords);
  const formats = useFormats();
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<string>(kinds[0]);
  const [fault, setFault] = useState('');
  const write = useWrite(onClose);
  const code = kinds.find((each) => each === kind) ?? kinds[0];

  async function attach(): Promise<void> {
    if (file === undefined) return setFault(say('attach.missing'));
    if (file.size > mostMegabytes * megabyte)
      return setFault(
        say('attach.tooLarge', {
          size: formats.number(file.size / megabyte, { digits: 1 }),
          n: mostMegabytes,
        }),
      );
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (new TextDecoder().decode(bytes.subarray(0, 5)) !== '%PDF-')
      return setFault(say('attach.notPdf'));
    setFault('');
    const words = say(`attach.kind.${code}`);
    write.mutate(
      documentResource(
        { patient: chart.patient, now: new Date().toISOString() },
        {
          code,
          kind: words,
          title: title.trim() === '' ? words : title.trim(),
          contentType: 'application/pdf',
          data: toBase64(bytes),
        },
      ),
    );
  }

  return (
    <FormDialog
      title={say('attach.title')}
      identity={chart.identity}
      act={say('save')}
      isBusy={write.isPending}
      fault={write.error}
      onClose={onClose}
      onSubmit={() => void attach()}
    >
      <Field
        type="file"
        accept="application/pdf,.pdf"
        label={say('attach.file')}
        hint={say('attach.limit', { n: mostMegabytes })}
        fault={fault}
        onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
      />
      <SelectField
        label={say('attach.kind')}
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value)}
      >
        {kinds.map((each) => (
          <option key={each} value={each}>
            {say(`attach.kind.${each}`)}
          </option>
        ))}
      </SelectField>
      <Field
        label={say('attach.name')}
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
    </FormDialog>
  );
}
