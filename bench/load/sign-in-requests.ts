import { emailOf } from '../database/people.ts';
import { postRequest } from './requests.ts';

/**
 * Sign-ins of different people from different addresses. One account or address gets only a few places in the hash
 * queue: a flood from one would be refused.
 */
export function signInRequests(count: number, password: string): string[] {
  return Array.from({ length: count }, (_, index) =>
    postRequest(
      '/trpc/auth.login',
      { identifier: emailOf(index + 1), password },
      { 'X-Forwarded-For': `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}` },
    ),
  );
}
