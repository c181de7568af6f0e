import { useMemo, useRef, useState } from 'react';
import { expecting, nameOfLone, withNew, withZnodeFault, type ZnodeChange } from '../../shell/authoring.ts';
import type { WorkbenchTab } from '../../shell/stores.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { author } from '../../words/author.ts';
import { useLayout, useRun, useSession } from '../session.ts';
import { AddNode } from './AddNode.tsx';
import { ChangeZnode } from './ChangeZnode.tsx';
import { Expectations } from './Expectations.tsx';
import { ExpectNow } from './ExpectNow.tsx';
import { ensemblesOf } from './entries.ts';
import { FaultList } from './FaultList.tsx';
import { Parts } from './Parts.tsx';
import { useTextChange } from './use-text-change.tsx';
import { ZnodeForm } from './ZnodeForm.tsx';
import './workbench.css';

const TABS: readonly WorkbenchTab[] = ['expectations', 'faults', 'parts'];

/** What to do with a node that was added, until it is done. */
function LoneNode({ name }: { readonly name: string }) {
  const isLone = useRun(({ writing }) => name !== '' && wordCount(writing?.text ?? '', name) === 1);
  return isLone ? (
    <p className="workbench-none" role="status">
      {author.parts.alone(name)}
    </p>
  ) : undefined;
}

function wordCount(text: string, word: string): number {
  return text.match(/[a-z][a-z0-9-]*/gu)?.filter((one) => one === word).length ?? 0;
}

/**
 * Below the stage, or in its place: what the scenario expects, what befalls the system, and what it is made of. `tabbed`:
 * the tabs that choose between these stand elsewhere.
 */
export function Workbench({ tabbed = false }: { readonly tabbed?: boolean }) {
  const session = useSession();
  const tab = useLayout(({ part }) => (part === 'text' || part === 'preview' ? 'expectations' : part));
  const [change, refusal] = useTextChange();
  const [op, setOp] = useState<ZnodeChange['op']>();
  const [lone, setLone] = useState('');
  const nodes = useRun((state) => state.scenario?.nodes);
  const ensembles = useMemo(() => ensemblesOf(nodes ?? []), [nodes]);
  const section = useRef<HTMLElement>(null);
  const closeForm = () => {
    setOp(undefined);
    section.current?.focus();
  };
  return (
    <section
      ref={section}
      className="workbench"
      id="workbench"
      // In the place of the stage it is what the page is about.
      role={tabbed ? 'main' : undefined}
      aria-label={author.workbench.name}
      tabIndex={-1}
    >
      <header className="workbench-header">
        {tabbed ? undefined : (
          <Tabs
            label={author.workbench.name}
            tabs={TABS.map((id) => ({ id, text: author.workbench[id] }))}
            selected={tab}
            prefix="workbench"
            onSelect={(part) => session.showPart(part)}
          />
        )}
        {tab === 'expectations' ? (
          <ExpectNow onExpect={(one) => change(expecting(one))} />
        ) : tab === 'faults' && ensembles.length > 0 ? (
          <ChangeZnode onChoose={setOp} />
        ) : tab === 'parts' ? (
          <AddNode
            onAdd={(kind, entries) =>
              change(withNew(kind, entries), () => setLone(nameOfLone(kind, entries) ?? ''))
            }
          />
        ) : undefined}
      </header>
      <div className="workbench-body">
        {refusal}
        {tab === 'faults' && op !== undefined ? (
          <ZnodeForm
            key={op}
            op={op}
            ensembles={ensembles}
            onAdd={(one) => change(withZnodeFault(one), closeForm)}
            onClose={closeForm}
          />
        ) : undefined}
        {tab === 'expectations' ? (
          <Expectations onChange={change} />
        ) : tab === 'faults' ? (
          <FaultList onChange={change} />
        ) : (
          <>
            <LoneNode name={lone} />
            <Parts onChange={change} />
          </>
        )}
      </div>
    </section>
  );
}
