/** Whatever the course says, a run says: every claim is judged by the run of its scenario. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { judgeExpectations } from '../../analysis/expectations.ts';
import { findMilestone, readMilestoneName } from '../../analysis/milestone-name.ts';
import { createRunService } from '../../analysis/run-service.ts';
import { milestonesOf } from '../../analysis/summary.ts';
import { runScenario } from '../../analysis/run-scenario.ts';
import type { MilestoneView, Verdict } from '../../analysis/outline.ts';
import { defined } from '../../lib/assert.ts';
import { SECOND, type SimTime } from '../../lib/units.ts';
import { minutesOf } from '../../scenario/story-length.ts';
import { readAddress } from '../address.ts';
import { builtInScenarios } from '../built-in-scenarios.ts';
import { createInProcessPort } from '../in-process-port.ts';
import { readScenario } from '../scenario-reader.ts';
import { runClaim, withClaims } from './claim-run.ts';
import { COMPARISON } from './comparison.ts';
import { readProgress, writeProgress } from './drill-memory.ts';
import { DRILLS, type DrillId } from './drills.ts';
import { type Exhibit, exhibitAddress, type Proof } from './exhibit.ts';
import { NEEDED, NOT_NEEDED } from './guide.ts';

interface Judged {
  readonly exhibit: Exhibit;
  readonly verdict: Verdict;
  /** The milestone that decided it. */
  readonly decided: MilestoneView | undefined;
  /** The milestone whose "why?" is opened. */
  readonly asked: MilestoneView | undefined;
  readonly end: SimTime;
  readonly nodes: readonly string[];
}

/** Runs each scenario once, with all claims about it. */
async function judgeAll(exhibits: readonly Exhibit[]): Promise<ReadonlyMap<Exhibit, Judged>> {
  const judged = new Map<Exhibit, Judged>();
  for (const slug of new Set(exhibits.map(({ scenario }) => scenario))) {
    const of = exhibits.filter(({ scenario }) => scenario === slug);
    const builtIn = builtInScenarios().find((one) => one.slug === slug);
    const text = await defined(builtIn, slug).text();
    const claims = of.map(({ claim }) => claim);
    const run = runScenario(await withClaims(readScenario, text, claims));
    judgeExpectations(run).forEach((verdict, place) => {
      const exhibit = defined(of[place], 'an exhibit for each verdict');
      const milestones = milestonesOf(run);
      const decided = milestones.find(({ id }) => id === verdict.why);
      const asked = askedIn(milestones, exhibit);
      const nodes = run.scenario.nodes.map(({ name }) => name);
      judged.set(exhibit, { exhibit, verdict, decided, asked, end: run.end, nodes });
    });
  }
  return judged;
}

function askedIn(milestones: readonly MilestoneView[], exhibit: Exhibit | Proof): MilestoneView | undefined {
  const name = 'why' in exhibit ? readMilestoneName(exhibit.why) : undefined;
  return name && findMilestone(milestones, name);
}

const PROOFS: readonly Proof[] = [
  ...Object.values(COMPARISON).flatMap(({ loadBalancer, zookeeper }) => [loadBalancer, zookeeper]),
  ...Object.values(NEEDED),
  ...Object.values(NOT_NEEDED),
];

let judged: ReadonlyMap<Exhibit, Judged> = new Map();

beforeAll(async () => {
  judged = await judgeAll([...PROOFS, ...Object.values(DRILLS)]);
}, 180_000);

const verdictOn = (exhibit: Exhibit) => defined(judged.get(exhibit), exhibit.scenario);

describe('every exhibit', () => {
  it('opens a moment within its run, at a node of it', () => {
    for (const { exhibit, end, nodes } of judged.values()) {
      const address = readAddress(exhibitAddress(exhibit));
      expect(address).toMatchObject({ page: 'scenario', scenario: exhibit.scenario, node: exhibit.node });
      expect(exhibit.at * SECOND).toBeLessThanOrEqual(end);
      expect(nodes).toContain(exhibit.node);
    }
  });

  it('looks at the second in which its claim is decided', () => {
    const late = [...judged.values()].filter(({ exhibit, decided, verdict }) => {
      // What never happened, and what happened elsewhere, has no moment.
      if (decided === undefined || (verdict.holds !== true && verdict.subject.check === 'milestone'))
        return false;
      const after = exhibit.at * SECOND - decided.time;
      return after < 0 || after > SECOND;
    });
    expect(late.map(({ exhibit, decided }) => [exhibit, decided?.time])).toEqual([]);
  });

  it('opens with the cause of what decided it, or of what stands beside its moment', () => {
    const amiss = PROOFS.map(verdictOn).filter(({ exhibit, verdict, decided, asked }) => {
      if (asked === undefined) return true;
      const after = exhibit.at * SECOND - asked.time;
      if (after < 0 || after > SECOND) return true;
      // What never happens, and a share of requests, have no milestone of their own.
      const told = verdict.subject.check !== 'never' && decided !== undefined;
      return told && decided.id !== asked.id;
    });
    expect(amiss.map(({ exhibit, decided, asked }) => [exhibit, decided?.text, asked?.time])).toEqual([]);
  });
});

