/** The worker: the simulator behind a line of messages. What no picture needs is loaded with the first such question. */
import { createRunHolder } from '../analysis/run-holder.ts';
import { hostRuns } from './worker-host.ts';

const { questions, newest } = createRunHolder();

hostRuns(
  questions,
  async () => (await import('../analysis/later-answers.ts')).laterAnswers(newest),
  globalThis,
);
