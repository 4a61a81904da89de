import {
  GenericExpressionNode,
  IdentifierNode,
  PostgresDialect,
  RawExpressionNode,
  generate,
} from 'kysely-codegen';
import type { Database } from '#server/db/database.ts';

// Nodes instead of strings: the generator would parse strings with the compiler's API, which TypeScript 7 lacks.
const withDefault = (type: string) => new GenericExpressionNode('Generated', [new IdentifierNode(type)]);

/** Columns whose CHECK lists the values. The shared lists are their types, since the database does not report them. */
const columns = {
  'fx_rates.source': new IdentifierNode('Source'),
  'instruments.kind': new IdentifierNode('InstrumentKind'),
  'instruments.option_right': new RawExpressionNode("'call' | 'put'"),
  'instruments.payout': withDefault('Payout'),
  'audit_events.event': new IdentifierNode('AuditEvent'),
  'links.purpose': new IdentifierNode('LinkPurpose'),
  'mails.kind': new IdentifierNode('MailKind'),
  'mails.state': new RawExpressionNode("Generated<'queued' | 'sent' | 'failed'>"),
  'portfolios.account_type': new IdentifierNode('AccountType'),
  'portfolios.cost_method': withDefault('CostMethod'),
  'prices.source': new IdentifierNode('Source'),
  'permissions.role': new IdentifierNode('Role'),
  'sessions.channel': new RawExpressionNode("'cookie' | 'bearer'"),
  'users.locale': withDefault('Locale'),
  'users.number_format': withDefault('NumberFormat'),
  'users.role': withDefault('Role'),
  'users.theme': withDefault('Theme'),
};

const customImports = {
  AccountType: '#shared/money/portfolios.ts',
  AuditEvent: '#shared/identity/audit.ts',
  CostMethod: '#shared/money/entries.ts',
  InstrumentKind: '#shared/money/instruments.ts',
  LinkPurpose: '#shared/identity/links.ts',
  MailKind: '#shared/identity/mail.ts',
  Locale: '#shared/locales.ts',
  Payout: '#shared/money/instruments.ts',
  NumberFormat: '#shared/number-formats.ts',
  Role: '#shared/permissions.ts',
  Source: '#shared/money/rates.ts',
  Theme: '#shared/themes.ts',
};

/** The TypeScript of `schema.ts` for the schema of `db`. */
export function generateSchemaTypes(db: Database): Promise<string> {
  return generate({
    db,
    dialect: new PostgresDialect(),
    excludePattern: '{kysely_*,migration_hashes}',
    overrides: { columns },
    customImports,
    outFile: null,
  });
}
