import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  exportAuditInput,
  exportAuditOutput,
  failedMailsOutput,
  listAuditInput,
  listAuditOutput,
  listedMail,
  listedUser,
  listMailsInput,
  listMailsOutput,
  listUsersInput,
  listUsersOutput,
  retryMailInput,
  setActiveInput,
  setMaxChatsInput,
  setRoleInput,
  userDetail,
  userIdInput,
} from '#shared/identity/admin.ts';
import { endedSessionsOutput } from '#shared/identity/sessions.ts';
import { noInput, okOutput } from '#shared/shapes.ts';

const users = router({
  list: protectedProcedure
    .meta({ who: 'users:read', codes: [] })
    .input(listUsersInput)
    .output(listUsersOutput)
    .query(({ ctx, input }) => ctx.services.adminUsers.list(input)),

  get: protectedProcedure
    .meta({ who: 'users:read', codes: ['NOT_FOUND'] })
    .input(userIdInput)
    .output(userDetail)
    .query(({ ctx, input }) => ctx.services.adminUsers.get(input)),

  setActive: protectedProcedure
    .meta({ who: 'users:write', codes: ['NOT_FOUND', 'LAST_ADMIN'], reauth: true })
    .input(setActiveInput)
    .output(listedUser)
    .mutation(({ ctx, input }) => ctx.services.adminActs.setActive(ctx.request, input)),

  setRole: protectedProcedure
    .meta({ who: 'users:write', codes: ['NOT_FOUND', 'LAST_ADMIN'], reauth: true })
    .input(setRoleInput)
    .output(listedUser)
    .mutation(({ ctx, input }) => ctx.services.adminActs.setRole(ctx.request, input)),

  setMaxChats: protectedProcedure
    .meta({ who: 'users:write', codes: ['NOT_FOUND'] })
    .input(setMaxChatsInput)
    .output(listedUser)
    .mutation(({ ctx, input }) => ctx.services.adminActs.setMaxChats(ctx.request, input)),

  revokeSessions: protectedProcedure
    .meta({ who: 'users:write', codes: ['NOT_FOUND'] })
    .input(userIdInput)
    .output(endedSessionsOutput)
    .mutation(({ ctx, input }) => ctx.services.adminActs.revokeSessions(ctx.request, input)),

  sendReset: protectedProcedure
    .meta({ who: 'users:write', codes: ['NOT_FOUND', 'FEATURE_OFF'], costs: 'mail' })
    .input(userIdInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.adminActs.sendReset(ctx.request, input)),
});

const audit = router({
  list: protectedProcedure
    .meta({ who: 'audit:read', codes: [] })
    .input(listAuditInput)
    .output(listAuditOutput)
    .query(({ ctx, input }) => ctx.services.adminAudit.list(input)),

  export: protectedProcedure
    .meta({ who: 'audit:read', codes: [], costs: 'export' })
    .input(exportAuditInput)
    .output(exportAuditOutput)
    .query(({ ctx, input }) => ctx.services.adminAudit.exportCsv(ctx.request, input)),
});

const mails = router({
  list: protectedProcedure
    .meta({ who: 'mails:read', codes: [] })
    .input(listMailsInput)
    .output(listMailsOutput)
    .query(({ ctx, input }) => ctx.services.adminMails.list(input)),

  countFailed: protectedProcedure
    .meta({ who: 'mails:read', codes: [] })
    .input(noInput)
    .output(failedMailsOutput)
    .query(({ ctx }) => ctx.services.adminMails.countFailed()),

  retry: protectedProcedure
    .meta({ who: 'mails:write', codes: ['NOT_FOUND', 'LINK_INVALID', 'FEATURE_OFF'] })
    .input(retryMailInput)
    .output(listedMail)
    .mutation(({ ctx, input }) => ctx.services.adminMails.retry(ctx.request, input)),
});

/** What administrators may do, by permission. */
export const adminRouter = router({ users, audit, mails });
