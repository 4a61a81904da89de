import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress, normaliseAddress } from '#server/http/client-address.ts';

const peer = '203.0.113.9';

function addressOf(forwardedFor: string | undefined, hops: number): string {
  const request = { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': forwardedFor } };
  return clientAddress(request as unknown as IncomingMessage, hops);
}

test.each([
  ['1.1.1.1', 0, peer],
  ['1.1.1.1, 2.2.2.2', 0, peer],
  [undefined, 1, peer],
  ['', 1, peer],
  ['unknown', 1, peer],
  ['1.1.1.1, unknown', 1, peer],
  ['1.1.1.1, _hidden', 1, peer],
  ['1.1.1.1,', 1, peer],
  ['1.1.1.1, 1.2.3', 1, peer],
  ['1.1.1.1, 256.1.1.1', 1, peer],
  ['1.1.1.1, 01.1.1.1', 1, peer],
  ['1.1.1.1, 0x7f.1', 1, peer],
  ['1.1.1.1, 2130706433', 1, peer],
  ['1.1.1.1, localhost', 1, peer],
  ['1.1.1.1, 2.2.2.2%eth0', 1, peer],
  ['1.1.1.1, 2.2.2.2\u00a0x', 1, peer],
  ['1.1.1.1', 2, peer],
  ['unknown, 2.2.2.2', 2, peer],
])('X-Forwarded-For "%s" behind %i hops gives the socket\'s address', (header, hops, expected) => {
  expect(addressOf(header, hops)).toBe(expected);
});

test.each([
  ['1.1.1.1', 1, '1.1.1.1'],
  ['9.9.9.9, 1.1.1.1', 1, '1.1.1.1'],
  ['9.9.9.9,1.1.1.1,2.2.2.2', 2, '1.1.1.1'],
  ['unknown, 1.1.1.1, 2.2.2.2', 2, '1.1.1.1'],
  ['9.9.9.9, 1.2.3.4:5555', 1, '1.2.3.4'],
  ['9.9.9.9, [2001:db8::1]:80', 1, '2001:db8::1'],
])('X-Forwarded-For "%s" behind %i hops gives %s', (header, hops, expected) => {
  expect(addressOf(header, hops)).toBe(expected);
});

test.each([
  ['1.2.3.4', '1.2.3.4'],
  ['1.2.3.4:5555', '1.2.3.4'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:0102:0304', '1.2.3.4'],
  ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
  ['[::ffff:1.2.3.4]:80', '1.2.3.4'],
  ['::ffff:0.0.0.1', '0.0.0.1'],
  ['::ffff:255.255.255.255', '255.255.255.255'],
  ['64:ff9b::1.2.3.4', '1.2.3.4'],
  ['64:ff9b::102:304', '1.2.3.4'],
  ['64:ff9b:1::102:304', '64:ff9b:1::102:304'],
  ['[::1]:80', '::1'],
  ['[::1]', '::1'],
  ['::1', '::1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['', null],
  ['unknown', null],
  ['1.2.3', null],
  ['[::1', null],
  ['1.2.3.4:port', null],
  ['1.2.3.4:', null],
  ['::1]:80', null],
  ['1.2.3.4 5.6.7.8', null],
  ['1.2.3.4%eth0', null],
])('the address %s is normalised to %s', (text, expected) => {
  expect(normaliseAddress(text)).toBe(expected);
});
