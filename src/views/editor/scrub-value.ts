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
