import { useEffect, useState } from 'react';

/** What can be done by one key. */
export const COMMANDS = [
  'next',
  'previous',
  'accept',
  'correct',
  'reject',
  'undo',
  'link',
  'comment',
  'publish',
  'changes',
  'decline',
  'nextPaper',
  'help',
] as const;
export type Command = (typeof COMMANDS)[number];

export interface Keys {
  isOn: boolean;
  keys: Record<Command, string>;
}

const FIRST: Keys = {
  isOn: true,
  keys: {
    next: 'j',
    previous: 'k',
    accept: 'a',
    correct: 'c',
    reject: 'r',
    undo: 'u',
    link: 'l',
    comment: 'm',
    publish: 'p',
    changes: 'q',
    decline: 'd',
    nextPaper: 'n',
    help: '?',
  },
};
const STORED = 'roundtable.desk.keys';

/** The keys as somebody has set them in this browser; single letters can be changed, or shut off whole (WCAG 2.1.4). */
export function useKeys(): [Keys, (keys: Keys) => void, () => void] {
  const [keys, setKeys] = useState(read);
  const save = (next: Keys) => {
    setKeys(next);
    try {
      localStorage.setItem(STORED, JSON.stringify(next));
    } catch {
      // Storage can be shut off: then the choice lasts as long as the page.
    }
  };
  return [keys, save, () => save(FIRST)];
}

function read(): Keys {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? 'null') as Partial<Keys> | null;
    return { isOn: stored?.isOn ?? true, keys: { ...FIRST.keys, ...stored?.keys } };
  } catch {
    return FIRST;
  }
}

/** Runs commands by key, but not while somebody types, chooses from a list or is in a dialog. */
export function useShortcuts({ isOn, keys }: Keys, run: (command: Command) => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]')) return;
      const command = COMMANDS.find((one) => keys[one] === event.key.toLowerCase());
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn, keys, run]);
}
