/** Why a ledger does not take a transaction; codes of `errorCatalog`. */
export type MoneyCode =
  | 'VALIDATION_FAILED'
  | 'AMOUNT_OUT_OF_RANGE'
  | 'FOREIGN_CURRENCY_REFUSED'
  | 'FX_RATE_MISSING'
  | 'INSUFFICIENT_QUANTITY'
  | 'POSITION_SIDE'
  | 'LOT_UNAVAILABLE';

/** Thrown by the pure rules; the server translates it once. `field` is the wrong one of a `VALIDATION_FAILED`. */
export class MoneyRefusal extends Error {
  override readonly name = 'MoneyRefusal';
  readonly code: MoneyCode;
  readonly field: string | undefined;

  constructor(code: MoneyCode, field?: string) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

/** The transaction that a refusal is about: the one recorded, or a later one that it breaks. */
export class RefusedAt extends Error {
  override readonly name = 'RefusedAt';
  readonly transactionId: string;
  override readonly cause: MoneyRefusal;

  constructor(transactionId: string, cause: MoneyRefusal) {
    super(cause.code);
    this.transactionId = transactionId;
    this.cause = cause;
  }
}
