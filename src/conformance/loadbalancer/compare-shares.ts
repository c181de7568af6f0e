import type { Note } from '../difference.ts';
import { type Json, objectOf } from '../json.ts';
import type { Case } from './case.ts';
import { rangeOf } from './compare-times.ts';

/** Counts may be so many standard deviations off. */
const SIGMAS = 4;

/** Compares how many requests each server got of a random algorithm, and under load how even the counts are. */
export function compareShares(file: Case, recorded: Json, model: Json | undefined, note: Note): void {
  const total = Number(objectOf(recorded).requests);
  const [wanted, got] = [countsOf(recorded), countsOf(model)];
  const sigma = (count: number): number => Math.sqrt(count * (1 - count / total));
  for (const [server, count] of wanted) {
    const allowed = SIGMAS * sigma(count);
    const other = got.get(server) ?? 0;
    if (Math.abs(other - count) > allowed) {
      note(`/statistical/${server}`, `${count} ± ${Math.round(allowed)}`, other);
    }
  }
  for (const [server, count] of got) {
    if (!wanted.has(server)) note(`/statistical/${server}`, undefined, count);
  }
  const loaded = file.requests.some(({ mode }) => mode === 'open');
  if (!loaded) return;
  const most = spread(wanted) + SIGMAS * Math.max(...[...wanted.values()].map(sigma));
  if (spread(got) > most) note('/statistical/spread', `at most ${Math.round(most)}`, spread(got));
}

/** The median counts by server. */
function countsOf(statistical: Json | undefined): ReadonlyMap<string, number> {
  const ranges = Object.entries(objectOf(objectOf(statistical).counts_min_med_max));
  return new Map(ranges.map(([server, range]) => [server, rangeOf(range)?.[1] ?? 0]));
}

function spread(counts: ReadonlyMap<string, number>): number {
  return Math.max(...counts.values()) - Math.min(...counts.values());
}
