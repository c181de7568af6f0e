/** The worker: the simulator behind a line of messages. What a first picture does not need is loaded when it is asked for. */
import type { LaterQuestions } from '../analysis/later-answers.ts';
import { createRunHolder } from '../analysis/run-holder.ts';
import { missing } from '../lib/missing-part.ts';
import { KindLoader } from './kind-loader.ts';
import { hostRuns } from './worker-host.ts';

const kinds = new KindLoader();
const { questions, newest } = createRunHolder(kinds.loaded);

let answers: LaterQuestions | undefined;

/** The same each time: some answers go on where they were interrupted. */
async function later(): Promise<LaterQuestions> {
  const { laterAnswers } = await import('../analysis/later-answers.ts').catch(missing('answer'));
  return (answers ??= laterAnswers(newest));
}

hostRuns(
  {
    first: questions,
    later,
    prepare: (scenario) => kinds.load(scenario),
  },
  globalThis,
);
