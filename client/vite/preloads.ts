import type { Plugin, Rolldown } from 'vite';
import { chunksOf } from './chunks.ts';

/** The modules that are loaded while the application starts, by the name `public/theme-boot.js` asks for. */
export interface Preloads {
  readonly modules: Readonly<Record<string, readonly string[]>>;
  /** The beginnings of the names of font files, by language. */
  readonly fonts: Readonly<Record<string, readonly string[]>>;
}

/** Tells `public/theme-boot.js` which files a page will need, so that they are asked for a round trip or two earlier. */
export function preloads({ modules, fonts }: Preloads): Plugin {
  return {
    name: 'quantpulse:preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const isNew = (name: string) => !html.includes(name);
        const files = Object.entries(modules).map(([name, wanted]) => [
          name,
          chunksOf(wanted, bundle).flatMap(({ fileName }) => (isNew(fileName) ? [`/${fileName}`] : [])),
        ]);
        const fontFiles = Object.entries(fonts).map(([language, names]) => [
          `fonts ${language}`,
          names.map((name) => `/${fontNamed(name, bundle)}`),
        ]);
        const content = JSON.stringify(Object.fromEntries([...files, ...fontFiles]));
        return [{ tag: 'meta', attrs: { name: 'preloads', content }, injectTo: 'head-prepend' }];
      },
    },
  };
}

function fontNamed(name: string, bundle: Rolldown.OutputBundle): string {
  const found = Object.keys(bundle).find((file) => file.includes(name) && file.endsWith('.woff2'));
  if (!found) throw new Error(`No font file named ${name} in the build.`);
  return found;
}
