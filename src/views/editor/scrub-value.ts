const QUANTITY = /^(?<number>-?\d+(?:\.\d+)?)(?<unit>[a-z/%]*)$/u;

/** A number with its unit, so many steps further: steps of its last digit, or of a tenth of that. It is never negative. */
export function scrubbed(text: string, steps: number, fine: boolean): string {
  const { number = '', unit = '' } = QUANTITY.exec(text)?.groups ?? {};
  if (number === '') return text;
  const decimals = (number.split('.')[1] ?? '').length + (fine && unit !== '' ? 1 : 0);
  const step = stepOf(Number(number), decimals, fine);
  return `${Math.max(0, Number(number) + steps * step).toFixed(decimals)}${unit}`;
}

/** Of hundreds tens, of thousands hundreds: a drag across the screen covers what one would try. */
function stepOf(number: number, decimals: number, fine: boolean): number {
  const least = 10 ** -decimals;
  if (fine || number < 100) return least;
  return 10 ** (Math.floor(Math.log10(number)) - 1);
}

/** Of so many steps either way those that fit: all, or as many as lie before the first that do not. */
export function furthest(steps: number, fits: (steps: number) => boolean): number {
  if (steps === 0 || fits(steps)) return steps;
  let [good, bad] = [0, steps];
  while (Math.abs(bad - good) > 1) {
    const middle = Math.trunc((good + bad) / 2);
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
