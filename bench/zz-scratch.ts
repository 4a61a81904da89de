import { writeFileSync } from 'node:fs';
import { acquireEmbeddedPostgres } from '#tools/embedded-postgres/embedded-postgres.ts';
import { createPeopleDatabase } from './database/people.ts';
const postgres = await acquireEmbeddedPostgres({ dataFolder: '/tmp/w6x/pg', say: console.log });
const people = await createPeopleDatabase(postgres.url, {
  users: 1_000_000,
  storedPassword: 'none',
  closers: { add: () => undefined },
});
writeFileSync('/tmp/w6x/url', people.url);
console.log('ready', people.url, new Date().toISOString());
setInterval(() => undefined, 60_000);
