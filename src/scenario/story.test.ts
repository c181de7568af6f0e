import { describe, expect, it } from 'vitest';
import { parsed, problemsOf, SYSTEM } from '../testing/scenario-fixtures.ts';

function withStory(...lines: readonly string[]): string {
  return `${SYSTEM}story:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
}

describe('the story', () => {
  it('is read step by step, questions as written', () => {
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
        ask: { question: 'Who?', choices: { nodes: 'db' }, answer: { primary: 'db' } },
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
    ['{ at: 1s, ask: { answer: { primary: db } } }', '15:20 ask needs question'],
    [
      '{ at: 1s, ask: { question: Who?, answers: {} } }',
      '15:38 answers is not a key of ask; did you mean answer?',
    ],
  ])('%s is refused', (line, problem) => {
    expect(problemsOf(withStory(line))).toEqual([problem]);
  });
});
