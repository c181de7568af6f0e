import type { RunSummary } from '../../analysis/outline.ts';
import { Facts, Section } from '../../ui/Detail.tsx';
import { clock, count, exactPercent } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { outageText } from '../outage-text.ts';
import { useVeiled } from '../story/use-story.ts';
import { RequestsButton } from '../why/RequestsButton.tsx';

/** The run as a whole: what was measured, and what always held; hidden while a question keeps the future so. */
export function Overview({ summary }: { readonly summary: RunSummary }) {
  const { metrics, invariants } = summary;
  const veiled = useVeiled();
  if (veiled) {
    return (
      <div className="inspector-body">
        <Section title={words.inspector.readings}>
          <p className="detail-note">{words.inspector.veiled}</p>
        </Section>
      </div>
    );
  }
  return (
    <div className="inspector-body">
      <Section title={words.inspector.readings}>
        <Facts
          rows={[
            [words.inspector.requests, <RequestsButton key="requests" text={count(metrics.requests)} />],
            [words.inspector.failed, count(metrics.failed)],
            [
              words.inspector.availability,
              metrics.requests === 0 ? words.inspector.noRequests : exactPercent(metrics.availability),
            ],
            [words.inspector.lostWrites, count(metrics.lostWrites)],
            [words.inspector.duplicatedWrites, count(metrics.duplicatedWrites)],
            [words.inspector.staleReads, count(metrics.staleReads)],
            [words.inspector.writeDowntime, outageText(metrics.writeDowntimeUs)],
            [words.inspector.readDowntime, outageText(metrics.readDowntimeUs)],
          ]}
        />
      </Section>
      {invariants.length === 0 ? undefined : (
        <Section title={words.inspector.invariants}>
          <Facts
            rows={invariants.map(({ name, violations, first }) => [
              name,
              violations === 0 ? (
                words.inspector.never
              ) : (
                <span className="detail-bad">
                  {words.inspector.violations(violations, clock(first ?? 0))}
                </span>
              ),
            ])}
          />
        </Section>
      )}
    </div>
  );
}
