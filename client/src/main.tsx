import '#client/styles.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config as configureZod } from 'zod/v4/core';
import { loadChunkOrReload } from '#client/app/chunk-reload.ts';
import { Providers } from '#client/app/providers.tsx';
import { createRouter } from '#client/app/routes.tsx';
import { startConnection } from '#client/lib/connection.ts';
import { startLocale } from '#client/lib/locale.ts';
import { startTheme } from '#client/lib/theme.ts';

// zod compiles schemas with `new Function` unless told not to; the CSP forbids that.
configureZod({ jitless: true });
startTheme();
startConnection();
await loadChunkOrReload(startLocale);

// After the texts, so that a slow phone does it apart from the start of the code.
const router = createRouter();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const application = createRoot(root);
// As a transition, so that the first drawing yields to whoever is typing into the first page.
startTransition(() =>
  application.render(
    <StrictMode>
      <Providers router={router} />
    </StrictMode>,
  ),
);
