import { useState } from 'react';
import { expecting } from '../../shell/authoring.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { author } from '../../words/author.ts';
import { AddNode } from './AddNode.tsx';
import { Expectations } from './Expectations.tsx';
import { ExpectNow } from './ExpectNow.tsx';
import { FaultList } from './FaultList.tsx';
import { Parts } from './Parts.tsx';
import { useTextChange } from './use-text-change.tsx';
import './workbench.css';

const TABS = ['expectations', 'faults', 'parts'] as const;
type Tab = (typeof TABS)[number];

/** Below the stage: what the scenario expects, what befalls the system, and what it is made of. */
export function Workbench() {
  const [tab, setTab] = useState<Tab>('expectations');
  const [change, refusal] = useTextChange();
  return (
    <section className="workbench" aria-label={author.workbench.name}>
      <header className="workbench-header">
        <Tabs
          label={author.workbench.name}
          tabs={TABS.map((id) => ({ id, text: author.workbench[id] }))}
          selected={tab}
          prefix="workbench"
          onSelect={setTab}
        />
        {tab === 'expectations' ? (
          <ExpectNow onExpect={(one) => change(expecting(one))} />
        ) : tab === 'parts' ? (
          <AddNode onChange={change} />
        ) : undefined}
      </header>
      <div className="workbench-body">
        {refusal}
        {tab === 'expectations' ? (
          <Expectations onChange={change} />
        ) : tab === 'faults' ? (
          <FaultList onChange={change} />
        ) : (
          <Parts onChange={change} />
        )}
      </div>
    </section>
  );
}
