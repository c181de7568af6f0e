/** What a presentation says, in English. */
export const enPresent = {
  name: 'Presentation',
  keys: [
    ['Space', 'play'],
    ['N', 'next step'],
    ['← →', 'step by events'],
    ['W', 'why?'],
    ['F', 'leave'],
  ],
} as const;
