import { defined } from '../../lib/assert.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { builtInScenario } from '../built-in-scenarios.ts';
import type { ScenarioReader } from '../scenario-reader.ts';
import type { SimulationPort } from '../simulation-port.ts';
import type { Exhibit, Moment } from './exhibit.ts';

/** What a run says to the claim of an exhibit. */
export interface ClaimVerdict {
  /** The claim as the format writes it. */
  readonly text: string;
  readonly holds: boolean;
  readonly measured: string;
  /** The milestone that decided it, where there is one. */
  readonly decided: Moment | undefined;
}

/** Runs an exhibit's scenario to its end and judges its claim; undefined if another run took its place. */
export async function runClaim(
  port: SimulationPort,
  read: ScenarioReader,
  { scenario: slug, claim }: Exhibit,
): Promise<ClaimVerdict | undefined> {
  const text = await defined(builtInScenario(slug), `the scenario ${slug}`).text();
  const summary = await port.run(await withClaims(read, text, [claim]));
  if (summary === undefined) return undefined;
  const { text: written, holds, measured, why } = defined(summary.expectations[0], 'the verdict');
  const decided = summary.milestones.find(({ id }) => id === why);
  return {
    text: written,
    holds: holds === true,
    measured,
    decided: decided === undefined ? undefined : { id: decided.id, time: decided.time },
  };
}

/** The scenario of a text, which expects these claims and nothing else. */
export async function withClaims(
  read: ScenarioReader,
  text: string,
  claims: readonly string[],
): Promise<Scenario> {
  const list = claims.map((claim) => `  - ${claim}`).join('\n');
  const result = await read(
    text.replace(/^expect:.*$/mu, () => `expect:\n${list}`),
    '',
  );
  if (!result.ok) throw new Error(result.error[0]?.message);
  const { scenario } = result.value;
  return { ...scenario, expect: scenario.expect.slice(0, claims.length) };
}
