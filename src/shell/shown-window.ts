/** The part of the run that the timeline shows: set, moved a frame at a time, and turned on with the cursor. */
import type { Duration, SimTime } from '../lib/units.ts';
import type { Frames } from './playback.ts';
import type { Stores, TimeWindow } from './stores.ts';
import { fitted, kept, showing, zoomed } from './time-window.ts';
import { WindowGlide } from './window-glide.ts';

export class ShownWindow {
  private readonly glide: WindowGlide;

  constructor(
    private readonly stores: Stores,
    frames: Frames,
  ) {
    this.glide = new WindowGlide(frames, (window) => this.show(window));
    stores.cursor.subscribe(({ time, mode }, before) => {
      if (time !== before.time && mode !== 'scrubbing') this.keepInView(time);
    });
  }

  /** At once; undefined: the whole run. */
  set(window: TimeWindow | undefined): void {
    this.glide.stop();
    this.show(window);
  }

  /** In a moment. */
  glideTo(window: TimeWindow | undefined): void {
    const { duration } = this;
    if (duration <= 0) return;
    this.glide.start(fitted(this.stores.layout.getState().window, duration), fitted(window, duration));
  }

  /** Shows `factor` times as much time, about the cursor, which comes into view. */
  zoom(factor: number): void {
    const { duration } = this;
    if (duration <= 0) return;
    const window = this.glide.goal ?? fitted(this.stores.layout.getState().window, duration);
    const { time } = this.stores.cursor.getState();
    const half = (window.to - window.from) / 2;
    const seen = time >= window.from && time <= window.to;
    const near = seen ? window : { from: time - half, to: time + half };
    this.glideTo(zoomed(near, factor, time, duration));
  }

  /** Leaves it where it has come to. */
  stop(): void {
    this.glide.stop();
  }

  /** 0 while no run can be read. */
  private get duration(): Duration {
    return this.stores.run.getState().summary?.duration ?? 0;
  }

  private show(window: TimeWindow | undefined): void {
    const { summary } = this.stores.run.getState();
    const fits =
      window === undefined || summary === undefined
        ? window
        : kept(fitted(window, summary.duration), summary.duration);
    this.stores.layout.setState({ window: fits });
  }

  /** Turns the timeline on when the cursor leaves what it shows, or will show in a moment. */
  private keepInView(time: SimTime): void {
    const window = this.glide.goal ?? this.stores.layout.getState().window;
    const { summary } = this.stores.run.getState();
    if (window === undefined || summary === undefined) return;
    const turned = showing(window, time, summary.duration);
    if (turned !== window) this.set(turned);
  }
}
