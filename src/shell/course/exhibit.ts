import type { SimTime } from '../../lib/units.ts';
import { SECOND } from '../../lib/units.ts';
import { writeAddress } from '../address.ts';
import { builtInScenario } from '../built-in-scenarios.ts';

/** What proves a sentence of the course: a built-in scenario, a claim that its run judges, and the moment to look at. */
export interface Exhibit {
  /** The slug of a built-in scenario. */
  readonly scenario: string;
  /** One expectation in the words of the format. */
  readonly claim: string;
  /** The moment to look at, in seconds: right after what decides the claim. */
  readonly at: number;
  /** Who is selected then. */
  readonly node: string;
}

/** An exhibit with the milestone that is the proof, or that shows it best where the claim is that something never happens. */
export interface Proof extends Exhibit {
  /** In the words of `ensemble why --milestone`: `marked-down:api-2@14s`. */
  readonly why: string;
}

/** The address that opens an exhibit at its moment, with the answer to "why?" of the milestone that is the proof. */
export function exhibitAddress(exhibit: Exhibit | Proof, why?: Moment): string {
  const { scenario, node, at } = exhibit;
  const asked = why?.id ?? ('why' in exhibit ? exhibit.why : undefined);
  return writeAddress({
    page: 'scenario',
    scenario,
    draft: undefined,
    share: undefined,
    editing: false,
    edits: undefined,
    time: why?.time ?? Math.round(at * SECOND),
    node,
    message: undefined,
    panel: asked === undefined ? undefined : { type: 'why', id: asked },
    window: undefined,
  });
}

/** A milestone, and when it came. */
export interface Moment {
  readonly id: string;
  readonly time: SimTime;
}

/** The title of an exhibit's scenario. */
export function exhibitTitle({ scenario }: Exhibit): string {
  return builtInScenario(scenario)?.title ?? scenario;
}
