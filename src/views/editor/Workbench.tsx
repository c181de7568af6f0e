import { useState } from 'react';
import { Tabs } from '../../ui/Tabs.tsx';
import { author } from '../../words/author.ts';
import { Expectations } from './Expectations.tsx';
import { FaultList } from './FaultList.tsx';
import { Parts } from './Parts.tsx';
import './workbench.css';

const TABS = ['expectations', 'faults', 'parts'] as const;
type Tab = (typeof TABS)[number];

/** Below the stage: what the scenario expects, what befalls the system, and what it is made of. */
export function Workbench() {
  const [tab, setTab] = useState<Tab>('expectations');
  return (
    <section className="workbench" aria-label={author.workbench.name}>
      <Tabs
        label={author.workbench.name}
        tabs={TABS.map((id) => ({ id, text: author.workbench[id] }))}
        selected={tab}
        prefix="workbench"
        onSelect={setTab}
      />
      {tab === 'expectations' ? <Expectations /> : tab === 'faults' ? <FaultList /> : <Parts />}
    </section>
  );
}
