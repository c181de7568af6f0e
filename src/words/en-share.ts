/** What is said of links, drafts and files, in English: loaded when somebody shares, opens or keeps one. */
export const enShare = {
  /** Why a link cannot be opened; what was open stays. */
  damage: {
    'cut-off': {
      sentence: 'The link is cut off: its end is missing.',
      hint: 'Mail programs and chats sometimes break long links. Copy it whole, or ask for it again.',
    },
    garbled: {
      sentence: 'The link is damaged: its letters are not those that were written.',
      hint: 'Copy it again from where it was sent, or ask for it again.',
    },
    newer: {
      sentence: 'The link was made by a newer version of Ensemble than this page.',
      hint: 'Reload the page to get the newest version, then open the link again.',
    },
    'too-long': {
      sentence: 'The link is longer than any that Ensemble makes.',
      hint: 'Ask for the scenario as a file instead.',
    },
    'too-large': {
      sentence: 'The link unpacks to more than a scenario may have.',
      hint: 'It was not opened. A scenario file has at most 1 MiB.',
    },
    'too-deep': {
      sentence: 'The link holds lists within lists, deeper than any scenario has them.',
      hint: 'It was not opened. Ensemble does not make such links.',
    },
    senseless: {
      sentence: 'The link is whole, but it does not say what to show.',
      hint: 'It was not opened. Ensemble does not make such links.',
    },
  },
  unknown: {
    sentence: (slug: string) => `The link is for the scenario “${slug}”, which is not in this library.`,
    hint: 'Reload the page to get the newest version, or ask for the scenario as a file.',
  },
  problems: {
    sentence: (name: string) => `The link does not fit the scenario “${name}” as this page has it.`,
    ownSentence: 'The scenario in the link cannot be read.',
  },
  /** Why no link can be made. */
  unshareable: {
    'too-long': {
      sentence: 'This scenario is too long for a link.',
      hint: 'Save it as a file and send that.',
    },
    'no-text': {
      sentence: 'There is no text to make a link of.',
      hint: 'Open the editor, or save the scenario as a file.',
    },
  },
  /** Of a run that is another one than the one that was shared. */
  difference: {
    title: 'This page shows another run than the one that was shared',
    reasons: {
      model: (there: string, here: string) =>
        `It was computed by version ${there} of the models; this page has version ${here}.`,
      scenario: 'The scenario has been changed in the library since.',
      nondeterminism:
        'Scenario, seed and models are the same, so the run should be, too: this is a bug of Ensemble. Please report it with the link.',
    },
    digests: (there: string, here: string) => `Shared run ${there}, this run ${here}`,
  },
  copied: (length: number) => ({
    sentence: 'Link copied.',
    hint: `It shows this run at this moment; ${length} characters.`,
  }),
  notCopied: (link: string) => ({ sentence: 'The browser did not let the link be copied:', hint: link }),
  drafts: {
    notKept: {
      sentence: 'This browser keeps no drafts.',
      hint: 'What you write lasts as long as this tab. Save it as a file.',
    },
    unsaved: {
      'too-large': {
        sentence: 'The draft is larger than 1 MiB, the limit for a scenario.',
        hint: 'The last smaller version is kept.',
      },
      full: {
        sentence: 'The browser has no more room for drafts.',
        hint: 'Delete some in the library, or save this one as a file.',
      },
      elsewhere: {
        sentence: 'This draft was changed in another tab.',
        hint: 'What you write here is kept as a draft of its own. Both are in the library.',
      },
    },
    surplus: {
      sentence: (count: number) =>
        count === 1
          ? 'There is one draft more than this browser keeps.'
          : `There are ${count} drafts more than this browser keeps.`,
      hint: (titles: string) => `None is deleted unless you say so. The oldest: ${titles}.`,
      drop: (count: number) => (count === 1 ? 'Delete the oldest' : `Delete the ${count} oldest`),
      dropped: {
        sentence: (count: number) => (count === 1 ? '1 draft was deleted.' : `${count} drafts were deleted.`),
        hint: (titles: string) => titles,
        undo: 'Undo',
      },
    },
    changedBefore: {
      sentence: 'You opened this file before and changed it.',
      hint: (title: string) => `This is the file as it was opened. What you changed is kept as “${title}”.`,
      open: 'Open what I changed',
    },
  },
} as const;
