import type { RunSummary, Verdict, VerdictSubject } from '../../analysis/outline.ts';
import { count, exactPercent, shortClock } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { outageText } from '../outage-text.ts';

/** A verdict as it stands in the bar: a name, and the value that it was measured at, if that says more. */
export interface ShortVerdict {
  /** `expected`: it holds, and what was expected is no good news. */
  readonly state: 'holds' | 'expected' | 'fails' | 'measured' | 'unknown';
  readonly name: string;
  readonly value: string | undefined;
  /** The whole of it, for ears and tooltips. */
  readonly label: string;
  /** The id of the milestone that decided it. */
  readonly why: string | undefined;
}

/** What was expected, and what was violated without being named by an expectation; the most telling first. */
export function shortVerdicts(summary: RunSummary, hidden: boolean): readonly ShortVerdict[] {
  const all = [...summary.expectations, ...unexpected(summary)];
  const rank = ({ holds, subject }: Verdict): number =>
    (hidden || holds !== false ? 100 : 0) + orderOf(subject);
  // Whose availability it is, where several are looked at.
  const several = all.filter(({ subject }) => subject.check === 'availability').length > 1;
  return [...all]
    .sort((left, right) => rank(left) - rank(right))
    .map((verdict) => short(verdict, nameOf(verdict.subject, several), hidden));
}

const ORDER: readonly VerdictSubject['check'][] = [
  'count', 'availability', 'hit-rate', 'downtime', 'invariant', 'violated', 'role', 'milestone', 'never',
]; // prettier-ignore

/** What users would ask about first. */
function orderOf(subject: VerdictSubject): number {
  return subject.check === 'invariant' && subject.name === 'one-primary' ? -1 : ORDER.indexOf(subject.check);
}

function unexpected({ invariants, expectations, milestones }: RunSummary): readonly Verdict[] {
  const named = new Set(expectations.flatMap(({ subject }) => ('name' in subject ? [subject.name] : [])));
  return invariants
    .filter(({ name, violations }) => violations > 0 && !named.has(name))
    .map(({ name, violations }) => ({
      text: name,
      subject: { check: 'invariant', name },
      holds: false,
      measured: words.verdict.times(violations),
      why: milestones.find(({ type, data }) => type === 'invariant-violated' && data.invariant === name)?.id,
    }));
}

function short({ subject, holds, measured, why }: Verdict, named: string, hidden: boolean): ShortVerdict {
  const { verdict } = words;
  if (hidden || holds === undefined) {
    const name = subject.check === 'count' ? verdict.counted[subject.of] : named;
    const label = capital(hidden ? verdict.hidden(name) : verdict.unknown(name));
    return { state: 'unknown', name, value: undefined, label, why: undefined };
  }
  const name = named;
  if (!holds) {
    const value = measuredValue(subject) ?? verdict.mark[markOf(subject)];
    const told = subject.check === 'never' ? verdict.happened : verdict.fails;
    return { state: 'fails', name, value, label: capital(told(name, measured)), why };
  }
  const value = measuredValue(subject);
  if (value !== undefined)
    return { state: 'measured', name, value, label: capital(verdict.measures(name, value)), why };
  const ill = illOf(subject);
  if (ill !== undefined) {
    const expected = verdict.expected(ill);
    return { state: 'expected', name: expected, value: undefined, label: capital(expected), why };
  }
  const said = subject.check === 'count' ? undefined : verdict.mark.holds;
  return { state: 'holds', name, value: said, label: capital(verdict.holds(name)), why };
}

/** What was expected to go wrong. */
function illOf(subject: VerdictSubject): string | undefined {
  const { verdict } = words;
  if (subject.check === 'violated') return verdict.broken(invariantText(subject.name));
  if (subject.check !== 'count' || subject.count === 0) return undefined;
  return verdict.count(count(subject.count), verdict.counted[subject.of]);
}

function markOf({ check }: VerdictSubject): 'violated' | 'happened' | 'fails' {
  if (check === 'invariant') return 'violated';
  return check === 'never' ? 'happened' : 'fails';
}

function nameOf(subject: VerdictSubject, several: boolean): string {
  const { verdict } = words;
  switch (subject.check) {
    case 'invariant':
      return invariantText(subject.name);
    case 'violated':
      return verdict.violated(invariantText(subject.name));
    case 'count':
      return verdict.count(count(subject.count), verdict.counted[subject.of]);
    case 'role': {
      const seconds = shortClock(subject.by);
      return subject.is === undefined
        ? verdict.isNone(subject.role, subject.group, seconds)
        : verdict.is(subject.role, subject.is, seconds);
    }
    case 'milestone':
      return verdict.milestone(subject.milestone, subject.of ?? '');
    case 'never':
      return verdict.never(subject.milestone, subject.of ?? '');
    case 'availability':
      return verdict.availability(several ? (subject.of ?? '') : '');
    case 'hit-rate':
      return verdict.hitRate(subject.of ?? '');
    case 'downtime':
      return verdict.downtime[subject.of];
  }
}

function invariantText(name: string): string {
  return words.verdict.invariants[name] ?? name.replaceAll('-', ' ');
}

function measuredValue(subject: VerdictSubject): string | undefined {
  if (subject.check === 'availability' || subject.check === 'hit-rate') return exactPercent(subject.share);
  return subject.check === 'downtime' ? outageText(subject.longest) : undefined;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
