import { expect, test } from 'vitest';
import { en } from '#client/i18n/en.ts';
import type { Localised } from '#shared/localised.ts';
import { ru } from '#client/i18n/ru.ts';

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

function variables(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name ?? '').toSorted();
}

/** The English text a Russian one translates: `few` and `many` have no counterpart but `other`. */
function englishKey(key: string): string {
  return key.replace(/_(?:few|many)$/u, '_other');
}

const english = new Map(flat(en));

test.each(flat(ru))('the Russian reader of %s is told what the English one is', (key, text) => {
  const source = english.get(englishKey(key));

  expect(source, 'no English text').toBeDefined();
  expect(variables(text)).toEqual(variables(source ?? ''));
});

test('no text is empty in either language', () => {
  const empty = [...flat(en), ...flat(ru)].filter(([, text]) => text.trim() === '');

  expect(empty).toEqual([]);
});

test('a translator who leaves out a key, a plural form or adds a key is stopped by the compiler', () => {
  type English = { readonly plain: 'a'; readonly days_one: 'day'; readonly days_other: 'days' };
  const plurals = { days_one: 'день', days_few: 'дня', days_many: 'дней', days_other: 'дня' };
  const complete = { plain: 'а', ...plurals } satisfies Localised<English>;
  // @ts-expect-error `plain` is missing
  const withoutKey = { ...plurals } satisfies Localised<English>;
  const { days_many: _, ...lacking } = plurals;
  // @ts-expect-error `days_many` is missing
  const withoutForm = { plain: 'а', ...lacking } satisfies Localised<English>;
  // @ts-expect-error `extra` has no English text
  const withExtra = { plain: 'а', ...plurals, extra: 'б' } satisfies Localised<English>;

  expect([complete, withoutKey, withoutForm, withExtra]).toHaveLength(4);
});
