import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';

interface PlusMenuProps {
  readonly label: string;
  /** Asked when it opens. */
  readonly items: () => readonly MenuItem[];
}

/** What can be added below the stage. */
export function PlusMenu({ label, items }: PlusMenuProps) {
  return (
    <Menu
      label={label}
      align="end"
      above
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
