import fc from 'fast-check';
import type { z } from 'zod';
import { anyJson, anyText, brokenJson, objectText, stringText } from '#server/testing/hostile-json.ts';
import type { ListedProcedure } from '#server/trpc/procedure-list.ts';

type Property = z.core.JSONSchema._JSONSchema;
/** Values that mean something at the moment of the call, by the name of the field. */
export type KnownValues = Readonly<Record<string, string>>;

const known = '@known:';

/**
 * Bodies for a procedure as JSON text. Most have the schema's shape, with some fields wrong, missing, unknown or
 * twice. Some have no shape at all. A known value stands as a mark until `withKnownValues` puts it in.
 */
export function bodiesFor({ input }: Pick<ListedProcedure, 'input'>): fc.Arbitrary<string> {
  if (!input) return fc.oneof(fc.constant('{}'), anyJson, brokenJson);
  const fields = Object.entries(input.properties ?? {}).map(([name, property]) =>
    fc
      .tuple(isPresent(input.required?.includes(name) ?? false), valueFor(name, property))
      .map(([isHere, value]) => (isHere ? [[JSON.stringify(name), value] as const] : [])),
  );
  const unknown = fc.array(fc.tuple(stringText, anyJson), { maxLength: 2 });
  const shaped = fc.tuple(...fields).map((present) => objectText(present.flat()));
  const spoilt = fc
    .tuple(fc.tuple(...fields), unknown)
    .map(([present, more]) => objectText([...present.flat(), ...more]));
  return fc.oneof(
    { weight: 12, arbitrary: shaped },
    { weight: 3, arbitrary: spoilt },
    { weight: 2, arbitrary: anyJson },
    { weight: 1, arbitrary: brokenJson },
  );
}

/** The body as it is sent. */
export function withKnownValues(body: string, values: KnownValues): string {
  return body.replaceAll(/"@known:(\w+)"/g, (_mark, name: string) => JSON.stringify(values[name] ?? name));
}

function isPresent(isRequired: boolean): fc.Arbitrary<boolean> {
  const chances = isRequired ? { weight: 19, arbitrary: fc.constant(true) } : fc.constant(true);
  return fc.oneof(chances, fc.constant(false));
}

function valueFor(name: string, property: Property): fc.Arbitrary<string> {
  return fc.oneof({ weight: 7, arbitrary: shapedValue(name, property) }, { weight: 1, arbitrary: anyJson });
}

function shapedValue(name: string, property: Property): fc.Arbitrary<string> {
  if (typeof property !== 'object') return anyJson;
  if (property.enum) return fc.constantFrom(...property.enum.map((value) => JSON.stringify(value)));
  if (property.type === 'boolean') return fc.boolean().map(String);
  if (property.type === 'integer' || property.type === 'number') return integerText(property);
  if (property.type !== 'string') return anyJson;
  const mark = fc.constant(JSON.stringify(`${known}${name}`));
  if (property.format === 'uuid')
    return fc.oneof(
      mark,
      fc.uuid().map((id) => JSON.stringify(id)),
    );
  return fc.oneof(mark, stringText, nameLike, emailLike);
}

function integerText({
  minimum = -5,
  maximum = 2 ** 31,
}: z.core.JSONSchema.BaseSchema): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.integer({ min: minimum, max: Math.min(maximum, 20) }),
      fc.constantFrom(minimum, minimum - 1, maximum, maximum + 1, 0.5),
    )
    .map(String);
}

const letters = fc.constantFrom(...Array.from('abzABZ019._-+ѐёяЯπΩİıßﬁ１Ａ한字\u0301\u200d'));
const nameLike = fc
  .string({ unit: letters, minLength: 1, maxLength: 60 })
  .map((text) => JSON.stringify(text));
const goodDomains = [
  'example.com',
  'EXAMPLE.com',
  'пример.рф',
  'xn--e1afmkfd.xn--p1ai',
  'a。b',
  'раypal.com',
];
const badDomains = [
  'xn--.com',
  'xn--a.xn--b',
  'b',
  '[::1]',
  '1.2.3.4',
  '-a.com',
  'a..b',
  `${'x.'.repeat(120)}com`,
];
const domains = fc.constantFrom(...goodDomains, ...badDomains);
const emailLike = fc.oneof(
  fc.uuid().map((id) => JSON.stringify(`${id}@example.com`)),
  fc
    .tuple(
      fc.oneof(fc.string({ unit: letters, minLength: 1, maxLength: 64 }), anyText),
      fc.oneof(domains, anyText),
    )
    .map(([local, domain]) => JSON.stringify(`${local}@${domain}`)),
);
