import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  activityItem,
  changePasswordInput,
  changePasswordOutput,
  deleteAccountInput,
} from '#shared/schemas/account.ts';
import { okOutput } from '#shared/schemas/auth.ts';
import { updateProfileInput, userSchema } from '#shared/schemas/users.ts';

const alone = { alone: true };

export const usersRouter = router({
  me: protectedProcedure.output(userSchema).query(({ ctx }) => ctx.services.users.me(ctx.actor)),

  updateProfile: protectedProcedure
    .input(updateProfileInput)
    .output(userSchema)
    .mutation(({ ctx, input }) => ctx.services.users.updateProfile(ctx.actor, input)),

  activity: protectedProcedure
    .output(z.array(activityItem))
    .query(({ ctx }) => ctx.services.audit.recentActivity(ctx.actor)),

  changePassword: protectedProcedure
    .meta(alone)
    .input(changePasswordInput)
    .output(changePasswordOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookieSession.reopen(await ctx.services.account.changePassword(ctx.actor, input, ctx.client)),
    ),

  deleteAccount: protectedProcedure
    .meta(alone)
    .input(deleteAccountInput)
    .output(okOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookieSession.end(await ctx.services.account.delete(ctx.actor, input.password, ctx.client)),
    ),
});
