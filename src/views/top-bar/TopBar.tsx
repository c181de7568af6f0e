import { missing } from '../../lib/missing-part.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { pickFile } from '../../ui/pick-file.ts';
import { useMedia } from '../../ui/use-media.ts';
import { words } from '../../words/index.ts';
import { useLayout, useRun, useSession } from '../session.ts';
import { NARROW, useSlim } from '../room.ts';
import { Brand } from './Brand.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ScenarioMenu } from './ScenarioMenu.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import './top-bar.css';
import { Verdicts } from './Verdicts.tsx';

/** Which scenario, whether it holds, and what can be done to it as a whole. */
export function TopBar() {
  const slim = useSlim();
  const narrow = useMedia(NARROW);
  return (
    <div className="top-bar">
      <Brand />
      <Chapter />
      <ScenarioMenu />
      <Seed />
      <Saved />
      {slim ? undefined : <Verdicts />}
      <Actions folded={narrow} />
    </div>
  );
}

function Chapter() {
  const chapter = useRun((state) => state.scenario?.chapter) ?? '';
  return chapter === '' ? undefined : (
    <span className="crumb">
      {words.scenario.chapter(chapter)}
      <span className="crumb-slash" aria-hidden="true">
        /
      </span>
    </span>
  );
}

/** Whether what was changed is kept already. */
function Saved() {
  const saved = useRun((state) => state.saved);
  return saved ? <span className="saved">{words.file.saved}</span> : undefined;
}

const LAST_SEED = 0xffffffff;

/** The seed: a click takes the next one, with Alt the one before. */
function Seed() {
  const session = useSession();
  const seed = useRun((state) => state.summary?.seed);
  if (seed === undefined) return undefined;
  return (
    <button
      type="button"
      className="button button-quiet seed"
      aria-label={words.scenario.seedName(seed)}
      title={words.scenario.seedHint}
      onClick={(event) => {
        const other = (seed + (event.altKey ? LAST_SEED : 1)) % (LAST_SEED + 1);
        void session.edits.setSeed(other, words.scenario.seeded(other));
      }}
    >
      {words.scenario.seed(seed)}
    </button>
  );
}

const links = () => import('./share.ts').catch(missing('share'));

const PRESENT = 'present';

interface Action extends MenuItem {
  readonly icon: 'edit' | 'record' | 'share' | 'save' | 'folder' | 'undo' | 'reset' | 'present' | 'keys';
}

/** What can be done to the scenario as a whole. */
function useActions(): readonly Action[] {
  return [...useWriting(), ...useGiving(), ...useEditing()];
}

/** The text beside the stage, and acts that are recorded. */
function useWriting(): readonly Action[] {
  const session = useSession();
  const editing = useLayout((state) => state.editing);
  const armed = useLayout((state) => state.armed);
  return [
    {
      id: 'edit',
      icon: 'edit',
      text: words.edits.text,
      toggles: true,
      checked: editing,
      onSelect: () => session.edit(!editing),
    },
    {
      id: 'record',
      icon: 'record',
      text: words.edits.record,
      toggles: true,
      checked: armed,
      onSelect: () => session.arm(!armed),
    },
  ];
}

/** Links and files. */
function useGiving(): readonly Action[] {
  const session = useSession();
  return [
    {
      id: 'share',
      icon: 'share',
      text: words.file.share,
      onSelect: () => void links().then(({ copyLink }) => copyLink(session, window.location)),
    },
    {
      id: 'save',
      icon: 'save',
      text: words.file.save,
      onSelect: () => void links().then(({ saveScenario }) => saveScenario(session)),
    },
    {
      id: 'open',
      icon: 'folder',
      text: words.file.open,
      onSelect: () => pickFile('.yaml,.yml', (file) => void session.openFile(file)),
    },
  ];
}

function useEditing(): readonly Action[] {
  const session = useSession();
  const canUndo = useRun((state) => state.undo.length > 0);
  const canReset = useRun((state) => state.scenario !== state.original);
  return [
    {
      id: 'undo',
      icon: 'undo',
      text: words.edits.undo,
      disabled: !canUndo,
      onSelect: () => void session.edits.undo(words.edits.undone),
    },
    {
      id: 'reset',
      icon: 'reset',
      text: words.edits.reset,
      disabled: !canReset,
      onSelect: () => void session.edits.reset(words.edits.resetDone),
    },
    {
      id: PRESENT,
      icon: 'present',
      text: words.edits.present,
      onSelect: () => session.present(true),
    },
    { id: 'keys', icon: 'keys', text: words.keys.open, onSelect: () => session.showKeys(true) },
  ];
}

/** The bar's buttons; on narrow screens all but the theme fold into a menu. */
function Actions({ folded }: { readonly folded: boolean }) {
  const all = useActions();
  // There is no room for a room.
  const actions = folded ? all.filter(({ id }) => id !== PRESENT) : all;
  return (
    <div className="top-actions">
      {folded ? (
        <Menu
          label={words.scenario.more}
          button={<Icon name="more" />}
          buttonClass="button-bare"
          items={actions}
          align="end"
        />
      ) : (
        actions.map(({ id, icon, text, disabled, checked, onSelect }) => (
          <Button
            key={id}
            icon={icon}
            label={text}
            bare
            disabled={disabled}
            aria-pressed={checked}
            className={id === 'record' && checked === true ? 'button-armed' : ''}
            onClick={onSelect}
          />
        ))
      )}
      <ThemeToggle />
    </div>
  );
}
