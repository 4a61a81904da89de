import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './client/vite/budget.ts';
import { fontPreload } from './client/vite/font-preload.ts';
import { serverGuard } from './client/vite/server-guard.ts';

const projectRoot = fileURLToPath(new URL('.', import.meta.url));
const apiOrigin = process.env['API_ORIGIN'] ?? 'http://localhost:3000';

/** Russian is the larger of the two languages; a page loads one. */
const everyPage = ['client/src/main.tsx', 'client/src/i18n/ru/everywhere.ts'];
const login = ['client/src/app/auth-layout.tsx', 'client/src/features/auth/login-page.tsx'];
const shell = [
  'client/src/i18n/ru/inside.ts',
  'client/src/app/shell/shell.tsx',
  'client/src/features/dashboard/dashboard-page.tsx',
];

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  // No variable is for the pages: of whatever is in the environment or in a file beside it, nothing gets into them.
  envDir: false,
  envPrefix: 'PUBLIC_TO_EVERYBODY_',
  plugins: [
    serverGuard(projectRoot),
    react(),
    tailwindcss(),
    fontPreload('inter-latin-wght-normal'),
    budget([
      { page: '/login', kilobytes: 190, modules: [...everyPage, ...login] },
      { page: 'signed-in shell', kilobytes: 260, modules: [...everyPage, ...shell] },
    ]),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    // The CSP allows no data: URIs and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/trpc': apiOrigin,
      '/api': apiOrigin,
      '/healthz': apiOrigin,
      '/readyz': apiOrigin,
      '/ws': { target: apiOrigin, ws: true },
    },
  },
});