test('every cell of the comparison and every answer of the guide is proved by its run', () => {
  const refuted = PROOFS.map(verdictOn).filter(({ verdict }) => verdict.holds !== true);
  expect(refuted.map(({ exhibit, verdict }) => [exhibit, verdict.measured])).toEqual([]);
});

test('the runs raise six red flags and six green ones', () => {
  const flags = Object.entries(DRILLS).map(([id, drill]) => [id, verdictOn(drill).verdict.holds]);
  const expected: Readonly<Record<DrillId, boolean>> = {
    healthFromZookeeper: false,
    retryElsewhere: true,
    balancerPromotes: false,
    bothSideBySide: true,
    siteIsDown: false,
    newServersByWatch: true,
    lockIsEnough: false,
    majorityGoesOn: true,
    disconnectedIsGone: false,
    ownClock: true,
    readsAreLatest: false,
    keysNotLocks: true,
  };
  expect(Object.fromEntries(flags)).toEqual(expected);
});

test('the page judges a claim by the run that it has computed, and names the milestone that decided it', async () => {
  const port = createInProcessPort(createRunService());
  const verdict = await runClaim(port, readScenario, DRILLS.readsAreLatest);
  expect(verdict).toMatchObject({ holds: false, decided: { id: 'reader#35', time: 11_001_312 } });
});

test('an exhibit opens with its cause where one is known', () => {
  const address = exhibitAddress(DRILLS.readsAreLatest, { id: 'reader#35', time: 11 * SECOND });
  expect(readAddress(address)).toMatchObject({ time: 11 * SECOND, panel: { type: 'why', id: 'reader#35' } });
});

/** The systems that the course teaches, each by the story of a scenario. */
const TAUGHT = {
  'a load balancer with health checks': 'the-detection-window',
  'balancing without ZooKeeper': 'plain-web-app',
  'service discovery': 'address-that-outlived-its-server',
  'several data centres': 'the-other-data-centre',
  scale: 'hundred-servers',
  microservices: 'service-b-scales-up',
  'the naive election': 'naive-election',
  'the primary of a database': 'the-paused-primary',
  configuration: 'one-config-change-forty-readers',
  'a fair lock': 'lock-without-herd',
  'a lock with a herd': 'herd-at-the-gate',
  'a read/write lock': 'many-readers-one-writer',
  'a fencing token': 'the-lock-you-no-longer-hold',
  membership: 'disconnected-is-not-expired',
  'a cache ring': 'the-cache-ring',
  coordination: 'everybody-at-the-barrier',
  'the production system': 'who-is-the-primary',
};

test.each(Object.entries(TAUGHT))(
  '%s is taught in three to five minutes, with a prediction',
  async (_, slug) => {
    const builtIn = builtInScenarios().find((one) => one.slug === slug);
    const scenario = await defined(builtIn, slug).load();
    expect(minutesOf(scenario)).toBeGreaterThanOrEqual(3);
    expect(minutesOf(scenario)).toBeLessThanOrEqual(5);
    expect(scenario.story.some(({ ask }) => ask !== undefined)).toBe(true);
  },
);

describe('what was judged', () => {
  const storageOf = (kept: Map<string, string>) => () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    }) as unknown as Storage;

  it('is there on the next visit', () => {
    const storage = storageOf(new Map());
    writeProgress(storage, { ownClock: { said: 'green', right: true } });
    expect(readProgress(storage)).toEqual({ ownClock: { said: 'green', right: true } });
  });

  it('is forgotten where the browser holds something else', () => {
    expect(readProgress(storageOf(new Map([['ensemble-drill', '{"ownClock":7,"foreign":{}}']])))).toEqual({});
    expect(readProgress(storageOf(new Map([['ensemble-drill', '{']])))).toEqual({});
    expect(
      readProgress(() => {
        throw new Error('forbidden');
      }),
    ).toEqual({});
  });
});
