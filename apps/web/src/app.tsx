import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createQueries } from './api/query-client.ts';
import { Frame } from './frame/frame.tsx';
import { PrefsProvider } from './prefs/prefs.tsx';
import { Pages } from './router.tsx';
import { ConfirmProvider } from './session/confirm.tsx';
import { KeptTextProvider } from './session/kept-text.tsx';
import { personKey, SessionProvider, useSession } from './session/session.tsx';
import { noVariables, theme } from './theme.ts';

/** The pages of one hospital. */
export function App() {
  const [queries] = useState(createQueries);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={noVariables}
      withCssVariables={false}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <PrefsProvider>
          <SessionProvider>
            <KeptTextProvider>
              <Everything />
            </KeptTextProvider>
          </SessionProvider>
        </PrefsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Made anew for each person: nothing that one began goes on in the name of the next. */
function Everything() {
  const { who } = useSession();
  return (
    <ConfirmProvider key={personKey(who)}>
      <Frame>
        <Pages />
      </Frame>
    </ConfirmProvider>
  );
}
