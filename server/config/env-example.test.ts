import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { environmentSchema, parseConfig, rootFolder, secretNames } from '#server/config.ts';

const text = readFileSync(join(rootFolder, '.env.example'), 'utf8');
const example = parseEnv(text);
const names = [...Object.keys(environmentSchema.shape), ...secretNames.map((name) => `${name}_FILE`)];

test('.env.example names every variable the server reads, and no other', () => {
  expect(Object.keys(example).toSorted()).toEqual(names.toSorted());
});

test('.env.example has a comment above each group of variables', () => {
  const groups = text.split(/\n{2,}/).filter((group) => /^\w+=/m.test(group));
  expect(groups.filter((group) => !group.startsWith('#'))).toEqual([]);
});

test('.env.example contains no secret', () => {
  const secrets = names.filter((name) => /SECRET|PASSWORD(?!_HASHER)|DATABASE_URL/.test(name));
  expect(secrets.map((name) => example[name])).toEqual(secrets.map(() => ''));
});

test('.env.example changes nothing when copied: it holds the defaults', () => {
  const own = { AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh' };
  expect(parseConfig({ ...example, ...own }, '/nowhere')).toEqual(parseConfig(own, '/nowhere'));
});
