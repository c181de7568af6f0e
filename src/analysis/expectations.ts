import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { SimTime } from '../lib/units.ts';
import { hundredthsOf } from '../lib/share.ts';
import type { Expectation, MilestonePattern } from '../scenario/scenario.ts';
import { telling } from '../words/index.ts';
import { cacheLookups } from './cache-lookups.ts';
import { requestsBySending } from './finished-requests.ts';
import { availability, downtime } from './metrics.ts';
import { milestoneText } from './milestone-text.ts';
import type { Verdict, VerdictSubject } from './outline.ts';
import { rolesAt } from './roles.ts';
import type { Run } from './run.ts';
import { countOf } from './write-fates.ts';

const { measured: text } = telling;

type Judgement = Omit<Verdict, 'text' | 'subject'>;

/** Judges every expectation of a run's scenario. */
export function judgeExpectations(run: Run): readonly Verdict[] {
  return run.scenario.expect.map((expectation) => ({
    text: expectation.text,
    subject: subjectOf(run, expectation),
    ...judge(run, expectation),
  }));
}

function subjectOf(run: Run, expectation: Expectation): VerdictSubject {
  switch (expectation.check) {
    case 'invariant':
    case 'violated':
      return { check: expectation.check, name: expectation.name };
    case 'count': {
      const { check, of } = expectation;
      return { check, of, count: countOf(run, of) };
    }
    case 'role': {
      const { check, role, group, is, by } = expectation;
      return { check, role, group, is, by };
    }
    case 'milestone':
    case 'never': {
      const { check, pattern } = expectation;
      const [only, second] = pattern.of ?? [];
      return { check, milestone: pattern.milestone, of: second === undefined ? only : undefined };
    }
    case 'availability':
      return {
        check: 'availability',
        share: shareOf(run, expectation.clients),
        of: setOf(run, expectation.clients),
      };
    case 'hit-rate': {
      const { check, clients, between } = expectation;
      const share = cacheLookups(run, clients, between)?.hitRate ?? 0;
      return { check, share, of: setOf(run, clients) };
    }
    case 'downtime':
      return { check: 'downtime', of: expectation.of, longest: longestDowntime(run, expectation.of) };
  }
}

/** The share of some clients' requests that did not fail. */
export function shareOf(run: Run, clients: readonly string[]): number {
  const all = requestsBySending(run.simulation.recording.observations);
  return availability(all.filter((request) => clients.includes(request.client)));
}

/** The longest stretch without a success of requests of a kind. */
export function longestDowntime(run: Run, of: 'writes' | 'reads'): number {
  const kind = of === 'writes' ? 'write' : 'read';
  return downtime(requestsBySending(run.simulation.recording.observations), kind, run.end);
}

/** What a run says to one expectation. */
export function judge(run: Run, expectation: Expectation): Judgement {
  switch (expectation.check) {
    case 'invariant':
      return judgeInvariant(run, expectation.name);
    case 'violated':
      return judgeViolated(run, expectation.name, expectation.between);
    case 'count': {
      const { of, atLeast = 0, atMost = Infinity } = expectation;
      const count = countOf(run, of);
      const why = of === 'lost-writes' ? findMilestone(run, 'write-lost') : undefined;
      return wholeRun(run, count >= atLeast && count <= atMost, text.counted[of](count), why);
    }
    case 'role':
      return judgeRole(run, expectation);
    case 'milestone':
      return judgeMilestone(run, expectation);
    case 'never':
      return judgeNever(run, expectation.pattern);
    case 'availability': {
      const share = shareOf(run, expectation.clients);
      const { atLeast = 0, atMost = 1 } = expectation;
      const holds = share >= atLeast && share <= atMost;
      return wholeRun(run, holds, text.percent(hundredthsOf(share)), undefined);
    }
    case 'hit-rate':
      return judgeHitRate(run, expectation);
    case 'downtime': {
      const longest = longestDowntime(run, expectation.of);
      const why = longest === 0 ? undefined : findMilestone(run, 'service-degraded');
      const measured = longest === 0 ? text.noOutage : secondsText(longest);
      return wholeRun(run, longest <= expectation.atMost, measured, why);
    }
  }
}

function judgeHitRate(run: Run, expectation: Extract<Expectation, { check: 'hit-rate' }>): Judgement {
  const { clients, between, atLeast = 0, atMost = 1 } = expectation;
  const lookups = cacheLookups(run, clients, between);
  if (openUntil(run, between?.[1])) return { holds: undefined, measured: text.notReached, why: undefined };
  if (lookups === undefined) return { holds: false, measured: text.didNotHappen, why: undefined };
  const { hitRate } = lookups;
  const holds = hitRate >= atLeast && hitRate <= atMost;
  return { holds, measured: text.percent(hundredthsOf(hitRate)), why: undefined };
}

/** A verdict on the whole run stays open when the run was stopped early. */
function wholeRun(run: Run, holds: boolean, measured: string, why: string | undefined): Judgement {
  return { holds: run.end < run.scenario.duration ? undefined : holds, measured, why };
}

function findMilestone(run: Run, type: string): string | undefined {
  return run.simulation.recording.milestones.find((milestone) => milestone.type === type)?.id;
}

function secondsText(time: SimTime): string {
  return text.seconds((time / 1_000_000).toFixed(3));
}

