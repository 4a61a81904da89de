import { z } from 'zod';
import { wireSchema } from '#server/rest/wire.ts';
import { fieldReasons } from '#shared/errors.ts';

/** A JSON Schema of draft 2020-12, which OpenAPI 3.1 takes as it is. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

interface Note {
  /** The name under which the document keeps the schema. */
  readonly id?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What is said of a service's schema in the document. */
export type SchemaNote = readonly [schema: z.ZodType, note: Note];

/** Schemas as the document holds them. What they refer to is collected in `components`. */
export function schemaWriter(notes: readonly SchemaNote[]) {
  const registry = z.registry<Note>();
  for (const [schema, note] of notes) registry.add(wireSchema(schema), note);
  const components: Record<string, JsonSchema> = { Problem: problem };

  function write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const written = z.toJSONSchema(wireSchema(schema), {
      io,
      metadata: registry,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => tidy(jsonSchema, io),
    });
    const { $schema: _, $defs = {}, ...own } = pointedAtComponents(written);
    Object.assign(components, $defs);
    return own;
  }

  return {
    components,
    ofInput: (schema: z.ZodType) => write(schema, 'input'),
    ofAnswer: (schema: z.ZodType) => write(schema, 'output'),
  };
}

/** The schema of an answer as a document of its own, under its address. */
export function publishedSchema(schema: z.ZodType, about: { $id: string; title: string }): JsonSchema {
  const override = ({ jsonSchema }: { jsonSchema: JsonSchema }) => tidy(jsonSchema, 'output');
  const { $schema, ...own } = z.toJSONSchema(schema, { io: 'output', override });
  return { $schema, ...about, ...own } as JsonSchema;
}

/** Answers may gain fields, and a generated client must not refuse them. The bounds of a double say nothing. */
function tidy(schema: JsonSchema, io: 'input' | 'output'): void {
  if (io === 'output') delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function pointedAtComponents(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}

/** A refusal (RFC 9457), with the members that this API adds. */
const problem: JsonSchema = {
  type: 'object',
  description: 'A refusal (RFC 9457). Parameters of its code stand beside these members.',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'For a person, in the language of Accept-Language: en or ru.' },
    code: { type: 'string', description: 'Stable; decide by it.' },
    fields: {
      type: 'object',
      description: `What is wrong with which field: ${fieldReasons.join(', ')}, or a code.`,
      additionalProperties: { type: 'string' },
    },
    request_id: { type: 'string', description: 'Stands in every line that the server logs for the call.' },
  },
};
