/** The worker: the simulator behind a line of messages. */
import { createRunService } from '../analysis/run-service.ts';
import { hostRuns } from './worker-host.ts';

hostRuns(createRunService(), globalThis);
