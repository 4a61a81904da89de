import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Markdown as `npm run check` wants it. */
export async function formatMarkdown(text: string): Promise<string> {
  const config = await resolveConfig(join(import.meta.dirname, '../../README.md'));
  return format(text, { ...config, parser: 'markdown' });
}
