import { useText } from '../../language/text';
import { PageDialog } from '../../parts/confirm-dialog';
import { COMMANDS, type Command, type Keys } from './shortcuts';

/** The keys of the desk: what they do, another one for each, or none at all. */
export function ShortcutDialog(props: {
  keys: Keys;
  onSave: (keys: Keys) => void;
  onReset: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const { keys } = props;
  const set = (command: Command, key: string) => {
    const letter = key.slice(-1).toLowerCase();
    if (letter.trim() === '') return;
    // One key does one thing: the other command gets what this one had.
    const other = COMMANDS.find((one) => keys.keys[one] === letter);
    const next = { ...keys.keys, [command]: letter };
    if (other && other !== command) next[other] = keys.keys[command];
    props.onSave({ ...keys, keys: next });
  };
  return (
    <PageDialog title={text('desk.keys')} isOpen onClose={props.onClose}>
      <p className="small">{text('desk.keysHelp')}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={keys.isOn}
          onChange={(event) => props.onSave({ ...keys, isOn: event.target.checked })}
        />
        <span>{text('desk.keysOn')}</span>
      </label>
      <ul className="plain key-list">
        {COMMANDS.map((command) => (
          <li key={command}>
            <label>
              <span>{text(`desk.key.${command}`)}</span>
              <input
                value={keys.keys[command]}
                autoComplete="off"
                disabled={!keys.isOn}
                onChange={(event) => set(command, event.target.value)}
                onFocus={(event) => event.target.select()}
              />
            </label>
          </li>
        ))}
      </ul>
      <div className="row end">
        <button type="button" className="button" onClick={props.onReset}>
          {text('desk.keysReset')}
        </button>
        <button type="button" className="button primary" onClick={props.onClose}>
          {text('parts.close')}
        </button>
      </div>
    </PageDialog>
  );
}
