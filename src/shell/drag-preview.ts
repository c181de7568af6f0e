import type { Scenario } from '../scenario/scenario.ts';
import type { SimulationPort } from './simulation-port.ts';
import type { Stores } from './stores.ts';

/** While positions come faster than runs, the whole run is shown at least this often. */
const WHOLE_RUN_EVERY_MS = 200;

/**
 * An edit that is still being made, such as a fault that is being dragged. The picture at the cursor is computed
 * first, the rest of the run after it; of positions that come meanwhile the newest wins.
 */
export class DragPreview {
  private next: Scenario | undefined;
  private working: Promise<void> | undefined;
  private wholeAt = 0;

  constructor(
    private readonly port: SimulationPort,
    private readonly stores: Stores,
    private readonly onError: (error: unknown) => void,
    private readonly nowMs: () => number,
  ) {}

  show(scenario: Scenario): void {
    this.next = scenario;
    this.stores.run.setState({ dragged: scenario });
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  /** When the newest position has been computed whole. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      for (let scenario = this.take(); scenario !== undefined; scenario = this.take()) {
        const begunAt = this.nowMs();
        const { time } = this.stores.cursor.getState();
        const picture = await this.port.ask('begin', scenario, time, this.stores.selection.getState().node);
        this.stores.cursor.setState({ picture });
        if (this.next !== undefined && this.nowMs() - this.wholeAt < WHOLE_RUN_EVERY_MS) continue;
        const summary = await this.port.ask('finish');
        this.wholeAt = this.nowMs();
        const tookMs = this.wholeAt - begunAt;
        this.stores.run.setState({ summary, tookMs, computed: undefined, failure: undefined });
      }
    } catch (error) {
      this.onError(error);
    }
  }

  private take(): Scenario | undefined {
    const scenario = this.next;
    this.next = undefined;
    return scenario;
  }
}
