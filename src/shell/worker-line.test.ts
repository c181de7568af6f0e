import { expect, test } from 'vitest';
import { missing, MissingPart } from '../lib/missing-part.ts';
import { createRunHolder } from '../analysis/run-holder.ts';
import { hostRuns, type WorkerScope } from './worker-host.ts';
import { createWorkerPort, type WorkerLine } from './worker-port.ts';

type OnError = (event: { readonly message?: string }) => void;

/** Both ends of the line, without a worker between them; the code of later answers comes when the test says so. */
function line() {
  const network = { there: false };
  const ends: { page?: (event: MessageEvent) => void; worker?: (event: MessageEvent) => void } = {};
  const errors: OnError[] = [];
  const scope: WorkerScope = {
    addEventListener: (_type, listener) => (ends.worker = listener),
    postMessage: (data) => ends.page?.({ data } as MessageEvent),
  };
  const { questions } = createRunHolder(() => []);
  const later = () =>
    network.there
      ? Promise.reject(new Error('a bug'))
      : Promise.reject(new TypeError('Failed to fetch')).catch(missing('answer'));
  hostRuns({ first: questions, later, prepare: () => Promise.resolve() }, scope);
  const worker = {
    addEventListener: (type: string, listener: never) => {
      if (type === 'message') ends.page = listener;
      else errors.push(listener);
    },
    postMessage: (data: unknown) => ends.worker?.({ data } as MessageEvent),
    terminate: () => undefined,
  } as WorkerLine;
  return { network, errors, port: createWorkerPort(worker, () => 0) };
}

test('a part that the worker lacks is missing on the page, and no bug', async () => {
  const { network, port } = line();
  await expect(port.ask('why', 'db-1#1')).rejects.toEqual(new MissingPart('answer'));
  network.there = true;
  await expect(port.ask('why', 'db-1#1')).rejects.not.toBeInstanceOf(MissingPart);
});

test('a worker that could not be loaded answers nothing, whenever it is asked', async () => {
  const { errors, port } = line();
  const asked = port.ask('why', 'db-1#1');
  for (const onError of errors) onError({});
  await expect(asked).rejects.toBeInstanceOf(MissingPart);
  await expect(port.ask('why', 'db-1#1')).rejects.toEqual(new MissingPart('simulator'));
});
