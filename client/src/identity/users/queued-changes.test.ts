import { beforeEach, expect, test, vi } from 'vitest';
import { sendQueue } from '#client/identity/users/send-queue.ts';
import { networkFailure, person, refused } from '#client/session/testing/fake-api.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

const name = 'qp-queued-changes';
const stored = new Map<string, string>();

beforeEach(() => {
  vi.resetModules();
  stored.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});

/** A page that was just opened. */
const open = () => import('#client/identity/users/queued-changes.ts');
const inStorage = () => JSON.parse(stored.get(name) ?? 'null');

test('only what nothing else depends on waits, and only where no answer came', async () => {
  const { canWait } = await open();

  expect(canWait({ fullName: 'Anna', theme: 'dark', locale: 'ru' }, networkFailure())).toBe(true);
  expect(canWait({ fullName: 'Anna', username: 'anna' }, networkFailure())).toBe(false);
  expect(canWait({ theme: 'dark' }, refused('UNEXPECTED'))).toBe(false);
});

test('changes of one person add up, and the later of one kind counts', async () => {
  const { queueChanges } = await open();

  queueChanges(person('anna'), { theme: 'light' });
  queueChanges(person('anna'), { fullName: 'Anna', theme: 'system' });

  expect(inStorage().changes).toEqual({ theme: 'system', fullName: 'Anna' });
});

test('nobody sends what another person queued in the same browser', async () => {
  const { queueChanges } = await open();

  queueChanges(person('anna'), { fullName: 'Anna' });
  queueChanges(person('boris'), { theme: 'light' });

  expect(inStorage()).toMatchObject({ userId: 'boris', changes: { theme: 'light' } });
  expect(stored.get(name)).not.toContain('Anna');
});

test('a queue survives a reload until it is forgotten', async () => {
  (await open()).queueChanges(person('anna'), { theme: 'light' });
  vi.resetModules();
  const { queuedNow, forgetQueue } = await open();

  expect(queuedNow()).toMatchObject({ userId: 'anna', changes: { theme: 'light' } });
  forgetQueue(queuedNow());
  expect(inStorage()).toBeNull();
});

test('what was queued while the queue was being sent stays', async () => {
  const { queueChanges, queuedNow, forgetQueue } = await open();
  queueChanges(person('anna'), { theme: 'light' });
  const sent = queuedNow();

  queueChanges(person('anna'), { theme: 'dark' });
  forgetQueue(sent);

  expect(inStorage().changes).toEqual({ theme: 'dark' });
});

test.each([['{'], ['[]'], ['{"userId":1}'], ['{"userId":"anna"}'], ['{"userId":"anna","changes":null}']])(
  'a queue that reads %s is none',
  async (text) => {
    stored.set(name, text);

    expect((await open()).queuedNow()).toBeNull();
  },
);

test('a theme that only another version knows is not sent', async () => {
  stored.set(
    name,
    JSON.stringify({ userId: 'anna', nameBefore: null, changes: { theme: 'pink', role: 'x' } }),
  );

  expect((await open()).queuedNow()?.changes).toEqual({});
});

/** A server with this profile, which refuses the first saves as stale. */
function serverWith(profile: Partial<User>, { staleSaves = 0 } = {}) {
  const saved: UpdateProfileInput[] = [];
  let left = staleSaves;
  let user = person('anna', profile);
  return {
    saved,
    read: () => Promise.resolve(user),
    save: (input: UpdateProfileInput) => {
      saved.push(input);
      if ((left -= 1) < 0) return Promise.resolve();
      user = { ...user, version: user.version + 1 };
      return Promise.reject(refused('CONFLICT_VERSION'));
    },
  };
}

test('what waited is sent on top of the profile as it stands, also when that moves meanwhile', async () => {
  const server = serverWith({ fullName: 'Old', version: 7 }, { staleSaves: 1 });

  const { isOvertaken } = await sendQueue({ nameBefore: 'Old', changes: { fullName: 'New' } }, server);

  expect(isOvertaken).toBe(false);
  expect(server.saved).toEqual([
    { fullName: 'New', version: 7 },
    { fullName: 'New', version: 8 },
  ]);
});

test('a name that another device has changed meanwhile stands, and the rest is saved', async () => {
  const server = serverWith({ fullName: 'Elsewhere', version: 7 });
  const changes = { fullName: 'Here', theme: 'light' } as const;

  expect(await sendQueue({ nameBefore: 'Old', changes }, server)).toEqual({ isOvertaken: true });
  expect(server.saved).toEqual([{ theme: 'light', version: 7 }]);
});

test('the same name from two devices is no conflict, and neither is one that was cleared on both', async () => {
  const server = serverWith({ fullName: null });

  expect(await sendQueue({ nameBefore: 'Old', changes: { fullName: '' } }, server)).toEqual({
    isOvertaken: false,
  });
});

test('a name alone that was overtaken sends nothing', async () => {
  const server = serverWith({ fullName: 'Elsewhere' });

  await sendQueue({ nameBefore: null, changes: { fullName: 'Here' } }, server);

  expect(server.saved).toEqual([]);
});
