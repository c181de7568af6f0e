import type { SimulationPort } from './simulation-port.ts';
import type { Stores } from './stores.ts';

/**
 * Keeps the cursor's picture that of its time, of the selection and of the newest run. While one is being fetched no
 * other is asked for; what changed meanwhile is fetched next, so that playing drops frames instead of falling behind.
 */
export class PictureFeed {
  private fetching: Promise<void> | undefined;
  private stale = false;
  private readonly unsubscribe: readonly (() => void)[];

  constructor(
    private readonly port: SimulationPort,
    private readonly stores: Stores,
    private readonly onError: (error: unknown) => void,
  ) {
    const refresh = () => this.refresh();
    this.unsubscribe = [
      stores.cursor.subscribe((state, before) => {
        if (state.time !== before.time) refresh();
      }),
      stores.selection.subscribe((state, before) => {
        if (state.node !== before.node) refresh();
      }),
      stores.run.subscribe((state, before) => {
        if (state.summary !== before.summary) refresh();
      }),
    ];
  }

  dispose(): void {
    for (const stop of this.unsubscribe) stop();
  }

  private refresh(): void {
    this.stale = true;
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
  }

  /** When the picture is that of its time, of the selection and of the newest run. */
  async settled(): Promise<void> {
    await this.fetching;
  }

  private async fetch(): Promise<void> {
    try {
      while (this.stale) {
        this.stale = false;
        if (this.stores.run.getState().summary === undefined) continue;
        const { time } = this.stores.cursor.getState();
        const picture = await this.port.ask('picture', time, this.stores.selection.getState().node);
        this.stores.cursor.setState({ picture });
      }
    } catch (error) {
      this.onError(error);
    }
  }
}
