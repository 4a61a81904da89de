const commonWords =
  /^(pass(word|w0rd|phrase)?|p@ssw0rd|qwerty\w*|qwertz|azerty|asdf\w*|zxcv\w*|admin\w*|root|secret|letmein|welcome|change\W?me|test|quantpulse|пароль|йцукен\p{L}*|админ\p{L}*)$/iu;

/** Fewer different characters than this are a pattern, not a secret. */
const minimumDifferentCharacters = 5;

/** True for what a guesser of administrators' passwords tries first: a common word with figures around it, a row of keys, few characters. */
export function isGuessable(password: string): boolean {
  const word = password.normalize('NFKC').replace(/^[\d\W_]*?(?=\p{L}|$)|[\d!?.,_\-*#$%]+$/gu, '');
  const isRun = '01234567890123456789'.includes(password) || '98765432109876543210'.includes(password);
  return isRun || new Set(password).size < minimumDifferentCharacters || commonWords.test(word);
}
