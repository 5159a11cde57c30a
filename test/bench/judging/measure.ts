/** One thing to be timed: does its work once and says how many mails that were. */
export type Contender = { name: string; round(): number | Promise<number> };

/**
 * Mails a second of each, in the best of some rounds: what else the machine does can only slow a round down. The
 * contenders take turns, so that they meet the same.
 */
export async function measure(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Map<string, number>> {
  for (const { round } of contenders) await round();
  const rates = new Map<string, number>();
  for (let i = 0; i < rounds; i++) {
    for (const { name, round } of contenders) {
      const before = performance.now();
      const mails = await round();
      const rate = (mails / (performance.now() - before)) * 1000;
      rates.set(name, Math.max(rate, rates.get(name) ?? 0));
    }
  }
  return rates;
}
