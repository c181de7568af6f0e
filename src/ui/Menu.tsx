import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly text: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  /** The accessible name of the button. */
  readonly label: string;
  readonly button: ReactNode;
  readonly buttonClass?: string;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
  /** Opens upwards. */
  readonly above?: boolean;
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return menu === null ? [] : [...menu.querySelectorAll<HTMLElement>('[data-menu-item]:not([disabled])')];
}

/** Moves the focus within an open menu: arrows, Home and End. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
}

/** A button that opens a list of commands or choices below it. */
export function Menu({ label, button, buttonClass = '', items, align = 'start', above = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    itemsOf(list.current)[0]?.focus();
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  function close() {
    setOpen(false);
    trigger.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') setOpen(false);
    else moveFocus(event);
  }

  return (
    <div className="menu" ref={root}>
      <button
        ref={trigger}
        type="button"
        className={`button button-quiet ${buttonClass}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {button}
      </button>
      {open ? (
        <div
          className={`menu-list menu-${align}${above ? ' menu-above' : ''}`}
          ref={list}
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <MenuRow key={item.id} item={item} onDone={close} />
          ))}
        </div>
      ) : undefined}
    </div>
  );
}

function MenuRow({ item, onDone }: { readonly item: MenuItem; readonly onDone: () => void }) {
  return (
    <button
      type="button"
      data-menu-item
      className="menu-item"
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.checked}
      disabled={item.disabled}
      tabIndex={-1}
      onClick={() => {
        onDone();
        item.onSelect();
      }}
    >
      {item.text}
    </button>
  );
}
