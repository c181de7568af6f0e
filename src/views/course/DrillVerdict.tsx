import type { ClaimVerdict } from '../../shell/course/claim-run.ts';
import { DRILLS, type Flag } from '../../shell/course/drills.ts';
import { exhibitAddress, exhibitTitle } from '../../shell/course/exhibit.ts';
import { Icon } from '../../ui/Icon.tsx';
import { course } from '../../words/course.ts';
import { CourseText, termsOfPage } from './CourseText.tsx';
import type { Drill } from './use-drill.ts';

const { drill: text } = course;

interface DrillVerdictProps {
  readonly drill: Drill;
  readonly said: Flag;
}

/** What the run says to a statement that was judged, beside what was said. */
export function DrillVerdict({ drill: { id, outcome }, said }: DrillVerdictProps) {
  const title = exhibitTitle(DRILLS[id]);
  if (outcome === undefined) return <p className="drill-running">{text.running(title)}</p>;
  if ('failure' in outcome) return <p className="drill-running">{text.failed(outcome.failure)}</p>;
  const flag: Flag = outcome.holds ? 'green' : 'red';
  const right = flag === said;
  const { follows, good } = text.statements[id];
  const terms = termsOfPage([good]);
  return (
    <div className="drill-verdict">
      <h3 className={right ? 'fits' : 'cannot'}>
        <Icon name={right ? 'check' : 'close'} />
        {right ? text.right[flag] : text.wrong[flag]}
      </h3>
      <dl>
        <dt>{text.follows}</dt>
        <dd>{follows}</dd>
        <dt>{text.says}</dt>
        <dd>
          <Claim verdict={outcome} />
          <a className="exhibit" href={exhibitAddress(DRILLS[id], outcome.decided)}>
            <Icon name="play" />
            <span className="exhibit-title">{text.see(title)}</span>
          </a>
        </dd>
        <dt>{text.good}</dt>
        <dd>
          <CourseText text={good} terms={terms} />
        </dd>
      </dl>
    </div>
  );
}

/** The verdict in words; what exactly the run was asked stands folded below it. */
function Claim({ verdict: { text: claim, holds, measured } }: { readonly verdict: ClaimVerdict }) {
  return (
    <>
      <p className="drill-claim">
        <strong>{holds ? text.holds : text.fails}</strong>
        <span>{text.measured(measured)}</span>
      </p>
      <details className="drill-asked">
        <summary>{text.asked}</summary>
        <code>{claim}</code>
      </details>
    </>
  );
}
