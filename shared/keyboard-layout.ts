/** The letters of the same keys on the US and the Russian layout (ЙЦУКЕН). */
const latinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russianKeys = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const toRussian = pairs(latinKeys, russianKeys);
const toLatin = pairs(russianKeys, latinKeys);

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((key, place) => [key, to.charAt(place)]));
}

/**
 * What the same keys type on the other layout: «пароль» is `gfhjkm`, `password` is «зфыыцщкв». The text is lower case;
 * digits and other signs stay as they are.
 */
export function onOtherLayout(text: string): string {
  if (!/\p{L}/u.test(text)) return text;
  const keys = /\p{Script=Cyrillic}/u.test(text) ? toLatin : toRussian;
  return [...text].map((character) => keys.get(character) ?? character).join('');
}
