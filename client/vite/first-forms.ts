import { join } from 'node:path';
import { runnerImport, type HtmlTagDescriptor, type Plugin } from 'vite';
import type { FirstForm } from '../src/app/first-form.ts';

/** Puts the forms of strangers into the one page, as templates: `public/first-page.js` shows the one that is asked for. */
export function firstForms(): Plugin {
  let root = '';
  return {
    name: 'quantpulse:first-forms',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
    },
    transformIndexHtml: async () => (await draw(root)).map(templateOf),
  };
}

async function draw(root: string): Promise<readonly FirstForm[]> {
  const { module } = await runnerImport<{ firstForms: readonly FirstForm[] }>(
    join(root, 'src', 'app', 'first-forms.tsx'),
    // A channel to other tabs would keep the build from ending.
    { root, configFile: false, envDir: false, logLevel: 'error', define: { BroadcastChannel: 'undefined' } },
  );
  return module.firstForms;
}

function templateOf({ path, locale, title, html }: FirstForm): HtmlTagDescriptor {
  return {
    tag: 'template',
    attrs: { id: `first:${path}:${locale}`, 'data-title': title },
    children: html,
    injectTo: 'body-prepend',
  };
}
