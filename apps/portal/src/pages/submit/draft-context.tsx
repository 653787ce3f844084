import { createContext, useContext } from 'react';
import { FaultText } from '../../api/faults';
import type { FieldName, Fields } from './fields';
import { elementOf } from './steps';
import type { DraftState } from './use-draft';

export const DraftContext = createContext<DraftState | undefined>(undefined);

/** The paper being written. */
export function useDraftState(): DraftState {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('useDraftState needs a draft above it.');
  return draft;
}

/** One field: its value, what is wrong with it, and how to change it. */
export function useField<Name extends FieldName>(name: Name) {
  const { fields, errors, set } = useDraftState();
  const fault = errors[name];
  return {
    id: elementOf(name),
    value: fields[name] as Fields[Name],
    error: fault && <FaultText of={fault} />,
    change: (value: Fields[Name]) => set(name, value),
  };
}
