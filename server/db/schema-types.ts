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
  'audit_events.event': new IdentifierNode('AuditEvent'),
  'links.purpose': new IdentifierNode('LinkPurpose'),
  'mails.kind': new IdentifierNode('MailKind'),
  'mails.state': new RawExpressionNode("Generated<'queued' | 'sent' | 'failed'>"),
  'permissions.role': new IdentifierNode('Role'),
  'sessions.channel': new RawExpressionNode("'cookie' | 'bearer'"),
  'users.locale': withDefault('Locale'),
  'users.number_format': withDefault('NumberFormat'),
  'users.role': withDefault('Role'),
  'users.theme': withDefault('Theme'),
};

const customImports = {
  AuditEvent: '#shared/identity/audit.ts',
  LinkPurpose: '#shared/identity/links.ts',
  MailKind: '#shared/identity/mail.ts',
  Locale: '#shared/locales.ts',
  NumberFormat: '#shared/number-formats.ts',
  Role: '#shared/permissions.ts',
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
