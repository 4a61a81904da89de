import type { z } from 'zod';

type Schema = z.core.JSONSchema._JSONSchema;

/** The TypeScript type of what a JSON Schema describes; a keyword it does not know is an error, never `any`. */
export function typeOf(schema: Schema): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
  if (schema.$ref !== undefined) return schema.$ref.replace('#/$defs/', '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return union(choices.map(typeOf));
  // An array of types, such as a string that may be null.
  return union([schema.type].flat().map((type) => plainType(type, schema)));
}

function plainType(type: string | undefined, schema: z.core.JSONSchema.BaseSchema): string {
  if (type === 'string' || type === 'boolean' || type === 'null') return type;
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array' && schema.items && !Array.isArray(schema.items)) return arrayType(schema.items);
  if (type === 'object' && schema.properties) return objectType(schema);
  if (type === 'object' && typeof schema.additionalProperties === 'object')
    return `Record<string, ${typeOf(schema.additionalProperties)}>`;
  throw new Error(`No TypeScript type is known for ${JSON.stringify(schema)}: teach json-schema-type.ts`);
}

function arrayType(items: Schema): string {
  const type = typeOf(items);
  return type.includes(' | ') ? `(${type})[]` : `${type}[]`;
}

function objectType({ properties = {}, required = [] }: z.core.JSONSchema.BaseSchema): string {
  const fields = Object.entries(properties).map(([name, property]) =>
    required.includes(name) ? `${name}: ${typeOf(property)};` : `${name}?: ${typeOf(property)} | undefined;`,
  );
  return fields.length > 0 ? `{\n${fields.join('\n')}\n}` : '{}';
}

function union(types: string[]): string {
  return types.join(' | ');
}