/** Each time that an invariant was violated. */
export function violations(run: Run, name: string): readonly RecordedMilestone[] {
  return run.simulation.recording.milestones.filter(
    (milestone) => milestone.type === 'invariant-violated' && milestone.data.invariant === name,
  );
}

function judgeInvariant(run: Run, name: string): Judgement {
  const found = violations(run, name);
  const first = found[0];
  if (first !== undefined) {
    return {
      holds: false,
      measured: text.violated(found.length, secondsText(first.time)),
      why: first.id,
    };
  }
  const stop = run.simulation.recording.milestones.find(
    ({ type, data }) => type === 'limit-reached' && data.invariant === name,
  );
  if (stop !== undefined)
    return { holds: undefined, measured: text.judgedUntil(secondsText(stop.time)), why: stop.id };
  return wholeRun(run, true, text.neverViolated, undefined);
}

function judgeViolated(run: Run, name: string, between: readonly [SimTime, SimTime] | undefined): Judgement {
  const found = violations(run, name);
  const hit = found.find(({ time }) => between === undefined || (time >= between[0] && time <= between[1]));
  if (hit !== undefined)
    return { holds: true, measured: text.violatedAt(secondsText(hit.time)), why: hit.id };
  const measured = found[0] === undefined ? text.neverViolated : text.violatedAt(secondsText(found[0].time));
  return { holds: openUntil(run, between?.[1]) ? undefined : false, measured, why: found[0]?.id };
}

/** Whether the run stopped before `time` (the end, by default). */
function openUntil(run: Run, time: SimTime = run.scenario.duration): boolean {
  return run.end < time;
}

function judgeRole(run: Run, expectation: Extract<Expectation, { check: 'role' }>): Judgement {
  const { role, group, is, by } = expectation;
  if (openUntil(run, by)) return { holds: undefined, measured: text.notReached, why: undefined };
  const holders = rolesAt(run, by)
    .filter((node) => node.group === group && node.role === role && node.up)
    .map((node) => node.name);
  const holds = is === undefined ? holders.length === 0 : holders.length === 1 && holders[0] === is;
  const type = role === 'primary' ? 'primary-promoted' : 'leader-elected';
  const why = run.simulation.recording.milestones.findLast(
    (milestone) => milestone.type === type && milestone.time <= by && holders.includes(milestone.node),
  );
  return { holds, measured: holders.length === 0 ? text.nobody : telling.joined(holders), why: why?.id };
}

/** Whether a milestone is of the pattern's type and about, or by, one of its nodes. */
export function matches(milestone: RecordedMilestone, pattern: MilestonePattern): boolean {
  if (milestone.type !== pattern.milestone) return false;
  if (pattern.of !== undefined) {
    const by = milestone.data.by;
    if (!pattern.of.includes(milestone.node) && !(typeof by === 'string' && pattern.of.includes(by)))
      return false;
  }
  const { between } = pattern;
  return between === undefined || (milestone.time >= between[0] && milestone.time <= between[1]);
}

function judgeMilestone(run: Run, expectation: Extract<Expectation, { check: 'milestone' }>): Judgement {
  const { milestones } = run.simulation.recording;
  const { pattern, after, within } = expectation;
  const anchor = after === undefined ? undefined : milestones.find((milestone) => matches(milestone, after));
  if (after !== undefined && anchor === undefined) {
    return { holds: openUntil(run) ? undefined : false, measured: text.no(after.milestone), why: undefined };
  }
  const from = anchor?.time ?? 0;
  const until = within === undefined ? undefined : from + within;
  const inTime = milestones.filter((milestone) => matches(milestone, pattern) && milestone.time >= from);
  const hit = inTime.find(({ time }) => until === undefined || time <= until);
  if (hit !== undefined) return { holds: true, measured: text.at(secondsText(hit.time)), why: hit.id };
  const elsewhere = milestones.find((milestone) => matches(milestone, withoutTime(pattern)));
  const measured = elsewhere === undefined ? text.didNotHappen : text.at(secondsText(elsewhere.time));
  const end = until ?? pattern.between?.[1];
  return { holds: openUntil(run, end) ? undefined : false, measured, why: elsewhere?.id };
}

/** The same, whenever it happens. */
export function withoutTime(pattern: MilestonePattern): MilestonePattern {
  return pattern.of === undefined
    ? { milestone: pattern.milestone }
    : { milestone: pattern.milestone, of: pattern.of };
}

function judgeNever(run: Run, pattern: MilestonePattern): Judgement {
  const hit = run.simulation.recording.milestones.find((milestone) => matches(milestone, pattern));
  if (hit !== undefined) {
    return {
      holds: false,
      measured: text.happenedAt(milestoneText(hit, run.scenario), secondsText(hit.time)),
      why: hit.id,
    };
  }
  const open = openUntil(run, pattern.between?.[1]);
  return {
    holds: open ? undefined : true,
    measured: open ? text.notReached : text.didNotHappen,
    why: undefined,
  };
}

/** What the scenario calls these clients: one by its name, several by that of their group. */
function setOf({ scenario }: Run, clients: readonly string[]): string | undefined {
  const [only, second] = clients;
  if (second === undefined) return only;
  const same = ({ members }: { readonly members: readonly string[] }) =>
    members.length === clients.length && members.every((member) => clients.includes(member));
  return scenario.groups.find(same)?.name;
}
