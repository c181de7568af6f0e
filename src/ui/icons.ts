/** Icons drawn in a box of 16 by 16 with strokes of 1.5. */
export const ICONS = {
  'chevron-down': 'M4 6l4 4 4-4',
  check: 'M3.5 8.5l3 3 6-7',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  crash: 'M8 2v5M4.9 4.2a5 5 0 1 0 6.2 0',
  fit: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13 3L9.5 6.5M3 13l3.5-3.5',
  flag: 'M4 14V2.5M4 3h8l-2 3 2 3H4',
  folder: 'M2 4.5h4l1.5 1.5H14v7H2z',
  isolate: 'M5.5 10.5L13 3M5.5 5.5L13 13M2 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  keys: 'M2 4h12v8.5H2zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 10h6',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  minus: 'M3.5 8h9',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l8 5-8 5z',
  plus: 'M8 3.5v9M3.5 8h9',
  rejoin: 'M2 8h12M5 5L2 8l3 3M11 5l3 3-3 3',
  reset: 'M3 8a5 5 0 1 0 1.6-3.6M3 2.5V5h2.5',
  restart: 'M8 13V3M4 7l4-4 4 4',
  'step-back': 'M3 3v10M13 3L6 8l7 5z',
  'step-forward': 'M13 3v10M3 3l7 5-7 5z',
  sun: 'M5.5 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1',
  'to-start': 'M3.5 3v10M12 4L8 8l4 4',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3',
} as const;

export type IconName = keyof typeof ICONS;
