/** The plural categories of Russian (CLDR): 1 день, 2 дня, 5 дней, 1,5 дня. */
type RussianCategory = 'one' | 'few' | 'many' | 'other';

type TranslatedKey<Key> = Key extends `${infer Base}_one` | `${infer Base}_other`
  ? `${Base}_${RussianCategory}`
  : Key;

/**
 * The shape a translation of `Texts` must have. It has the same keys, and for each English plural (`_one`, `_other`)
 * all four Russian categories. Use with `satisfies`, so that an extra key is an error too.
 */
export type Localised<Texts> = {
  readonly [Key in keyof Texts as TranslatedKey<Key>]: Texts[Key] extends string
    ? string
    : Localised<Texts[Key]>;
};
