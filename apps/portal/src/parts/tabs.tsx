import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as TabsOfAria } from 'react-aria-components/Tabs';

/** Views of one thing, one at a time. The arrow keys go through them. */
export function Tabs(props: {
  label: string;
  tabs: { id: string; label: ReactNode; content: ReactNode }[];
  chosen?: string;
  onChange?: (id: string) => void;
}) {
  return (
    <TabsOfAria selectedKey={props.chosen} onSelectionChange={(key) => props.onChange?.(String(key))}>
      <TabList aria-label={props.label} className="tabs">
        {props.tabs.map(({ id, label }) => (
          <Tab key={id} id={id} className="tab">
            {label}
          </Tab>
        ))}
      </TabList>
      {props.tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </TabsOfAria>
  );
}
