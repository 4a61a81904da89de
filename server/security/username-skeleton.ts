/** Letters and digits of Latin and Cyrillic names, and three marks; below each the one it looks like in either case (UTS #39 §4). */
const look =
  'авгезбьікӏмнопрстухшѕјһћәөѳүԁԍԑԛԝѡѵӡєi01ıɩǀɑɡȷʋɣɪʏʟɴʀʙʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱꜰƅƨƽȝʒǝƿĸȣҽẝƍỿđɖғұѣҍƚӌӊ\u0326\u030c\u0311';
const alike =
  'abre36blklmhonpctyxɯsjhħəɵɵydgɛqwwv3ɛlollllagjvylylnrbhacdejkmoptuvwzsfb2533əpk8efgyððɍɏƀƀɨҷӈ\u0327\u0306\u0302';
const lookAlikes = new Map(Array.from(look, (letter, index) => [letter, Array.from(alike)[index] ?? letter]));

const unseen = /[._-]|\p{Default_Ignorable_Code_Point}/gu;

/**
 * The same for names that a reader cannot tell apart. The database gives it to every row by the function
 * `username_skeleton`, of which this is the twin: reserved names are compared by it.
 */
export function usernameSkeleton(username: string): string {
  const seen = username.normalize('NFKD').toLowerCase().replaceAll(unseen, '');
  return Array.from(seen, (letter) => lookAlikes.get(letter) ?? letter)
    .join('')
    .replaceAll('l\u0307', 'l')
    .replaceAll(/[æӕ]/g, 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ы', 'bl')
    .replaceAll('rn', 'm');
}
