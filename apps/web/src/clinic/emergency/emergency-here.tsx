import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import * as v from 'valibot';
import { codeOf } from '../../api/code-of.ts';
import { callNode } from '../../api/node.ts';
import { Icon } from '../../parts/icon.tsx';
import { stepUpByPasskey } from '../../passkey/step-up.ts';
import { usePasskey } from '../../passkey/use-passkey.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useConfirm } from '../../session/confirm.tsx';
import { useWho } from '../../session/session.tsx';
import { askWords } from '../words/ask.ts';
import { hereWords } from '../words/here.ts';
import { EmergencyPanel, useEmergencyWhy } from './emergency-panel.tsx';
import type { Reason } from './reasons.tsx';

const openForMs = 4 * 3_600_000;
const reviewWithinMs = 7 * 86_400_000;
const untilForm = v.object({ until: v.string() });

/** Emergency access to the own hospital's chart: what a patient hides, and what is the team's alone, opens for 4 hours (C1.2, C8). */
export function EmergencyHere({ patient }: { patient: string }) {
  const sayHere = useWords(hereWords);
  const [, goTo] = useLocation();
  const why = useEmergencyWhy();
  const act = useBreakGlassHere(() => goTo(`/patients/${patient}`));
  return (
    <EmergencyPanel
      id="emergency-here"
      title={sayHere('title')}
      patient={patient}
      why={why}
      act={act}
      beside={<WhatOpensHere />}
      onOpen={() => {
        const given = why.take(!act.isPending);
        if (given !== undefined) act.mutate({ patient, ...given });
      }}
    />
  );
}

function WhatOpensHere() {
  const say = useWords(askWords);
  const sayHere = useWords(hereWords);
  const formats = useFormats();
  const { memberName } = useWho();
  const [now] = useState(Date.now);
  return (
    <>
      <div>
        <h3>{say('emergency.opens')}</h3>
        <ul className="yes">
          <li>
            <Icon name="check" />
            <span>{sayHere('opens', { name: memberName })}</span>
          </li>
        </ul>
        <ul className="no">
          <li>
            <Icon name="lock" />
            <span>{sayHere('opens.no')}</span>
          </li>
        </ul>
      </div>
      <div>
        <h3>{say('emergency.happens')}</h3>
        <ol className="steps">
          {[
            sayHere('happens.1'),
            sayHere('happens.2'),
            say('emergency.happens.3', { when: formats.date(now + reviewWithinMs) }),
            say('emergency.happens.4', { time: formats.time(now + openForMs) }),
          ].map((line) => (
            <li key={line}>
              <span>{line}</span>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

/** The person confirms by passkey or password, then the reason is recorded, then everything of the chart is asked again. */
function useBreakGlassHere(opened: () => void) {
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { sign } = usePasskey();
  return useMutation({
    mutationFn: async ({
      password,
      ...why
    }: {
      patient: string;
      reason: Reason;
      text: string;
      password: string;
    }) => {
      const proof = password === '' ? {} : { password };
      if (password === '') await stepUpByPasskey(sign);
      try {
        return await callNode('break-glass-here', { ...why, ...proof }, untilForm);
      } catch (error) {
        if (codeOf(error) !== 'step-up' || !(await confirm())) throw error;
        return callNode('break-glass-here', why, untilForm);
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      opened();
    },
  });
}
