import type { Frames } from '../shell/playback.ts';

export const browserFrames: Frames = {
  request: (onFrame) => window.requestAnimationFrame(onFrame),
  cancel: (handle) => window.cancelAnimationFrame(handle),
  reducedMotion: () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
};
