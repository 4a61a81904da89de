import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { newPasswordCodes } from '#server/trpc/policy.ts';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  activityInput,
  activityOutput,
  changePasswordInput,
  changePasswordOutput,
  dataExport,
  deleteAccountInput,
  protectionOutput,
} from '#shared/identity/account.ts';
import { changeEmailInput } from '#shared/identity/links.ts';
import { noInput, okOutput } from '#shared/shapes.ts';

export const accountRouter = router({
  activity: protectedProcedure
    .meta({ codes: [] })
    .input(activityInput)
    .output(activityOutput)
    .query(({ ctx, input }) => ctx.services.activity.list(ctx.request, input)),

  changePassword: protectedProcedure
    .meta({ codes: ['CURRENT_PASSWORD_INVALID', ...newPasswordCodes], costs: 'password-check' })
    .input(changePasswordInput.extend({ newPassword: newPasswordField }))
    .output(changePasswordOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookies.reopen(await ctx.services.account.changePassword(ctx.request, input)),
    ),

  delete: protectedProcedure
    .meta({ codes: ['CURRENT_PASSWORD_INVALID', 'LAST_ADMIN'], costs: 'password-check' })
    .input(deleteAccountInput)
    .output(okOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookies.end(await ctx.services.account.delete(ctx.request, input)),
    ),

  exportData: protectedProcedure
    .meta({ codes: [], costs: 'export', reauth: true })
    .input(noInput)
    .output(dataExport)
    .mutation(({ ctx }) => ctx.services.dataExport.exportData(ctx.request)),

  changeEmail: protectedProcedure
    .meta({ codes: ['FEATURE_OFF'], costs: 'mail', reauth: true })
    .input(changeEmailInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.ownEmail.requestChange(ctx.request, input)),

  requestEmailVerification: protectedProcedure
    .meta({ codes: ['FEATURE_OFF'], costs: 'mail' })
    .input(noInput)
    .output(okOutput)
    .mutation(({ ctx }) => ctx.services.ownEmail.requestVerification(ctx.request)),

  protection: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(protectionOutput)
    .query(({ ctx }) => ctx.services.protection.read(ctx.request)),
});
