import { describe, expect, it } from 'vitest';
import { parsed, problemsOf, SYSTEM } from '../testing/scenario-fixtures.ts';

function withStory(...lines: readonly string[]): string {
  return `${SYSTEM}story:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
}

describe('the story', () => {
  it('is read step by step', () => {
    const { story } = parsed(
      withStory(
        '{ at: 5s, title: Three, say: "Three databases." }',
        '{ on: { milestone: node-crashed, of: db }, say: Gone., ask: { question: Who?, choices: { nodes: db }, answer: { primary: db } } }',
        '{ say: And so on. }',
      ),
    ).scenario;
    expect(story).toEqual([
      { at: 5_000_000, title: 'Three', say: 'Three databases.' },
      {
        on: { milestone: 'node-crashed', of: ['db-1', 'db-2', 'db-3'] },
        title: undefined,
        say: 'Gone.',
        ask: {
          question: 'Who?',
          choices: [{ text: 'db-1' }, { text: 'db-2' }, { text: 'db-3' }],
          answer: { of: 'role', role: 'primary', group: 'db' },
        },
      },
      { title: undefined, say: 'And so on.' },
    ]);
  });

  it.each([
    ['{ at: 70s, say: x }', '15:11 at: 70s is after the end of the run (duration 60s)'],
    ['{ at: 1s, on: { milestone: looking }, say: x }', '15:15 a story step has at or on, not both'],
    [
      '{ on: { milestone: lookin }, say: x }',
      '15:24 lookin is not a value of milestone; did you mean looking?',
    ],
    ['{ at: 1s }', '15:5 a story step needs something to say'],
    ['{ at: 1s, says: x, title: y }', '15:15 says is not a key of a story step; did you mean say?'],
    ['{ at: 1s, say: 5 }', '15:20 say is a text; put it in quotes: "5"'],
    ['{ at: 1s, ask: { choices: { nodes: db }, answer: { primary: db } } }', '15:20 ask needs question'],
  ])('%s is refused', (line, problem) => {
    expect(problemsOf(withStory(line))).toEqual([problem]);
  });
});

describe('a question', () => {
  const asked = (choices: string, answer: string): string =>
    `{ at: 1s, ask: { question: Q, choices: ${choices}, answer: ${answer} } }`;

  it.each([
    ['[{ choice: db-1, say: first }, none]', '{ leader: zk }'],
    ['[1s, [2s, 3s]]', '{ time-of: { milestone: looking }, tolerance: 100ms }'],
    ['[0, 1]', '{ count-of: { milestone: looking }, after: { milestone: leader-elected } }'],
    ['[90%, [91%, 99%]]', '{ metric: availability }'],
    ['[0, [1, 9]]', '{ metric: duplicated-writes }'],
    ['[0, [1, 9]]', '{ metric: stale-reads }'],
    ['[yes, no]', '{ holds: { invariant: one-primary } }'],
  ])('with choices %s and answer %s is read', (choices, answer) => {
    const [step] = parsed(withStory(asked(choices, answer))).scenario.story;
    expect(step?.ask?.choices).toHaveLength(2);
  });

  it.each([
    ['{ nodes: db }', '{ primry: db }', 'primry is not a form of answer; did you mean primary?'],
    ['{ nodes: db }', '{ primary: zk }', 'zk is of kind zookeeper; primary takes database'],
    ['{ nodes: db }', '{ primary: db, leader: zk }', 'answer has primary or leader, not both'],
    ['{ nodes: db }', '{ after: { milestone: looking } }', 'answer needs one of primary, leader, '],
    ['[db-1, db-9]', '{ primary: db }', 'db-9 is not a node; did you mean db-3?'],
    ['[5]', '{ count-of: { milestone: looking } }', 'choices are 2 to 9, not 1'],
    ['[1, 1]', '{ count-of: { milestone: looking } }', 'choices hold one twice'],
    ['[[3s, 2s], 9s]', '{ time-of: { milestone: looking } }', 'a choice ends before it begins'],
    ['{ nodes: db }', '{ metric: failed }', 'choices are nodes where the answer is not one'],
    ['[1, 2]', '{ metric: latency }', 'latency is not a value of metric'],
    ['{ nodes: db }', '{ primary: db, since: { milestone: looking } }', 'since is for time-of'],
  ])('with choices %s and answer %s is refused', (choices, answer, problem) => {
    expect(problemsOf(withStory(asked(choices, answer)))).toEqual([expect.stringContaining(problem)]);
  });
});
