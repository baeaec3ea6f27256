import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { nothing, rowsOf } from '../api/forms.ts';
import { callNode } from '../api/node.ts';
import { useAct, useAnswer } from '../api/use-answer.ts';
import { Button } from '../parts/button.tsx';
import { FaultLine } from '../parts/fault.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { Answer } from '../parts/waiting.tsx';
import { knowsPasskeys, newStaffPasskey } from '../passkey/device-passkey.ts';
import { useFormats, useWords } from '../prefs/prefs.tsx';
import { useConfirm } from './confirm.tsx';
import { sessionWords } from './words.ts';

const passkeysForm = rowsOf(
  v.object({
    id: v.string(),
    name: v.string(),
    addedAt: v.number(),
    usedAt: v.nullable(v.number()),
  }),
);
type Passkey = v.InferOutput<typeof passkeysForm>[number];

const optionsForm = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.optional(v.string()), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  excludeCredentials: v.optional(v.array(v.object({ id: v.string() })), []),
});

/** The own passkeys of a member of staff: listed, added on this device, removed. */
export function OwnPasskeys() {
  const say = useWords(sessionWords);
  const passkeys = useAnswer('passkeys', {}, passkeysForm);
  return (
    <section className="stack-2">
      <h3>{say('passkeys')}</h3>
      <Answer of={passkeys} rows={1}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="hint">{say('none')}</p>
          ) : (
            <ul className="lines">
              {rows.map((passkey) => (
                <Kept key={passkey.id} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </Answer>
      <Add />
    </section>
  );
}

function Kept({ passkey: { id, name, addedAt, usedAt } }: { passkey: Passkey }) {
  const say = useWords(sessionWords);
  const formats = useFormats();
  const [isSure, setSure] = useState(false);
  const remove = useAct('passkey-remove', nothing, { changes: ['passkeys', 'whoami'] });
  return (
    <li className="row">
      <Icon name="key" />
      <span>
        <b>{name}</b>
        <br />
        <span className="quiet">
          {say('since', { date: formats.date(addedAt) })},{' '}
          {usedAt === null ? say('unused') : say('used', { date: formats.when(usedAt) })}
        </span>
        <FaultLine error={remove.error} />
      </span>
      <span className="push row">
        {isSure ? (
          <Button size="small" onClick={() => setSure(false)}>
            {say('keep')}
          </Button>
        ) : null}
        <Button
          size="small"
          busy={remove.isPending}
          onClick={() => (isSure ? remove.mutate({ id }) : setSure(true))}
        >
          {say(isSure ? 'removeSure' : 'remove', { name })}
        </Button>
      </span>
    </li>
  );
}

/** Confirms who he is before the device makes a passkey: one that the node does not take would stay on the device. */
function Add() {
  const say = useWords(sessionWords);
  const confirm = useConfirm();
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: async () => {
      const { steppedUp } = await callNode('whoami', {}, v.object({ steppedUp: v.boolean() }));
      if (!steppedUp && !(await confirm())) return undefined;
      const response = await newStaffPasskey(await callNode('passkey-options', {}, optionsForm));
      if (response === undefined) return false;
      const name = navigator.platform === '' ? 'Passkey' : navigator.platform;
      await callNode('passkey-add', { name, response }, nothing);
      await queries.invalidateQueries({
        predicate: ({ queryKey: [key] }) => key === 'passkeys' || key === 'whoami',
      });
      return true;
    },
  });
  if (!knowsPasskeys()) return <p className="hint">{say('noPasskeys')}</p>;
  return (
    <>
      <p>
        <Button icon="plus" busy={add.isPending} onClick={() => add.mutate()}>
          {say('add')}
        </Button>
      </p>
      {add.data === undefined ? null : (
        <Notice kind={add.data ? 'ok' : 'part'} says="polite">
          {say(add.data ? 'added' : 'noneUsed')}
        </Notice>
      )}
      <FaultLine error={add.error} />
    </>
  );
}
