import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { environmentSchema, parseConfig, rootFolder, secretNames } from '#server/config.ts';

const text = readFileSync(join(rootFolder, '.env.example'), 'utf8');
const example = parseEnv(text);
const names = [...Object.keys(environmentSchema.shape), ...secretNames.map((name) => `${name}_FILE`)];

describe('an operator who copies .env.example', () => {
  test('finds every variable the server reads, and no other', () => {
    expect(Object.keys(example).toSorted()).toEqual(names.toSorted());
  });

  test('finds a comment above each group of them', () => {
    const groups = text.split(/\n{2,}/).filter((group) => /^\w+=/m.test(group));
    expect(groups.filter((group) => !group.startsWith('#'))).toEqual([]);
  });

  test('is given no secret', () => {
    const secrets = names.filter((name) => /SECRET|PASSWORD|DATABASE_URL/.test(name));
    expect(secrets.map((name) => example[name])).toEqual(secrets.map(() => ''));
  });

  test('changes nothing by it: what stands there is the default', () => {
    const own = { AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh' };
    expect(parseConfig({ ...example, ...own }, '/nowhere')).toEqual(parseConfig(own, '/nowhere'));
  });
});
