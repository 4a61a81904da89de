/** The same keys, letter by letter, on the US layout and on the Russian one (ЙЦУКЕН). */
const latinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russianKeys = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const toRussian = pairs(latinKeys, russianKeys);
const toLatin = pairs(russianKeys, latinKeys);

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((key, place) => [key, to.charAt(place)]));
}

/**
 * What the same keys type when the other layout is on: «пароль» is `gfhjkm`, `password` is «зфыыцщкв».
 * Lower case in, lower case out; a text without letters stays as it is, and figures and other signs do in any.
 */
export function onOtherLayout(text: string): string {
  if (!/\p{L}/u.test(text)) return text;
  const keys = /\p{Script=Cyrillic}/u.test(text) ? toLatin : toRussian;
  return [...text].map((character) => keys.get(character) ?? character).join('');
}
