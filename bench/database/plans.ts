import pg from 'pg';
import type { Table } from '../bench.ts';
import { collectStatements, type Statement } from './statements.ts';

/** Tables that do not grow with people: a row for each permission of a role. */
const fixedTables = new Set(['permissions']);

/** What the server has planned for its values alone, and by indexes (`planByValues`). */
const plannedByValues = new Set(['adminUsers.findPage', 'adminUsers.count']);

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: Plan[];
}

/** The plan of every statement of every repository, for generic values and for the values at hand. */
export async function plansOf(databaseUrl: string, users: number): Promise<Table> {
  // Before the examples run: what they leave undone takes room all the same.
  const empty = await emptyTables(databaseUrl);
  const { statements, withoutExample } = await collectStatements(databaseUrl);
  const scans = (await scansOf(databaseUrl, statements)).filter(({ table }) => !empty.has(table));
  return {
    title: 'Plans',
    about: `EXPLAIN of every statement of the repositories over ${users} people, planned for the values at hand and, as a prepared statement is, for any. Tables that do not grow with people are left out (${[...fixedTables].join(', ')}), and those that nobody here has rows in.`,
    columns: ['what', 'count', 'which'],
    rows: [
      ['statements', String(statements.length), ''],
      [
        'with a sequential scan',
        String(scans.length),
        scans.map(({ method, table }) => `${method}: ${table}`).join(', '),
      ],
      ['repository methods without an example', String(withoutExample.length), withoutExample.join(', ')],
    ],
  };
}

/** An empty table is read whole, whatever its indexes. */
async function emptyTables(databaseUrl: string): Promise<Set<string>> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and pg_relation_size(oid) = 0`,
    );
    return new Set(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}

interface Scan {
  readonly method: string;
  readonly table: string;
}

/** Which tables statements read from their beginning to their end, each once. */
export async function scansOf(databaseUrl: string, statements: readonly Statement[]): Promise<Scan[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const scans = new Map<string, Scan>();
    for (const statement of statements)
      for (const table of await scannedTables(client, statement)) {
        const { method } = statement;
        scans.set(`${method}: ${table}`, { method, table });
      }
    return [...scans.values()];
  } finally {
    await client.end();
  }
}

async function scannedTables(client: pg.Client, { method, text, values }: Statement): Promise<string[]> {
  const isOfValues = plannedByValues.has(method);
  await client.query(`set enable_seqscan = ${isOfValues ? 'off' : 'on'}`);
  const answers = [await client.query(`explain (format json) ${text}`, [...values])];
  if (!isOfValues) answers.push(await client.query(`explain (generic_plan, format json) ${text}`));
  const plans = answers.map(({ rows }): Plan => rows[0]['QUERY PLAN'][0].Plan);
  return plans.flatMap(tablesScanned).filter((table) => !fixedTables.has(table));
}

function tablesScanned(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(tablesScanned);
  return plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? '', ...below] : below;
}
