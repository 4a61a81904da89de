import type { LiveRow } from './live-rows.repository.ts';

/** So many rows are a few tenths of a second in the database, far from where a statement is ended. */
export const rowsOfPage = 20_000;

/** All rows, page by page; `find` is given the last row so far. */
export async function allPages(
  find: (last: LiveRow | undefined) => Promise<readonly LiveRow[]>,
): Promise<LiveRow[]> {
  const pages: (readonly LiveRow[])[] = [];
  for (;;) {
    const page = await find(pages.at(-1)?.at(-1));
    pages.push(page);
    if (page.length < rowsOfPage) return pages.flat();
  }
}
