import { setup } from 'xstate';

export type PlayerEvent =
  /** A run can be read. */
  | { readonly type: 'LOADED' }
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  /** The cursor has reached the end of the run. */
  | { readonly type: 'ENDED' }
  /** The page can no longer be seen. */
  | { readonly type: 'HIDDEN' }
  /** The cursor is held by a pointer, and let go. */
  | { readonly type: 'GRAB' }
  | { readonly type: 'RELEASE' };

/** Whether the cursor moves by itself. Where it is and how fast it goes is not the machine's concern. */
export const playerMachine = setup({ types: { events: {} as PlayerEvent } }).createMachine({
  id: 'player',
  initial: 'idle',
  on: { LOADED: '.paused' },
  states: {
    idle: {},
    paused: { on: { PLAY: 'playing', GRAB: 'scrubbing' } },
    playing: {
      on: { PAUSE: 'paused', ENDED: 'paused', HIDDEN: 'paused', GRAB: 'scrubbing.fromPlaying' },
    },
    scrubbing: {
      initial: 'fromPaused',
      on: { HIDDEN: 'paused', PAUSE: 'paused' },
      states: {
        fromPaused: { on: { RELEASE: '#player.paused', PLAY: 'fromPlaying' } },
        fromPlaying: { on: { RELEASE: '#player.playing' } },
      },
    },
  },
});
