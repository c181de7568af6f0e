/** The worker: the simulator behind a line of messages. What a first picture does not need is loaded when it is asked for. */
import { createRunHolder } from '../analysis/run-holder.ts';
import { KindLoader } from './kind-loader.ts';
import { hostRuns } from './worker-host.ts';

const kinds = new KindLoader();
const { questions, newest } = createRunHolder(kinds.loaded);

hostRuns(
  {
    first: questions,
    later: async () => (await import('../analysis/later-answers.ts')).laterAnswers(newest),
    prepare: (scenario) => kinds.load(scenario),
  },
  globalThis,
);
