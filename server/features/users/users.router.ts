import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { updateProfileInput, userSchema } from '#shared/schemas/users.ts';

export const usersRouter = router({
  me: protectedProcedure.output(userSchema).query(({ ctx }) => ctx.services.users.me(ctx.actor)),

  updateProfile: protectedProcedure
    .input(updateProfileInput)
    .output(userSchema)
    .mutation(({ ctx, input }) => ctx.services.users.updateProfile(ctx.actor, input)),
});
