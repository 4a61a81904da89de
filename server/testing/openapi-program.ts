/**
 * A program of somebody else. It has openapi-fetch and the types made of the document, and nothing of this repository.
 * It prints what it was answered.
 */
export const openapiProgram = `
import createClient from 'openapi-fetch';
import type { paths } from './quantpulse-rest.js';

const [, , baseUrl = '', email = '', password = ''] = process.argv;
const client = createClient<paths>({ baseUrl });
const told: unknown[] = [];

// @ts-expect-error the password is missing
const lacking = await client.POST('/api/v1/auth/register', { body: { email } });
told.push(lacking.error?.fields?.['password']);

const refused = await client.POST('/api/v1/auth/login', { body: { email, password } });
if (refused.error?.code === 'INVALID_CREDENTIALS') told.push(refused.error.status);
// @ts-expect-error a sign-in is not refused by this code
if (refused.error?.code === 'LAST_ADMIN') told.push('never');

const body = { email, password, full_name: 'Ann' };
const registered = await client.POST('/api/v1/auth/register', { body });
told.push(registered.data?.user.full_name);

const signedIn = await client.POST('/api/v1/auth/login', { body: { email, password, remember_me: true } });
const { refresh_token = '' } = signedIn.data ?? {};
const refreshed = await client.POST('/api/v1/auth/refresh', { body: { refresh_token } });
const headers = { authorization: \`Bearer \${refreshed.data?.access_token}\` };
const me = await client.GET('/api/v1/users/me', { headers });
told.push(me.data?.email, me.data?.last_login_at !== null);

const changed = await client.PUT('/api/v1/users/me', { headers, body: { full_name: 'Ann Lee' } });
told.push(changed.data?.full_name);

const form = await client.POST('/api/v1/token', {
  body: { username: email, password },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
told.push(form.data?.token_type);

const left = await client.DELETE('/api/v1/users/me', { headers });
told.push(left.response.status);
process.stdout.write(JSON.stringify(told));
`;
