/** How long a story takes. Method: stories that differ in one thing each. */
import { expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { minutesOf } from './story-length.ts';

const SYSTEM = 'ensemble: 1\ntitle: T\nduration: 40s\nnodes: { zk: { kind: zookeeper, count: 3 } }\n';

function minutes(story: string): number {
  return minutesOf(scenarioOf(`${SYSTEM}${story}`));
}

function step(words: number, ask = ''): string {
  return `  - { at: 1s, say: ${Array.from({ length: words }, () => 'word').join(' ')}${ask} }\n`;
}

const ASK = ', ask: { question: Who?, choices: { nodes: zk }, answer: { leader: zk } }';

test('without a story it is the time that the run plays, and never less than a minute', () => {
  expect(minutes('')).toBe(1);
});

test('what is to be read, asked and watched adds up', () => {
  const plain = minutes(`story:\n${step(200)}${step(200)}`);
  // Two minutes of reading, five seconds of a run of 40 s at its fastest, and two scenes of five.
  expect(plain).toBe(2);
  expect(minutes(`story:\n${step(200)}${step(200)}${step(200)}`)).toBe(plain + 1);
  expect(minutes(`story:\n${step(200, ASK)}${step(200, ASK)}`)).toBe(plain + 1);
});
