import '#client/styles.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadChunkOrReload } from '#client/lib/chunk-reload.ts';
import { Providers } from '#client/app/providers.tsx';
import { createRouter } from '#client/app/routes.tsx';
import { startConnection } from '#client/lib/connection.ts';
import { startLocale } from '#client/lib/locale.ts';
import { startTheme } from '#client/lib/theme.ts';
import { startSession } from '#client/session/session.tsx';

startTheme();
startConnection();
startSession();
await loadChunkOrReload(startLocale);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const application = createRoot(root);

async function draw() {
  const router = await createRouter();
  // As a transition, so that the first drawing yields to whoever is typing into the first page.
  startTransition(() =>
    application.render(
      <StrictMode>
        <Providers router={router} />
      </StrictMode>,
    ),
  );
}

// Not awaited: the chunks of the page wait for this module to end.
void draw();
