import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { setAvatarInput } from '#shared/identity/avatars.ts';
import { updateProfileInput, userSchema } from '#shared/identity/users.ts';
import { noInput } from '#shared/shapes.ts';

export const usersRouter = router({
  me: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(userSchema)
    .query(({ ctx }) => ctx.services.users.me(ctx.request)),

  setAvatar: protectedProcedure
    .meta({ codes: [] })
    .input(setAvatarInput)
    .output(userSchema)
    .mutation(({ ctx, input }) => ctx.services.avatars.set(ctx.request, input)),

  updateProfile: protectedProcedure
    .meta({ codes: ['REAUTH_REQUIRED', 'USERNAME_TAKEN', 'CONFLICT_VERSION'], costs: 'username-change' })
    .input(updateProfileInput)
    .output(userSchema)
    .mutation(({ ctx, input }) => ctx.services.users.updateProfile(ctx.request, input)),
});
