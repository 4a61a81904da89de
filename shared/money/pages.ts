import { z } from 'zod';

/** The most rows of one page of money. Where nothing else is asked for, it has `pageDefault`. */
export const pageMaximum = 200;
export const pageDefault = 50;

/** How many rows a page is to have. */
export const pageSize = z.int().min(1).max(pageMaximum);

/** The version of a row that was last read; an older one is refused with `CONFLICT_VERSION`. */
export const rowVersion = z.int().min(1).max(2_147_483_647);
