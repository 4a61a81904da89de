import { expect, test } from 'vitest';
import { parseConfig } from '#server/config.ts';

const parse = (environment: NodeJS.ProcessEnv) =>
  parseConfig({ AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh', ...environment }, '/nowhere');

test.each([
  'planted@money.example',
  'http://money.example/planted',
  'mailto:planted',
  'mailto:@planted.example',
  'https:planted.example',
  'https://',
  'javascript:planted@money.example',
  'https://money.example/a\r\nContact: mailto:planted@other.example',
  'https://money.example/a planted',
  'mailto:a@money.example,\u2028planted',
])('SECURITY_CONTACT refuses %j and does not repeat it', (value) => {
  const start = () => parse({ SECURITY_CONTACT: value });
  expect(start).toThrow(/^SECURITY_CONTACT must be a URI that begins with mailto: or https:/);
  expect(start).not.toThrow(/planted/);
});

test.each(['mailto:security@money.example', 'https://money.example/security?en'])(
  'SECURITY_CONTACT accepts %s',
  (value) => {
    expect(parse({ SECURITY_CONTACT: value }).securityContact).toBe(value);
  },
);

test.each(['yes', '1', 'TRUE', 'true '])('HSTS_INCLUDE_SUBDOMAINS refuses %j', (value) => {
  expect(() => parse({ HSTS_INCLUDE_SUBDOMAINS: value })).toThrow(
    /^HSTS_INCLUDE_SUBDOMAINS must be true or false/,
  );
});

test('HSTS covers subdomains only where the setting says so', () => {
  expect(parse({}).hstsIncludeSubdomains).toBe(false);
  expect(parse({ HSTS_INCLUDE_SUBDOMAINS: 'true' }).hstsIncludeSubdomains).toBe(true);
});
