import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  addPasskeyInput,
  enableTotpInput,
  factorsOutput,
  passkeyCreationOptions,
  passkeySchema,
  recoveryCodesOutput,
  removePasskeyInput,
  renamePasskeyInput,
  totpSetup,
} from '#shared/identity/factors.ts';
import { noInput, okOutput } from '#shared/shapes.ts';

export const factorsRouter = router({
  list: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(factorsOutput)
    .query(({ ctx }) => ctx.services.passkeys.list(ctx.request)),

  beginTotp: protectedProcedure
    .meta({ codes: ['TOTP_ALREADY_ENABLED'], reauth: true })
    .input(noInput)
    .output(totpSetup)
    .mutation(({ ctx }) => ctx.services.totp.begin(ctx.request)),

  enableTotp: protectedProcedure
    .meta({
      codes: ['SECOND_FACTOR_INVALID', 'CHALLENGE_EXPIRED', 'TOTP_ALREADY_ENABLED'],
      costs: 'check',
      reauth: true,
    })
    .input(enableTotpInput)
    .output(recoveryCodesOutput)
    .mutation(({ ctx, input }) => ctx.services.totp.enable(ctx.request, input)),

  disableTotp: protectedProcedure
    .meta({ codes: ['NOT_FOUND', 'LAST_FACTOR'], reauth: true })
    .input(noInput)
    .output(okOutput)
    .mutation(({ ctx }) => ctx.services.totp.disable(ctx.request)),

  renewRecoveryCodes: protectedProcedure
    .meta({ codes: ['NOT_FOUND'], costs: 'check', reauth: true })
    .input(noInput)
    .output(recoveryCodesOutput)
    .mutation(({ ctx }) => ctx.services.totp.renewRecoveryCodes(ctx.request)),

  beginPasskey: protectedProcedure
    .meta({ codes: ['FEATURE_OFF', 'TOO_MANY_PASSKEYS'], reauth: true })
    .input(noInput)
    .output(passkeyCreationOptions)
    .mutation(({ ctx }) => ctx.services.passkeys.begin(ctx.request)),

  addPasskey: protectedProcedure
    .meta({
      codes: ['FEATURE_OFF', 'PASSKEY_INVALID', 'CHALLENGE_EXPIRED', 'TOO_MANY_PASSKEYS'],
      costs: 'check',
      reauth: true,
    })
    .input(addPasskeyInput)
    .output(passkeySchema)
    .mutation(({ ctx, input }) => ctx.services.passkeys.add(ctx.request, input)),

  renamePasskey: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(renamePasskeyInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.passkeys.rename(ctx.request, input)),

  removePasskey: protectedProcedure
    .meta({ codes: ['NOT_FOUND', 'LAST_FACTOR'], reauth: true })
    .input(removePasskeyInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.passkeys.remove(ctx.request, input)),
});
