import { format } from 'oxfmt';

/** Markdown as `npm run check` wants it: nothing in `.oxfmtrc.jsonc` is about it. */
export async function formatMarkdown(text: string): Promise<string> {
  return (await format('text.md', text)).code;
}
