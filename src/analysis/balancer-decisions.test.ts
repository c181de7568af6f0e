import { expect, test } from 'vitest';
import { Driver } from '../testing/driver.ts';
import { requestStory } from './request-story.ts';
import { requestsOf } from './requests.ts';

interface Case {
  readonly lb?: string;
  readonly api?: string;
  readonly users?: string;
  readonly fault?: string;
}

/** What lb decided for the first request that failed, or else that took more than one attempt or had to wait. */
function decided({ lb = '', api = '', users = '', fault = '' }: Case): readonly string[] {
  const { run } = new Driver(`duration: 14s
nodes:
  users: { kind: client, target: lb, rate: 20/s, timeout: 2s, ${users} }
  lb: { kind: load-balancer, targets: [api], ${lb} }
  api: { kind: api-server, count: 2, ${api} }
faults: [${fault === '' ? '' : `{ at: 8s, ${fault} }`}]
`);
  const { list, failed } = requestsOf(run);
  const stories = list.map(({ id }) => requestStory(run, id)?.balancers[0]?.decisions ?? []);
  const texts = stories.map((decisions) => decisions.map(({ text }) => text));
  return (failed > 0 ? texts[0] : texts.find(({ length }) => length > 2)) ?? [];
}

const first = (server: string) => `tries ${server}: round-robin, 2 of 2 servers may be used`;

test.each<[string, Case, readonly string[]]>([
  [
    'another server at once, where the product may leave',
    { lb: 'preset: haproxy, redispatch: 1', fault: 'crash: api-1' },
    [first('api-1'), 'retry 1 at api-2: api-1 refused the connection', 'passes on what api-2 answered: 200'],
  ],
  [
    'the same server after a pause, where it may not',
    { lb: 'preset: haproxy, retries: 1', fault: 'crash: api-2' },
    [
      first('api-2'),
      'pauses before a retry: api-2 refused the connection',
      'retry 1 at api-2: the pause is over',
      'answers 503 itself: server-refused; api-2 refused the connection',
    ],
  ],
  [
    'a bad answer, tried again and passed on',
    { lb: 'preset: envoy, retryOn: [5xx], retries: 1', fault: 'fail-requests: api' },
    [
      first('api-2'),
      'pauses before a retry: api-2 answered 500',
      'retry 1 at api-1: the pause is over',
      'passes on what api-1 answered: 500',
    ],
  ],
  [
    'a server that is silent',
    { lb: 'timeouts: { server: 1s }', fault: 'pause: api-1' },
    [first('api-1'), 'answers 504 itself: server-timeout; api-1 did not answer in time'],
  ],
  [
    'a place in the queue',
    { lb: 'maxConnections: 1', api: 'serviceTime: 80ms' },
    [
      'waits for any server: all are full',
      'tries api-1: it has room again',
      'passes on what api-1 answered: 200',
    ],
  ],
  [
    'a place in the queue for too long',
    { lb: 'maxConnections: 1, queue: { timeout: 300ms }', api: 'serviceTime: 500ms' },
    ['waits for any server: all are full', 'answers 503 itself: queue-timeout'],
  ],
  [
    'a client that gives up',
    { lb: 'preset: nginx', fault: 'pause: api-1' },
    [first('api-1'), 'takes it back from api-1: its client gave it up'],
  ],
  [
    'a client that gives up, and a product that goes on',
    { lb: 'preset: haproxy', api: 'serviceTime: 3s' },
    [
      first('api-1'),
      'leaves it with api-1 though its client gave it up',
      'what api-1 answered is for nobody',
    ],
  ],
  [
    'nobody who could serve it, for both attempts of the client',
    { lb: 'check: { fall: 1, interval: 500ms }', users: 'retries: 1, start: 10s', fault: 'crash: api' },
    ['answers 503 itself: no-server', 'answers 503 itself: no-server'],
  ],
  [
    'its own end',
    { api: 'serviceTime: 500ms', fault: 'crash: lb' },
    [first('api-2'), 'loses it with its process'],
  ],
])('the decisions of a load balancer tell of %s', (_what, system, texts) => {
  expect(decided(system)).toEqual(texts);
});
