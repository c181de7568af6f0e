import { Button } from '../../ui/Button.tsx';
import { span } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useLayout, useRun, useSession } from '../session.ts';

const ZOOM = 2;

/** How much time the timeline shows, and more or less of it. */
export function WindowControl() {
  const session = useSession();
  const duration = useRun((state) => state.summary?.duration ?? 0);
  const window = useLayout((state) => state.window);
  const length = window === undefined ? duration : window.to - window.from;
  return (
    <div className="window-control" role="group" aria-label={words.timeline.window}>
      <span className="window-label">{words.timeline.window}</span>
      <span className="window-length mono">{span(length)}</span>
      <Button
        icon="minus"
        label={words.timeline.zoomOut}
        bare
        disabled={window === undefined}
        onClick={() => session.window.zoom(ZOOM)}
      />
      <Button icon="plus" label={words.timeline.zoomIn} bare onClick={() => session.window.zoom(1 / ZOOM)} />
      <Button
        icon="fit"
        label={words.timeline.fit}
        bare
        disabled={window === undefined}
        onClick={() => session.window.glideTo(undefined)}
      />
    </div>
  );
}
