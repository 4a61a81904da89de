import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DB } from '#server/db/schema.ts';
import type { Repositories } from '#server/repositories.ts';
import { ledgerExamples } from './ledger-examples.ts';
import { mailExamples } from './mail-examples.ts';
import { moneyExamples } from './money-examples.ts';

export type Examples = Record<string, (repositories: Repositories) => Promise<unknown>>;

/** A call of every method of every repository, for an existing person. */
export async function statementExamples(db: Kysely<DB>): Promise<Examples> {
  const { id: userId, hashed_password: hash } = await db
    .selectFrom('users')
    .select(['id', 'hashed_password'])
    .limit(1)
    .executeTakeFirstOrThrow();
  const { id: sessionId } = await db
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const caller = { address: '203.0.113.9', userAgent: 'bench', requestId: 'bench-request' };
  return {
    ...accountExamples(userId, hash),
    ...adminExamples(userId),
    ...auditExamples(userId, caller),
    ...deviceExamples(userId),
    ...factorExamples(userId),
    ...ledgerExamples(userId),
    ...limitExamples(),
    ...mailExamples(userId),
    ...moneyExamples(userId),
    ...userExamples(userId, hash),
    ...sessionExamples({ userId, sessionId }),
  };
}

type AuditCaller = { address: string; userAgent: string; requestId: string };

function auditExamples(userId: string, caller: AuditCaller): Examples {
  return {
    'audit.insert': ({ audit }) => audit.insert({ event: 'signed-in', userId, caller }),
    'audit.attribute': ({ audit }) => audit.attribute({ caller, actorId: userId }),
    'audit.findOfUser': async ({ audit }) => {
      await audit.findOfUser(userId, 50);
      await audit.findOfUser(userId, 50, randomUUID());
    },
    'audit.countOfUser': ({ audit }) => audit.countOfUser(userId),
    'audit.countSignInsOfUser': ({ audit }) => audit.countSignInsOfUser(userId, 31),
    'audit.findPasswordSetAt': ({ audit }) => audit.findPasswordSetAt(userId),
    'audit.findAlarmsOfUser': ({ audit }) => audit.findAlarmsOfUser(userId, null, 100),
    'audit.findSignInBefore': ({ audit }) => audit.findSignInBefore(userId, randomUUID()),
    'securityCounts.add': ({ securityCounts }) =>
      securityCounts.add([{ event: 'sign-in-refused', code: 'INVALID_CREDENTIALS', count: 1 }]),
    'securityCounts.deleteOlderThan': ({ securityCounts }) => securityCounts.deleteOlderThan(90, 1000),
    'audit.deleteOlderThan': ({ audit }) => audit.deleteOlderThan(400, 1000),
  };
}

function accountExamples(id: string, hash: string): Examples {
  return {
    'accounts.deleteFormerUsernames': ({ accounts }) => accounts.deleteFormerUsernames(1000),
    'accounts.findAfter': ({ accounts }) => accounts.findAfter(id, 500),
    'accounts.findFormerUsernames': ({ accounts }) => accounts.findFormerUsernames(id, 50),
    'accounts.find': ({ accounts }) => accounts.find(id),
    'accounts.findNames': ({ accounts }) => accounts.findNames(id),
    'accounts.existsAdmin': ({ accounts }) => accounts.existsAdmin(),
    'accounts.isLastActiveAdmin': ({ accounts }) => accounts.isLastActiveAdmin(id),
    'accounts.resetPassword': ({ accounts }) => accounts.resetPassword(id, hash),
    'accounts.updateAsDisabled': ({ accounts }) => accounts.updateAsDisabled(id),
    'accounts.updateAsEnabled': ({ accounts }) => accounts.updateAsEnabled(id),
    'accounts.updateAsAdmin': ({ accounts }) => accounts.updateAsAdmin(id),
  };
}

const sorts = ['createdAt', 'email', 'username'] as const;

