/** The head of the list of common passwords, for a page's meter. A test holds it to be part of the whole list. */
export const commonestPasswords: ReadonlySet<string> = new Set(
  `
    quantpulse password passwort passw0rd qwerty qwertyuiop qwerty123 asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx iloveyou
    princess dragon monkey sunshine football baseball basketball superman batman shadow master letmein
    welcome login admin administrator trustno1 starwars michael jennifer jordan hunter killer charlie summer
    winter spring autumn flower cookie cheese chocolate freedom whatever computer internet samsung google
    secret hello test1234 changeme default money lovely family friend angel soccer hockey liverpool chelsea
    arsenal пароль йцукен йцукенгшщз фывапр ячсмить привет любовь люблю солнышко солнце наташа настя марина
    светлана максим сергей андрей александр алексей дмитрий виктория екатерина россия москва спартак зенит
    динамо котик кошка собака зайка мамочка компьютер админ космос весна лето осень зима машина деньги
    счастье
  `.match(/\S+/g),
);
