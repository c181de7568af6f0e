const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function numbered(count: number): string {
  return NUMBERS[count] ?? String(count);
}

function scenarios(count: number): string {
  return count === 1 ? '1 scenario' : `${count} scenarios`;
}

/** What the first page says, in English: loaded with it. */
export const enLibrary = {
  name: 'Library',
  actions: 'Scenarios of your own',
  newScenario: 'New scenario',
  headline: 'Crash the primary.\nWatch the others notice.',
  about:
    'Ensemble simulates load balancers, ZooKeeper and databases in your browser. Every run is a recording: step back, ' +
    'drag a fault to another second, ask why.',
  play: (title: string) => `Play “${title}”`,
  resume: (step: number, steps: number) => `Continue: step ${step} of ${steps}`,
  effort: (minutes: number, questions: number) => {
    const time = minutes === 1 ? '1 minute' : `${minutes} minutes`;
    if (questions === 0) return time;
    return `${time}, ${numbered(questions)} ${questions === 1 ? 'prediction' : 'predictions'} to make`;
  },
  pages: {
    name: 'Pages of the course',
    comparison: { title: 'Load balancer or ZooKeeper', about: 'What each can do, proved by runs' },
    guide: { title: 'Do I need ZooKeeper?', about: 'When it pays, and when it does not' },
    drill: { title: 'Interview drill', about: 'Twelve statements; a run decides' },
    glossary: { title: 'Glossary', about: 'The words of the field, and where to see them' },
  },
  drafts: {
    name: 'My scenarios',
    kept: (count: number) =>
      count === 1 ? '1 draft, kept in this browser' : `${count} drafts, kept in this browser`,
    lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
    remove: (title: string) => `Delete the draft ${title}`,
    more: (count: number) => `Show ${count} more`,
  },
  picture: 'A failover, playing: the primary database crashes, ZooKeeper notices, and another one takes over',
  course: (parts: number) => `A course in ${numbered(parts)} parts`,
  span: (count: number) => `${scenarios(count)}, from one load balancer to two data centres`,
  shelf: (count: number, minutes: number) => `${scenarios(count)}, ${minutes} min`,
  minutes: (minutes: number) => `${minutes} min`,
  level: { starter: 'starter', working: 'working', deep: 'deep' },
  finished: 'finished',
  search: {
    label: 'Search scenarios',
    found: (count: number) => (count === 1 ? '1 scenario matches' : `${count} scenarios match`),
    nothing: (query: string) => `Nothing matches “${query}”.`,
    closest: 'Closest:',
    clear: 'Show all scenarios',
    /** What people look for under a name that the course does not use; each leads to words that it does. */
    synonyms: {
      raft: 'Leader election',
      paxos: 'Leader election',
      zab: 'Leader election',
      consensus: 'Leader election',
      bully: 'Leader election',
      etcd: 'Leader election',
      mutex: 'Locks',
      semaphore: 'Locks',
      redlock: 'Locks',
      consul: 'Service discovery',
      eureka: 'Service discovery',
      dns: 'Service discovery',
      nginx: 'Load balancing',
      haproxy: 'Load balancing',
      envoy: 'Load balancing',
      proxy: 'Load balancing',
      postgres: 'primary',
      patroni: 'primary',
      mysql: 'primary',
      failover: 'primary',
      master: 'primary',
      slave: 'replica',
      zombie: 'paused',
      idempotency: 'twice',
      memcached: 'cache',
      redis: 'cache',
    },
  },
} as const;
