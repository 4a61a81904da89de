import type { ErrorCode, FieldReason, errorCatalog } from '#shared/errors.ts';

type IsCounted<Code extends ErrorCode> = (typeof errorCatalog)[Code]['params'] extends readonly []
  ? false
  : true;

/**
 * One English text for every code of the catalog. A code that carries a number has a plural pair, and `count` is the
 * number. A code without a text does not compile.
 */
export type ErrorTexts = {
  readonly [
    Code in ErrorCode as IsCounted<Code> extends true ? `${Code}_one` | `${Code}_other` : Code
  ]: string;
};

/** One text for every general reason a field may be refused for. */
export type FieldTexts = Readonly<Record<FieldReason, string>>;
