import type { APIRequestContext } from '@playwright/test';
import type { User } from '#shared/identity/users.ts';
import { mutate } from './api.ts';
import type { Person } from './person.ts';
import { deploymentUrl } from './run-settings.ts';

export type Preferences = Pick<User, 'locale' | 'theme' | 'timeZone'>;

/** Opens a session for `person` in `request`, and sets the preferences this variant of the run is about. */
export async function openSession(
  request: APIRequestContext,
  person: Person,
  preferences: Preferences,
): Promise<User> {
  const { user } = await enter(request, person);
  const { fullName, username } = person;
  const change = { fullName, username, ...preferences, version: user.version };
  return mutate<User>(request, 'users.updateProfile', change);
}

function enter(request: APIRequestContext, person: Person): Promise<{ user: User }> {
  const { email, password } = person;
  if (deploymentUrl()) return mutate(request, 'auth.login', { identifier: email, password });
  return mutate(request, 'auth.register', { email, password, username: person.username });
}
