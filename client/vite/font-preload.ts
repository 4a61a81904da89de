import type { Plugin } from 'vite';

/** Asks for the font every page needs beside the stylesheet that names it, one round trip earlier. */
export function fontPreload(name: string): Plugin {
  return {
    name: 'quantpulse:font-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const font = Object.keys(bundle).find((file) => file.includes(name) && file.endsWith('.woff2'));
        if (!font) throw new Error(`No font file named ${name} in the build.`);
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${font}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}
