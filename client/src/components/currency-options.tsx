import { useMemo } from 'react';
import { useFormat } from '#client/lib/format-for-user.ts';

interface CurrencyOptionsProps {
  codes: readonly string[];
  /** Names one currency, or with null all. 154 names cost a phone a tenth of a second, so they wait for the list. */
  named: string | null;
}

/** The choices of a select of currencies: `USD · US Dollar`. */
export function CurrencyOptions({ codes, named }: CurrencyOptionsProps) {
  const { currencyName } = useFormat();
  const texts = useMemo(
    () => codes.map((code) => [code, named === null || named === code ? textOf(code, currencyName) : code]),
    [codes, currencyName, named],
  );
  return texts.map(([code, text]) => (
    <option key={code} value={code}>
      {text}
    </option>
  ));
}

/** A currency that the browser has no name for is told by its code. */
function textOf(code: string, nameOf: (code: string) => string): string {
  const name = nameOf(code);
  return name === code ? code : `${code} · ${name}`;
}
