import { z } from 'zod';
import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { newPasswordCodes } from '#server/trpc/policy.ts';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  activityItem,
  changePasswordInput,
  changePasswordOutput,
  deleteAccountInput,
  listedEventsMaximum,
} from '#shared/identity/account.ts';
import { okOutput } from '#shared/identity/auth.ts';
import { dataExport } from '#shared/identity/data-export.ts';
import { updateProfileInput, userSchema } from '#shared/identity/users.ts';
import { noInput } from '#shared/nothing.ts';

export const usersRouter = router({
  me: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(userSchema)
    .query(({ ctx }) => ctx.services.users.me(ctx.actor)),

  updateProfile: protectedProcedure
    .meta({
      codes: ['REAUTH_REQUIRED', 'USERNAME_TAKEN', 'CONFLICT_VERSION'],
      costs: 'username-change',
      alone: true,
    })
    .input(updateProfileInput)
    .output(userSchema)
    .mutation(({ ctx, input }) => ctx.services.users.updateProfile(ctx.actor, input, ctx.client)),

  activity: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(z.array(activityItem).max(listedEventsMaximum))
    .query(({ ctx }) => ctx.services.audit.recentActivity(ctx.actor)),

  changePassword: protectedProcedure
    .meta({
      codes: ['CURRENT_PASSWORD_INVALID', ...newPasswordCodes],
      costs: 'password-check',
      alone: true,
    })
    .input(changePasswordInput.extend({ newPassword: newPasswordField }))
    .output(changePasswordOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookieSession.reopen(await ctx.services.account.changePassword(ctx.actor, input, ctx.client)),
    ),

  exportData: protectedProcedure
    .meta({ codes: [], costs: 'export', alone: true, reauth: true })
    .input(noInput)
    .output(dataExport)
    .mutation(({ ctx }) => ctx.services.dataExport.exportData(ctx.actor, ctx.client)),

  deleteAccount: protectedProcedure
    .meta({ codes: ['CURRENT_PASSWORD_INVALID', 'LAST_ADMIN'], costs: 'password-check', alone: true })
    .input(deleteAccountInput)
    .output(okOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookieSession.end(await ctx.services.account.delete(ctx.actor, input.password, ctx.client)),
    ),
});
