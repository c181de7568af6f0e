import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly text: string;
  readonly checked?: boolean;
  /** Checked for itself, rather than one of several. */
  readonly toggles?: boolean;
  readonly disabled?: boolean;
  /** Before its text, where it has no check of its own. */
  readonly mark?: ReactNode;
  readonly tone?: 'bad' | undefined;
  /** The heading under which it stands, together with its neighbours of the same one. */
  readonly section?: string;
  readonly onSelect: () => void;
}

interface MenuProps {
  /** The accessible name of the button. */
  readonly label: string;
  readonly button: ReactNode;
  readonly buttonClass?: string;
  /** A function is asked when the menu opens. */
  readonly items: readonly MenuItem[] | (() => readonly MenuItem[]);
  readonly align?: 'start' | 'end';
  /** Opens upwards. */
  readonly above?: boolean;
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return menu === null ? [] : [...menu.querySelectorAll<HTMLElement>('[data-menu-item]:not([disabled])')];
}

/** Letters that follow each other within so many ms are the beginning of one name. */
const TYPING_MS = 600;

interface Typed {
  readonly text: string;
  readonly at: number;
}

/** Which of some names typed letters mean; one letter again and again goes from one to the next. -1: none. */
export function typedAhead(names: readonly string[], at: number, typed: string): number {
  const same = typed === typed.slice(0, 1).repeat(typed.length);
  const sought = (same ? typed.slice(0, 1) : typed).toLowerCase();
  const first = same ? at + 1 : Math.max(0, at);
  const order = names.map((_, index) => (first + index) % names.length);
  return order.find((index) => (names[index] ?? '').trim().toLowerCase().startsWith(sought)) ?? -1;
}

/** Moves the focus to the item whose name was typed; what was typed so far, or undefined if that was no letter. */
function typeAhead(event: KeyboardEvent<HTMLElement>, before: Typed): Typed | undefined {
  const { key, timeStamp: at } = event;
  if (key.length !== 1 || key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const text = at - before.at < TYPING_MS ? before.text + key : key;
  const items = itemsOf(event.currentTarget);
  const focused = items.findIndex((item) => item === document.activeElement);
  items[
    typedAhead(
      items.map(({ textContent }) => textContent),
      focused,
      text,
    )
  ]?.focus();
  event.preventDefault();
  return { text, at };
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

interface MenuListProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Presses within it do not close the list. */
  readonly owner?: RefObject<HTMLElement | null>;
  /** `back`: the focus goes back to where it came from. */
  readonly onClose: (back: boolean) => void;
}

/** An open list of commands or choices; it takes the focus, and closes by Escape, Tab or a press elsewhere. */
export function MenuList({ label, items, className = '', style, owner, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef<Typed>({ text: '', at: -TYPING_MS });
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    itemsOf(list.current)[0]?.focus();
    const onPointerDown = (event: PointerEvent) => {
      const home = owner?.current ?? list.current;
      if (event.target instanceof Node && home?.contains(event.target) !== true) close.current(false);
    };
    // Also where the focus is not in it, as after a second press of the pointer.
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current(true);
    };
    document.addEventListener('pointerdown', onPointerDown);
    window.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      window.removeEventListener('keydown', onEscape);
    };
  }, [owner]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose(true);
    } else if (event.key === 'Tab') onClose(false);
    else {
      const next = typeAhead(event, typed.current);
      if (next === undefined) moveFocus(event);
      else typed.current = next;
    }
  }

  return (
    <div
      className={`menu-list ${className}`}
      style={style}
      ref={list}
      role="menu"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {sectionsOf(items).map(([first, ...others]) => (
        <div
          key={first.id}
          role={first.section === undefined ? 'presentation' : 'group'}
          aria-label={first.section}
        >
          {first.section === undefined ? undefined : (
            <div className="menu-section" aria-hidden="true">
              {first.section}
            </div>
          )}
          {[first, ...others].map((item) => (
            <MenuRow key={item.id} item={item} onDone={() => onClose(true)} />
          ))}
        </div>
      ))}
    </div>
  );
}

type Section = readonly [MenuItem, ...MenuItem[]];

/** The items in runs of the same section. */
function sectionsOf(items: readonly MenuItem[]): readonly Section[] {
  return items.reduce<readonly Section[]>((sections, item) => {
    const last = sections.at(-1);
    if (last === undefined || last[0].section !== item.section) return [...sections, [item]];
    return [...sections.slice(0, -1), [...last, item]];
  }, []);
}

/** A button that opens a list of commands or choices below it. */
export function Menu({ label, button, buttonClass = '', items, align = 'start', above = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<readonly MenuItem[]>([]);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);

  function close(back: boolean) {
    setOpen(false);
    if (back) trigger.current?.focus();
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
          if (!open && typeof items === 'function') setAsked(items());
          setOpen(!open);
        }}
      >
        {button}
      </button>
      {open ? (
        <MenuList
          label={label}
          items={typeof items === 'function' ? asked : items}
          className={`menu-${align}${above ? ' menu-above' : ''}`}
          owner={root}
          onClose={close}
        />
      ) : undefined}
    </div>
  );
}

function roleOf({ checked, toggles }: MenuItem): string {
  if (checked === undefined) return 'menuitem';
  return toggles === true ? 'menuitemcheckbox' : 'menuitemradio';
}

function MenuRow({ item, onDone }: { readonly item: MenuItem; readonly onDone: () => void }) {
  return (
    <button
      type="button"
      data-menu-item
      className={`menu-item${item.mark === undefined ? '' : ' menu-item-marked'}${item.tone === undefined ? '' : ` menu-item-${item.tone}`}`}
      role={roleOf(item)}
      aria-checked={item.checked}
      disabled={item.disabled}
      tabIndex={-1}
      onClick={() => {
        onDone();
        item.onSelect();
      }}
    >
      {item.mark}
      {item.text}
    </button>
  );
}
