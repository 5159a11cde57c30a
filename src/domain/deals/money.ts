declare const currencyBrand: unique symbol;

/** A currency by its ISO 4217 code: "EUR". */
export type Currency = string & { readonly [currencyBrand]: true };

/**
 * A sum as a decimal text of whole units, at most two decimals and twelve digits before them: "1250000" or "0.50". Text,
 * because binary fractions lose cents.
 */
export type Money = { amount: string; currency: Currency };

const AMOUNT = /^\d{1,12}(?:\.\d{1,2})?$/;

/** Every currency that the platform knows, by code, sorted. */
export const CURRENCIES: readonly Currency[] = Intl.supportedValuesOf("currency") as Currency[];

const KNOWN: ReadonlySet<string> = new Set(CURRENCIES);

/** Reads an amount and a currency code in any letter case; null when either is not one. */
export function parseMoney(amount: string, currency: string): Money | null {
  const code = currency.trim().toUpperCase();
  const sum = amount.trim();
  if (!AMOUNT.test(sum) || !KNOWN.has(code)) return null;
  return { amount: sum.replace(/^0+(?=\d)/, ""), currency: code as Currency };
}

/** The sum in hundredths of a unit: exact, so that sums of one currency can be added and compared. */
export function hundredths({ amount }: Money): bigint {
  const [units = "0", decimals = ""] = amount.split(".");
  return BigInt(units) * 100n + BigInt(decimals.padEnd(2, "0"));
}