function adminExamples(id: string): Examples {
  const search = { text: 'person-1', email: 'person-1' };
  return {
    'adminUsers.planByValues': ({ adminUsers }) => adminUsers.planByValues(),
    'adminUsers.count': async ({ adminUsers }) => {
      await adminUsers.count({}, 10_001);
      await adminUsers.count({ isActive: false }, 10_001);
      await adminUsers.count({ role: 'admin', search }, 10_001);
    },
    'adminUsers.findPage': async ({ adminUsers }) => {
      for (const sort of sorts) {
        const order = { sort, direction: 'desc', cursor: id } as const;
        await adminUsers.findPage({}, order, { limit: 26, isCommon: true });
        await adminUsers.findPage({ role: 'user', isActive: true }, order, { limit: 26, isCommon: false });
        for (const isCommon of [true, false])
          await adminUsers.findPage({ search }, order, { limit: 26, isCommon });
      }
    },
    'adminUsers.find': ({ adminUsers }) => adminUsers.find(id),
    'adminUsers.lock': ({ adminUsers }) => adminUsers.lock(id),
    'adminUsers.update': async ({ adminUsers }) => {
      await adminUsers.update(id, { role: 'user' });
      await adminUsers.update(id, { max_chats: 3 });
    },
    'auditTrail.findPage': async ({ auditTrail }) => {
      await auditTrail.findPage({}, 51);
      await auditTrail.findPage({ userId: id, cursor: id }, 51);
      await auditTrail.findPage(
        { event: 'signed-in', from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
        51,
      );
      await auditTrail.findPage({ ip: '203.0.113.9', cursor: id }, 51);
    },
  };
}

function deviceExamples(userId: string): Examples {
  const hash = randomBytes(32);
  return {
    'devices.findKnown': ({ devices }) => devices.findKnown(userId, [hash]),
    'devices.findOfUser': ({ devices }) => devices.findOfUser(userId, 50),
    'devices.countOfUser': ({ devices }) => devices.countOfUser(userId),
    'devices.remember': ({ devices }) => devices.remember(userId, hash, 50),
    'devices.deleteOthers': ({ devices }) => devices.deleteOthers(userId, [hash]),
    'devices.deleteAll': ({ devices }) => devices.deleteAll(userId),
    'devices.deleteAllOf': ({ devices }) => devices.deleteAllOf([userId]),
    'devices.deleteUnused': ({ devices }) => devices.deleteUnused(400, 1000),
  };
}

function factorExamples(userId: string): Examples {
  const [hash, sealed] = [randomBytes(32), randomBytes(61)];
  const key = { userId, id: randomUUID() };
  const made = { name: 'Phone', credentialId: hash, publicKey: sealed, counter: 0, transports: [] };
  return {
    'factors.count': ({ factors }) => factors.count(userId),
    'factors.replaceRecoveryCodes': ({ factors }) => factors.replaceRecoveryCodes(userId, [hash]),
    'factors.deleteRecoveryCode': ({ factors }) => factors.deleteRecoveryCode(userId, hash),
    'factors.deleteAddedSince': ({ factors }) => factors.deleteAddedSince(userId, new Date()),
    'factors.deleteAll': ({ factors }) => factors.deleteAll(userId),
    'passkeys.findOfUser': ({ passkeys }) => passkeys.findOfUser(userId),
    'passkeys.findCredentials': ({ passkeys }) => passkeys.findCredentials(userId),
    'passkeys.findByCredential': ({ passkeys }) => passkeys.findByCredential(hash),
    'passkeys.insert': ({ passkeys }) => passkeys.insert({ ...key, ...made, isSynced: false }),
    'passkeys.updateAsUsed': ({ passkeys }) => passkeys.updateAsUsed(key, { counter: 1, isSynced: false }),
    'passkeys.updateName': ({ passkeys }) => passkeys.updateName(key, 'Laptop'),
    'passkeys.delete': ({ passkeys }) => passkeys.delete(key),
    'totp.upsertSetup': ({ totp }) => totp.upsertSetup(userId, sealed),
    'totp.find': async ({ totp }) => {
      await totp.find(userId, 'setup');
      await totp.find(userId, 'enabled');
    },
    'totp.enable': ({ totp }) => totp.enable(userId, { step: 1, readAt: new Date() }),
    'totp.takeStep': ({ totp }) => totp.takeStep(userId, { step: 2, readAt: new Date() }),
    'totp.delete': ({ totp }) => totp.delete(userId),
    'totp.findAfter': ({ totp }) => totp.findAfter(userId, 500),
    'totp.updateSealed': ({ totp }) => totp.updateSealed(userId, { from: sealed, to: sealed }),
    'usedChallenges.insert': ({ usedChallenges }) => usedChallenges.insert(hash, new Date()),
    'usedChallenges.exists': ({ usedChallenges }) => usedChallenges.exists(hash),
    'usedChallenges.deleteExpired': ({ usedChallenges }) => usedChallenges.deleteExpired(1000),
  };
}

function limitExamples(): Examples {
  const key = randomBytes(32);
  const owner = randomUUID();
  return {
    'limits.takeAll': ({ limits }) => limits.takeAll([{ key, limit: { count: 10, minutes: 15 } }]),
    'limits.refund': ({ limits }) => limits.refund({ key, resetsAt: new Date() }),
    'limits.delete': ({ limits }) => limits.delete(key),
    'limits.deleteAndRefund': ({ limits }) => limits.deleteAndRefund(key, { key, resetsAt: new Date() }),
    'limits.lockDevices': ({ limits }) => limits.lockDevices(owner),
    'limits.countOtherDevices': ({ limits }) => limits.countOtherDevices({ owner, tokenHash: key }),
    'limits.markTold': ({ limits }) => limits.markTold(key, new Date()),
    'limits.deleteOver': ({ limits }) => limits.deleteOver(1000),
  };
}

function userExamples(id: string, hash: string): Examples {
  const newcomer = { id: randomUUID(), email: 'newcomer@bench.test', username: 'newcomer' };
  return {
    'users.findCredentials': async ({ users }) => {
      await users.findCredentials('person-1@bench.test');
      await users.findCredentials('person-1');
    },
    'users.findCredentialsById': ({ users }) => users.findCredentialsById(id),
    'users.findKept': ({ users }) => users.findKept(id),
    'users.updatePassword': ({ users }) => users.updatePassword(id, hash, hash),
    'users.updateAsDeleted': ({ users }) => users.updateAsDeleted(id, hash),
    'users.lock': ({ users }) => users.lock(id),
    'addresses.updateEmail': ({ addresses }) => addresses.updateEmail(id, 'person-0@bench.test'),
    'addresses.updateAsRestored': ({ addresses }) => addresses.updateAsRestored(id),
    'addresses.updateAsVerified': ({ addresses }) => addresses.updateAsVerified(id),
    'users.isTaken': async ({ users }) => {
      await users.isTaken('email', 'person-1@bench.test');
      await users.isTaken('username', 'person-1');
    },
    'users.insert': ({ users }) =>
      users.insert({ ...newcomer, fullName: null, hashedPassword: hash, hasSignedIn: true }),
    'avatars.updateUrl': ({ avatars }) => avatars.updateUrl(id, null),
    'avatars.upsert': ({ avatars }) =>
      avatars.upsert({ id: randomUUID(), userId: id, image: randomBytes(9000) }),
    'avatars.findImage': ({ avatars }) => avatars.findImage(randomUUID()),
    'avatars.findOfUser': ({ avatars }) => avatars.findOfUser(id),
    'avatars.delete': ({ avatars }) => avatars.delete(id),
    'users.updateLastLogin': ({ users }) => users.updateLastLogin(id, hash),
    'users.updateProfile': ({ users }) => users.updateProfile(id, 1, { fullName: 'Somebody' }),
  };
}

function sessionExamples(key: { userId: string; sessionId: string }): Examples {
  const [currentHash, newHash, refreshTokenHash] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const opened = { refreshTokenHash, rememberMe: false, channel: 'cookie', hours: 24 } as const;
  const hashes = { presentedHash: currentHash, currentHash, newHash };
  const rotation = { channel: 'cookie', generation: 0, ...hashes } as const;
  return {
    'sessions.find': ({ sessions }) => sessions.find(key),
    'sessions.findActor': ({ sessions }) => sessions.findActor(key),
    'sessions.insert': ({ sessions }) =>
      sessions.insert({ ...key, ...opened, sessionId: randomUUID(), ip: '203.0.113.9', device: null }, 20),
    'sessions.rotate': ({ sessions }) => sessions.rotate({ ...key, ...rotation }),
    'sessions.exists': ({ sessions }) => sessions.exists(key),
    'sessions.updateLastSeen': ({ sessions }) => sessions.updateLastSeen(key, 60_000),
    'sessions.updateReauthenticated': ({ sessions }) => sessions.updateReauthenticated(key),
    'sessions.findOfUser': ({ sessions }) => sessions.findOfUser(key.userId, 50),
    'sessions.countOfUser': ({ sessions }) => sessions.countOfUser(key.userId),
    'sessions.findLive': ({ sessions }) => sessions.findLive(key.userId, 100),
    'sessionEndings.revoke': ({ sessionEndings }) => sessionEndings.revoke(key, 'logout'),
    'sessionEndings.revokeAll': async ({ sessionEndings }) => {
      await sessionEndings.revokeAll(key.userId, 'revoked');
      await sessionEndings.revokeAll(key.userId, 'revoked', key.sessionId);
    },
    'sessionEndings.revokeAllOf': ({ sessionEndings }) => sessionEndings.revokeAllOf([key.userId], 'revoked'),
    'sessionEndings.deleteEnded': ({ sessionEndings }) => sessionEndings.deleteEnded(30, 1000),
    'sessionEndings.findCrowded': ({ sessionEndings }) => sessionEndings.findCrowded(key, 200, 10_000),
    'sessionEndings.tallyLive': ({ sessionEndings }) => sessionEndings.tallyLive(key, 10_000),
    'sessionEndings.deleteEndedOf': ({ sessionEndings }) =>
      sessionEndings.deleteEndedOf(key.userId, 200, 1000),
  };
}
