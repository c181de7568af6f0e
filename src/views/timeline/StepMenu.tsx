import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { words } from '../../words/index.ts';
import { useSelection, useSession } from '../session.ts';

/** Steps by meaning instead of by event: at one node, to what users notice, to milestones. */
export function StepMenu() {
  const session = useSession();
  const node = useSelection((state) => state.node);
  const { steps, stepMenu, noNode } = words.playback;
  const items = [
    { text: steps.nodeForward(node ?? noNode), go: () => session.stepTo('forward', 'node'), of: 'node' },
    { text: steps.nodeBack(node ?? noNode), go: () => session.stepTo('back', 'node'), of: 'node' },
    { text: steps.effectForward, go: () => session.stepTo('forward', 'effect') },
    { text: steps.effectBack, go: () => session.stepTo('back', 'effect') },
    { text: steps.milestoneForward, go: () => session.playback.nextMilestone() },
    { text: steps.milestoneBack, go: () => session.playback.previousMilestone() },
  ];
  return (
    <Menu
      label={stepMenu}
      button={<Icon name="more" />}
      buttonClass="button-bare"
      above
      items={items.map(({ text, go, of }) => ({
        id: text,
        text,
        disabled: of === 'node' && node === undefined,
        onSelect: go,
      }))}
    />
  );
}
