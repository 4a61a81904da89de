import { AppError } from '#server/errors.ts';
import type { AuditRepository } from '#server/features/audit/audit.repository.ts';
import type { KnownDevicesRepository } from '#server/features/devices/known-devices.repository.ts';
import type { Actor, Client } from '#server/features/sessions/actor.ts';
import type { SessionsRepository } from '#server/features/sessions/sessions.repository.ts';
import {
  toExportedDevice,
  toExportedEvent,
  toExportedSession,
} from '#server/features/users/data-export.presenter.ts';
import type { UsersRepository } from '#server/features/users/users.repository.ts';
import type { DataExport } from '#shared/schemas/data-export.ts';

/** A guesser may have made a million of them in a year; one answer must not be the end of the server's memory. */
const maximumEvents = 10_000;

interface Dependencies {
  users: Pick<UsersRepository, 'findLinks'>;
  sessions: Pick<SessionsRepository, 'findAll'>;
  devices: Pick<KnownDevicesRepository, 'findAll'>;
  audit: Pick<AuditRepository, 'insert' | 'findOfUser' | 'countOlder'>;
}

/** Everything that is kept about a person, for that person; nothing that signs in. */
export function createDataExportService({ users, sessions, devices, audit }: Dependencies) {
  return {
    async exportData(actor: Actor, client: Client): Promise<DataExport> {
      const { user, sessionId } = actor;
      const event = { event: 'data-exported', userId: user.id, actorId: user.id, sessionId } as const;
      await audit.insert({ ...event, client });
      const links = await users.findLinks(user.id);
      if (!links) throw new AppError('UNAUTHENTICATED');
      const events = await audit.findOfUser(user.id, maximumEvents);
      const oldest = events.at(-1);
      return {
        exportedAt: links.now.toISOString(),
        user,
        links: {
          oauthProvider: links.oauth_provider,
          oauthProviderId: links.oauth_provider_id,
          telegramChatId: links.telegram_chat_id,
        },
        sessions: (await sessions.findAll(user.id)).map(toExportedSession),
        devices: (await devices.findAll(user.id)).map(toExportedDevice),
        events: events.map(toExportedEvent),
        olderEvents: oldest ? await audit.countOlder(user.id, oldest.id) : 0,
      };
    },
  };
}
