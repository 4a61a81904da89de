import { expect, test } from 'vitest';
import { createHashSlots, type CallerClass } from '#server/security/hash-slots.ts';

/** How many of `count` callers, each an owner of its own, find a place. */
function fill(places: ReturnType<typeof createHashSlots>, callerClass: CallerClass, count = 100): number {
  const leaves = Array.from({ length: count }, (_, n) =>
    places.acquire({ callerClass, owners: [`owner ${n}`] }),
  );
  return leaves.filter(Boolean).length;
}

test('registrations fill a quarter of the hash slots, unknown callers a half, known callers the rest', () => {
  const places = createHashSlots(32);
  expect(fill(places, 'registration')).toBe(8);
  expect(fill(places, 'unknown')).toBe(16);
  expect(fill(places, 'known')).toBe(8);
});

test.each<[CallerClass, number]>([
  ['registration', 4],
  ['unknown', 8],
  ['known', 8],
])('one owner of the class %s holds %d of 32 hash slots', (callerClass, expected) => {
  const places = createHashSlots(32);
  const claimant = { callerClass, owners: ['site:2001:db8:1::/48'] };
  const held = Array.from({ length: 32 }, () => places.acquire(claimant)).filter(Boolean);
  expect(held).toHaveLength(expected);
  held[0]?.();
  held[0]?.();
  expect([places.acquire(claimant), places.acquire(claimant)].filter(Boolean)).toHaveLength(1);
});

test('an owner’s hash slots of one class do not count for another class', () => {
  const places = createHashSlots(32);
  const owners = ['address:203.0.113.1'];
  for (let n = 0; n < 32; n += 1) places.acquire({ callerClass: 'unknown', owners });
  expect(places.acquire({ callerClass: 'known', owners })).toBeDefined();
});

test('every class finds a hash slot on one thread', () => {
  const places = createHashSlots(16);
  expect(fill(places, 'registration')).toBe(4);
  expect(fill(places, 'unknown')).toBe(8);
  expect(fill(places, 'known')).toBe(4);
});
