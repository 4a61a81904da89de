import '#client/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config as configureZod } from 'zod/v4/core';
import { loadChunkOrReload } from '#client/app/chunk-reload.ts';
import { Providers } from '#client/app/providers.tsx';
import { startConnection } from '#client/lib/connection.ts';
import { startLocale } from '#client/lib/locale.ts';
import { startTheme } from '#client/lib/theme.ts';

// zod compiles schemas with `new Function` unless told not to; the CSP forbids that.
configureZod({ jitless: true });
startTheme();
startConnection();
await loadChunkOrReload(startLocale);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
