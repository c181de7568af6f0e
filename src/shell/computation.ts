import type { RunSummary } from '../analysis/outline.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { DragPreview } from './drag-preview.ts';
import type { OnGrowth, SimulationPort } from './simulation-port.ts';
import type { Stores } from './stores.ts';

/** Runs of scenarios, of which only the newest counts. */
export class Computation {
  private asked = 0;

  constructor(
    private readonly port: SimulationPort,
    private readonly stores: Stores,
    private readonly preview: DragPreview,
    private readonly onError: (error: unknown) => void,
    private readonly nowMs: () => number,
  ) {}

  /** The run of a scenario; undefined if a newer one was asked for meanwhile, or if it failed. */
  async newest(scenario: Scenario, onGrowth: OnGrowth): Promise<RunSummary | undefined> {
    this.asked += 1;
    const mine = this.asked;
    // Its last answer is of what was dragged; it must not come after this one.
    await this.preview.settled();
    if (mine !== this.asked) return undefined;
    const begunAt = this.nowMs();
    try {
      const summary = await this.port.run(scenario, (end, soFar) => {
        if (mine === this.asked) onGrowth(end, soFar);
      });
      if (mine !== this.asked || summary === undefined) return undefined;
      this.stores.run.setState({ tookMs: this.nowMs() - begunAt });
      return summary;
    } catch (error) {
      this.onError(error);
      return undefined;
    }
  }
}
