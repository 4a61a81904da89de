import pg from 'pg';
import type { Table } from '../bench.ts';
import { collectStatements, type Statement } from './statements.ts';

/** Tables that do not grow with people: a row for each permission of a role. */
const fixedTables = new Set(['permissions']);

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: Plan[];
}

/** The plan of every statement of every repository, for generic values and for the values at hand. */
export async function plansOf(databaseUrl: string, users: number): Promise<Table> {
  const { statements, withoutExample } = await collectStatements(databaseUrl);
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const scans = new Set<string>();
    for (const statement of statements)
      for (const table of await scannedTables(client, statement)) scans.add(`${statement.method}: ${table}`);
    return {
      title: 'Plans',
      about: `EXPLAIN of every statement of the repositories over ${users} people, planned for the values at hand and, as a prepared statement is, for any. Tables that do not grow with people are left out: ${[...fixedTables].join(', ')}.`,
      columns: ['what', 'count', 'which'],
      rows: [
        ['statements', String(statements.length), ''],
        ['with a sequential scan', String(scans.size), [...scans].join(', ')],
        ['repository methods without an example', String(withoutExample.length), withoutExample.join(', ')],
      ],
    };
  } finally {
    await client.end();
  }
}

async function scannedTables(client: pg.Client, { text, values }: Statement): Promise<string[]> {
  const custom = await client.query(`explain (format json) ${text}`, [...values]);
  const generic = await client.query(`explain (generic_plan, format json) ${text}`);
  const plans = [custom, generic].map(({ rows }): Plan => rows[0]['QUERY PLAN'][0].Plan);
  return plans.flatMap(tablesScanned).filter((table) => !fixedTables.has(table));
}

function tablesScanned(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(tablesScanned);
  return plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? '', ...below] : below;
}
