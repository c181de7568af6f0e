import { failure, type Result, success } from '../lib/result.ts';
import type { Difference } from './difference.ts';
import type { JsonObject } from './json.ts';
import { parseCase as parseLoadBalancerCase } from './loadbalancer/case.ts';
import { compareCase } from './loadbalancer/compare.ts';
import { playCase as playLoadBalancerCase } from './loadbalancer/player.ts';
import { unmodelled } from './zookeeper/case-world.ts';
import { parseCase } from './zookeeper/case.ts';
import { compare } from './zookeeper/compare.ts';
import { playCase } from './zookeeper/player.ts';

/** A case of some real system, ready to be played on the model. */
export interface PlayableCase {
  readonly name: string;
  readonly area: string;
  /** Times are compared as ranges: worth playing with several seeds. */
  readonly timing: boolean;
  /** What the case asks for and the model does not have. */
  readonly left: readonly string[];
  /** Plays it and gives what a recording of that one run would hold. Throws `Stopped` if the simulation stops. */
  play(seed: number): JsonObject;
  /** Compares what a recording holds with what was played. */
  compare(golden: JsonObject, result: JsonObject): readonly Difference[];
}

/** The real systems that there are recorded cases of; each reads a case, or says what is wrong with it. */
export const SYSTEMS: Readonly<Record<string, (value: unknown) => Result<PlayableCase, string>>> = {
  zookeeper: (value) => {
    const parsed = parseCase(value);
    if (!parsed.ok) return failure(parsed.error);
    const file = parsed.value;
    return success({
      name: file.name,
      area: file.area,
      timing: file.mode === 'timing',
      left: unmodelled(file).map((line) => `the line ${line} of zoo.cfg`),
      play: (seed) => playCase(file, seed),
      compare,
    });
  },
  loadbalancer: (value) => {
    const parsed = parseLoadBalancerCase(value);
    if (!parsed.ok) return failure(parsed.error);
    const { file, left } = parsed.value;
    return success({
      name: file.id,
      area: file.area,
      timing: file.statistical,
      left,
      play: (seed) => playLoadBalancerCase(file, seed),
      compare: (golden, result) => compareCase(file, golden, result),
    });
  },
};
