/** A run computed in short pieces, so that questions about what there is of it are answered in between. */
import type { RunSummary } from '../analysis/outline.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { OnGrowth, SimulationPort } from './simulation-port.ts';

/** How long a piece is to take: what a question about the run may have to wait. */
const PIECE_MS = 50;
/** Runs that take less are shown when they are whole. */
const PATIENCE_MS = 500;
/** Of so many nodes the first piece is shown at once: the rest takes long for certain. */
const MANY_NODES = 40;
/** The run so far is told again when there is this much more of it. */
const GROWTH = 1.5;
/** What part of the run the first piece is, and the smallest. */
const FIRST = 1 / 64;
const LEAST = 1 / 4096;

interface Growing {
  readonly onGrowth: OnGrowth | undefined;
  /** Whether a newer run waits. */
  readonly overtaken: () => boolean;
  readonly nowMs: () => number;
}

/** Undefined: another run took its place. */
export async function growRun(
  ask: SimulationPort['ask'],
  scenario: Scenario,
  { onGrowth, overtaken, nowMs }: Growing,
): Promise<RunSummary | undefined> {
  const shownFrom = nowMs() + (scenario.nodes.length > MANY_NODES ? 0 : PATIENCE_MS);
  await ask('start', scenario);
  let piece = scenario.duration * FIRST;
  let [end, told] = [0, 0];
  while (!overtaken()) {
    const askedAt = nowMs();
    const advance = await ask('advance', Math.ceil(end + piece));
    if (advance === undefined) return undefined;
    if (advance.done) return ask('outline');
    ({ end } = advance);
    const fitting = piece * Math.min(4, PIECE_MS / Math.max(1, nowMs() - askedAt));
    piece = Math.max(scenario.duration * LEAST, fitting);
    if (onGrowth === undefined || nowMs() < shownFrom) continue;
    const more = end > told * GROWTH;
    if (more) told = end;
    onGrowth(end, more ? await ask('outline') : undefined);
  }
  return undefined;
}
