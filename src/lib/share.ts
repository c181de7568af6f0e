/** What a rounding error may lack of the next hundredth of a percent. */
const ERROR = 1e-6;

/** A share in percent, to the hundredth. It is cut off, not rounded: 99.996 % is not 100 %. */
export function hundredthsOf(share: number): string {
  return String(Math.floor(10_000 * share + ERROR) / 100);
}
