import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { NARROW } from '../room.ts';

interface PlusMenuProps {
  readonly label: string;
  /** Asked when it opens. */
  readonly items: () => readonly MenuItem[];
}

/** What can be added below the stage. */
export function PlusMenu({ label, items }: PlusMenuProps) {
  // There it stands at the left below the tabs, else at the right above the timeline.
  const slim = useMedia(NARROW);
  return (
    <Menu
      label={label}
      align={slim ? 'start' : 'end'}
      above={!slim}
      button={
        <>
          <Icon name="plus" />
          <span>{label}</span>
        </>
      }
      items={items}
    />
  );
}
