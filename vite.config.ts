import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Rolldown } from 'vite';
import { budget } from './client/vite/budget.ts';
import { developmentDoor } from './client/vite/development-door.ts';
import { firstForms } from './client/vite/first-forms.ts';
import { precompress } from './client/vite/precompress.ts';
import { preloads } from './client/vite/preloads.ts';
import { serverGuard } from './client/vite/server-guard.ts';
import packageJson from '#package' with { type: 'json' };

const projectRoot = fileURLToPath(new URL('.', import.meta.url));
const inProject = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const apiOrigin = process.env['API_ORIGIN'] ?? 'http://localhost:3000';
const apiPaths = ['/trpc', '/api', '/healthz', '/readyz', '/ws'];
/** The host people type, where it is not this machine's: under any other name a page of elsewhere could ask here. */
const appHost = URL.parse(process.env['APP_ORIGIN'] ?? '')?.hostname;

const locales = ['en', 'ru'];
/** What every page loads in one language, and what the pages of members do besides. */
const everyPage = (locale: string) => ['client/src/main.tsx', `client/src/i18n/${locale}/public.ts`];
const memberTexts = (locale: string) => `client/src/i18n/${locale}/member.ts`;
const login = ['client/src/app/auth-layout.tsx', 'client/src/identity/auth/login-page.tsx'];
const register = ['client/src/app/auth-layout.tsx', 'client/src/identity/auth/register-page.tsx'];
const shell = 'client/src/app/shell/shell.tsx';
const dashboard = 'client/src/desk/dashboard/dashboard-page.tsx';

/** Each file costs a slow line a round trip: what several pages share comes in a few, not in one each. */
const chunkGroups: Rolldown.CodeSplittingGroup[] = [
  { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 3 },
  // Each file of the start is run in a task of its own, so that whoever types meanwhile is heard in between.
  { name: 'router', test: /node_modules[\\/]react-router/, priority: 3 },
  { name: 'data', test: /node_modules[\\/]@(?:tanstack|trpc)[\\/]/, priority: 3 },
  { name: 'app', tags: ['$initial'], priority: 2 },
  {
    name: 'forms',
    test: /[\\/](?:react-hook-form|forms[\\/](?:call-form|failure|form|send|use)[^\\/]*|components[\\/](?:text-|password-)?(?:field|checkbox)\.tsx)/,
    priority: 1,
    includeDependenciesRecursively: false,
  },
  // The dashboard has no form: what it shares with pages that have one must not come with forms and zod.
  {
    name: 'cards',
    test: /[\\/](?:components[\\/](?:avatar|badge|card|query-card)\.tsx|lib[\\/]now\.ts|shared[\\/]identity[\\/]audit\.ts)$/,
    priority: 1,
    includeDependenciesRecursively: false,
  },
  // Nor must an icon that it shares with the forms of second factors.
  {
    name: 'proofs',
    test: /[\\/]forms[\\/](?:code-form|passkey-button|focus-inside)\.tsx?$/,
    priority: 1,
    includeDependenciesRecursively: false,
  },
  // Nor may the texts of a language lie with code that happens to be as small.
  ...locales.map((locale) => ({
    name: `factor-${locale}`,
    test: new RegExp(String.raw`[\\/]i18n[\\/]${locale}[\\/]factor\.ts$`),
    priority: 1,
    includeDependenciesRecursively: false,
  })),
  // The rules of the ledger come when something is entered; with zod, so no small thing of the shell may lie with them.
  {
    name: 'ledger',
    test: /[\\/]shared[\\/]money[\\/](?:booking|entries|holding|ledger|legs|lots|refusals|rounding)\.ts$/,
    priority: 2,
    includeDependenciesRecursively: false,
  },
  { name: 'money', test: /[\\/]shared[\\/]money[\\/]/, priority: 1, includeDependenciesRecursively: false },
  { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 2000 },
];

/** A shared chunk would bear the names of all that share it. */
function chunkFileNames({ name }: { name: string }): string {
  return `assets/${name.split('~')[0]}-[hash].js`;
}

export default defineConfig({
  root: inProject('client'),
  // No variable is for the pages: of whatever is in the environment or in a file beside it, nothing gets into them.
  envDir: false,
  envPrefix: 'PUBLIC_TO_EVERYBODY_',
  plugins: [
    developmentDoor({ projectRoot, apiOrigin, apiPaths }),
    serverGuard(projectRoot),
    react(),
    tailwindcss(),
    firstForms(),
    preloads({
      modules: {
        '/login': login,
        '/register': register,
        member: [shell],
        '/': [dashboard],
        '/settings/profile': ['client/src/identity/users/profile-page.tsx'],
        '/settings/security': ['client/src/identity/account/security-page.tsx'],
        '/settings/data': ['client/src/identity/account/data-page.tsx'],
        en: ['client/src/i18n/en/public.ts'],
        'en member': [memberTexts('en')],
        ru: ['client/src/i18n/ru/public.ts'],
        'ru member': [memberTexts('ru')],
      },
      fonts: {
        en: ['inter-latin-wght-normal'],
        ru: ['inter-latin-wght-normal', 'inter-cyrillic-wght-normal'],
      },
    }),
    budget({ files: 4, kilobytes: 14 }, [
      ...locales.flatMap((locale) => [
        { page: `/login (${locale})`, kilobytes: 190, modules: [...everyPage(locale), ...login] },
        {
          page: `signed-in shell (${locale})`,
          kilobytes: 260,
          modules: [...everyPage(locale), memberTexts(locale), shell, dashboard],
        },
      ]),
    ]),
    precompress(),
  ],
  define: { QUANTPULSE_VERSION: JSON.stringify(packageJson.version) },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    // The README names them, and a test keeps what is newer out of the sources. Tailwind 4 needs as much.
    target: ['chrome111', 'edge111', 'firefox128', 'safari16.4'],
    // The CSP allows no data: URIs and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups }, chunkFileNames } },
  },
  server: {
    allowedHosts: appHost ? [appHost] : [],
    cors: false,
    fs: {
      strict: true,
      // Nothing but what the pages are made of: secrets, sources of the server and the repository lie beside it.
      allow: [
        ...['client/index.html', 'client/src', 'client/public', 'shared', 'node_modules'].map(inProject),
        realpathSync(inProject('node_modules')),
      ],
      deny: ['.env', '.env.*', '*.{crt,pem,key,p12,pfx,cer,der}', 'id_*', '.npmrc', '.*lock*'],
    },
    proxy: Object.fromEntries(
      apiPaths.map((path) => [path, { target: apiOrigin, ws: path === '/ws' }] as const),
    ),
  },
});
