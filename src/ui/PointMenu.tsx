import { useLayoutEffect, useRef, useState } from 'react';
import { MenuList, type MenuItem } from './Menu.tsx';

interface PointMenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Where it opens, in pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly onClose: (back: boolean) => void;
}

const EDGE = 8;

/** A menu that opens at a point and stays within the window. */
export function PointMenu({ label, items, x, y, onClose }: PointMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: x, top: y });
  useLayoutEffect(() => {
    const list = box.current?.firstElementChild;
    if (!(list instanceof HTMLElement)) return;
    const { width, height } = list.getBoundingClientRect();
    setPlace({
      left: Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE)),
      top: Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE)),
    });
  }, [x, y, items.length]);
  return (
    <div ref={box}>
      <MenuList label={label} items={items} className="menu-at-point" style={place} onClose={onClose} />
    </div>
  );
}
