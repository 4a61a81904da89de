import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  createInstrumentInput,
  instrumentSchema,
  instrumentsPage,
  listInstrumentsInput,
  removeInstrumentInput,
  updateInstrumentInput,
} from '#shared/money/instruments.ts';
import { okOutput } from '#shared/shapes.ts';

export const instrumentsRouter = router({
  list: protectedProcedure
    .meta({ codes: [] })
    .input(listInstrumentsInput)
    .output(instrumentsPage)
    .query(({ ctx, input }) => ctx.services.instruments.list(ctx.request, input)),

  create: protectedProcedure
    .meta({ codes: ['NAME_TAKEN', 'QUOTA_REACHED'] })
    .input(createInstrumentInput)
    .output(instrumentSchema)
    .mutation(({ ctx, input }) => ctx.services.instruments.create(ctx.request, input)),

  update: protectedProcedure
    .meta({ codes: ['NOT_FOUND', 'CONFLICT_VERSION', 'IN_USE', 'NAME_TAKEN'] })
    .input(updateInstrumentInput)
    .output(instrumentSchema)
    .mutation(({ ctx, input }) => ctx.services.instruments.update(ctx.request, input)),

  remove: protectedProcedure
    .meta({ codes: ['NOT_FOUND', 'CONFLICT_VERSION', 'IN_USE'] })
    .input(removeInstrumentInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.instruments.remove(ctx.request, input)),
});
