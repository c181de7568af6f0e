import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEMS } from '../../conformance/systems.ts';
import { runCampaign } from '../../fuzz/campaign.ts';
import { kinds } from '../../kinds/index.ts';

/** From the folder of the project: the recorded cases are no part of the command line. */
const CASES = join('src', 'kinds', 'zookeeper', 'conformance', 'cases');

export function runFuzz(runs: number): void {
  const { failed } = runCampaign(runs, 1, kinds);
  if (failed !== undefined) throw new RangeError(failed.failure?.text ?? 'a run failed');
}

/** Plays every recorded case once; how many there are, 0 elsewhere than in the folder of the project. */
export function playCases(): number {
  if (!existsSync(CASES)) return 0;
  const names = readdirSync(CASES).sort();
  for (const name of names) {
    const read = SYSTEMS.zookeeper?.(JSON.parse(readFileSync(join(CASES, name), 'utf8')));
    if (read?.ok === true) read.value.play(1);
  }
  return names.length;
}
