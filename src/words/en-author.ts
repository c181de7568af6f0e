/** What whoever writes a scenario reads, in English: loaded with the editor. */
export const enAuthor = {
  editor: {
    name: 'Scenario text',
    header: 'Editor',
    change: (hint: string) => `Change to ${hint}`,
    problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    warnings: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
    fine: 'No problems',
    toProblem: (line: number) => `Go to line ${line}`,
    close: 'Close editor',
    keys: 'Alt Enter accepts a fix, Ctrl Space completes',
    loading: 'Loading the text',
  },
  preview: {
    name: 'Preview',
    stale: (line: number) => `showing the last valid version; line ${line} has a problem`,
    computed: (milliseconds: string) => `computed in ${milliseconds} ms`,
  },
  expectations: {
    name: 'Expectations',
    tally: (pass: number, fail: number) => (fail === 0 ? `${pass} pass` : `${pass} pass, ${fail} fail`),
    none: 'This scenario expects nothing yet',
    hidden: 'Hidden until the question is answered',
    add: 'Expect what I see now',
    item: (state: string, text: string, measured: string) => `${state}: ${text}, measured ${measured}`,
    states: { holds: 'Holds', fails: 'Fails', unknown: 'Not known yet' },
  },
} as const;
