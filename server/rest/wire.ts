import { z } from 'zod';
import { AppError } from '#server/errors/app-error.ts';
import { toSnakeCase } from '#shared/text.ts';

/** The one place where names of services and names of the REST face meet: `fullName` here, `full_name` there. */
const made = new WeakMap<z.ZodType, z.ZodType>();

/** The schema of the same values under their names on the wire; the same one each time. */
export function wireSchema(schema: z.ZodType): z.ZodType {
  const known = made.get(schema);
  if (known) return known;
  const wire = renamed(schema);
  made.set(schema, wire);
  return wire;
}

function renamed(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return wireSchema(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodNullable) return wireSchema(schema.unwrap() as z.ZodType).nullable();
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries<z.ZodType>(schema.shape);
  const shape = Object.fromEntries(fields.map(([name, field]) => [toSnakeCase(name), wireSchema(field)]));
  return schema.def.catchall instanceof z.ZodNever ? z.strictObject(shape) : z.object(shape);
}

/** What a parsed body holds, under the names of the services. */
export function fromWire(body: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [toCamelCase(name), value]));
}

/** An answer of a service under its names on the wire. */
export function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [toSnakeCase(name), toWire(inner)]));
}

/** A refusal of a service, with its fields under their names on the wire. */
export function refusalOnWire(refusal: AppError): AppError {
  const { code, params, fields, cause } = refusal;
  if (!fields) return refusal;
  const renamedFields = Object.entries(fields).map(([name, reason]) => [toSnakeCase(name), reason]);
  return new AppError(code, { ...(params && { params }), cause, fields: Object.fromEntries(renamedFields) });
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
