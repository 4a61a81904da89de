import { z } from 'zod';
import { sourceOrder, type Source } from '#shared/money/rates.ts';

const source = z.enum(sourceOrder as [Source, ...Source[]]);

/** Where a figure came from, and of which day it is. */
export const figureProvenance = z.object({ source, asOf: z.string() });
export type FigureProvenance = z.infer<typeof figureProvenance>;

/** The same of a sum: its oldest figure, and how many positions were never priced. */
export const sumProvenance = z.object({
  sources: z.array(source).max(sourceOrder.length),
  asOf: z.string().nullable(),
  isStale: z.boolean(),
  unpriced: z.int(),
});
export type ToldProvenance = z.infer<typeof sumProvenance>;
