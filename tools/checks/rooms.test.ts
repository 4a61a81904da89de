import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientRooms, domainFloors, domains, nounSuffixes, serverRooms } from './layers.ts';

/** Every file stands where a rule of the linter knows it: what no rule knows could import anything. */
const root = join(import.meta.dirname, '..', '..');

function entriesOf(folder: string, kind: 'folders' | 'files'): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() === (kind === 'folders'))
    .map(({ name }) => name);
}

const known: Readonly<Record<string, readonly (readonly string[])[]>> = domains;
const places = Object.entries(known).flatMap(([domain, floors]) =>
  floors.flat().map((noun) => ({ domain, noun })),
);
const nounFile = new RegExp(`^[a-z0-9-]+\\.(${nounSuffixes.join('|')})\\.ts$|\\.test\\.ts$`);

/** What stands in a folder and in no list, each with what to do about it. */
function strangers(folder: string, found: readonly string[], listed: readonly string[]): string[] {
  return found
    .filter((name) => !listed.includes(name))
    .map(
      (name) => `${folder}/${name}: give it a place in tools/checks/layers.ts, or move it into one that has`,
    );
}

test('every domain stands on a floor', () => {
  expect(Object.keys(domains).filter((domain) => !domainFloors.flat().includes(domain))).toEqual([]);
});

test('every room of the server is known, and every file beside them', () => {
  const folders = [
    ...serverRooms.flatMap((room) => room.folders as readonly string[]),
    ...Object.keys(domains),
  ];
  const files = serverRooms.flatMap((room) => room.files as readonly string[]);
  const sources = entriesOf('server', 'files').filter((name) => !/\.test(-d)?\.ts$/.test(name));
  expect([
    ...strangers('server', entriesOf('server', 'folders'), folders),
    ...strangers(
      'server',
      sources,
      files.map((name) => `${name}.ts`),
    ),
  ]).toEqual([]);
});

test('every room of the client is known', () => {
  const folders = [...clientRooms, ...Object.keys(domains), 'app', 'styles'];
  expect(strangers('client/src', entriesOf('client/src', 'folders'), folders)).toEqual([]);
});

test.each(Object.entries(known))(
  'every noun of %s has its floor, on both sides and in shared/',
  (domain, floors) => {
    const nouns = floors.flat();
    expect([
      ...strangers(`server/${domain}`, entriesOf(`server/${domain}`, 'folders'), nouns),
      ...strangers(`server/${domain}`, entriesOf(`server/${domain}`, 'files'), []),
      ...strangers(`client/src/${domain}`, entriesOf(`client/src/${domain}`, 'folders'), nouns),
      ...strangers(`client/src/${domain}`, entriesOf(`client/src/${domain}`, 'files'), []),
    ]).toEqual([]);
  },
);

test.each(places)('server/$domain/$noun holds files of known layers alone', ({ domain, noun }) => {
  const folder = `server/${domain}/${noun}`;
  const wrong = entriesOf(folder, 'files').filter((name) => !nounFile.test(name));
  expect([...wrong, ...entriesOf(folder, 'folders')].map((name) => `${folder}/${name}`)).toEqual([]);
});
