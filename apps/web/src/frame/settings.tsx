import { useState } from 'react';
import { Popover, useMantineColorScheme } from '@mantine/core';
import { Link } from 'wouter';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Segments, Switch } from '../parts/field.tsx';
import { LanguageChoice } from '../parts/language-choice.tsx';
import { useBaseWords, usePrefs } from '../prefs/prefs.tsx';
import { OwnWays } from '../session/own-ways.tsx';
import { useSession } from '../session/session.tsx';

/** Appearance, language, keys; kept on this computer. */
export function Settings() {
  const say = useBaseWords();
  const { language, letters, setLanguage, setLetters } = usePrefs();
  const { who, state } = useSession();
  const [showsWays, setShowsWays] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      {showsWays ? <OwnWays onClose={() => setShowsWays(false)} /> : null}
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        trapFocus
        width={330}
        shadow="none"
        withinPortal={false}
      >
        <Popover.Target>
          <button
            type="button"
            className="btn btn--sm btn--icon"
            aria-label={say('frame.settings')}
            onClick={() => setOpen((was) => !was)}
          >
            <Icon name="gear" />
          </button>
        </Popover.Target>
        <Popover.Dropdown className="popover stack" aria-label={say('frame.settings')}>
          <div>
            <p className="label">{say('frame.theme')}</p>
            <Segments
              label={say('frame.theme')}
              value={colorScheme}
              options={[
                { value: 'auto', label: say('frame.theme.auto') },
                { value: 'light', label: say('frame.theme.light') },
                { value: 'dark', label: say('frame.theme.dark') },
              ]}
              onChange={setColorScheme}
            />
          </div>
          <div>
            <p className="label">{say('frame.language')}</p>
            <LanguageChoice label={say('frame.language')} value={language} onChange={setLanguage} />
          </div>
          <Switch
            label={say('frame.letters')}
            hint={say('frame.letters.hint')}
            checked={letters}
            onChange={(event) => setLetters(event.target.checked)}
          />
          {who === undefined || state === 'locked' ? null : (
            <p>
              <Button
                icon="key"
                size="small"
                onClick={() => {
                  setOpen(false);
                  setShowsWays(true);
                }}
              >
                {say('frame.ways')}
              </Button>
            </p>
          )}
          <p>
            <Link href="/check">{say('frame.checkProof')}</Link>
          </p>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
