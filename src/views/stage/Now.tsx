import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import type { MilestoneView } from '../../analysis/outline.ts';
import { headlineAt } from '../../shell/headline.ts';
import { useCursor, useRun, useSession } from '../session.ts';

const NONE: readonly MilestoneView[] = [];

/** The last milestone before the cursor, and how long ago it was. */
export function Now() {
  const session = useSession();
  const milestones = useRun((state) => state.summary?.milestones);
  const time = useCursor((state) => state.time);
  const milestone = headlineAt(milestones ?? NONE, time);
  if (milestone === undefined) return <div className="now" />;
  return (
    <div className="now">
      <span className="now-ago mono">
        {time === milestone.time ? words.stage.now : words.stage.since(duration(time - milestone.time))}
      </span>
      <strong className="now-text" title={milestone.text}>
        {milestone.text}
      </strong>
      <Button
        look="outlined"
        label={words.milestones.whyName(milestone.text)}
        text={words.milestones.why}
        onClick={() => session.why(milestone.id)}
      />
    </div>
  );
}
