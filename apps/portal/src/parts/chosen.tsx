import './chosen.css';
import { useText } from '../language/text';
import { Chip } from './chip';

/** What is chosen; each can be taken away again. */
export function Chosen(props: { chosen: readonly { id: string; name: string }[]; onRemove: (id: string) => void }) {
  const text = useText();
  const { chosen, onRemove } = props;
  if (chosen.length === 0) return null;
  return (
    <ul className="plain chosen">
      {chosen.map(({ id, name }) => (
        <li key={id}>
          <Chip label={text('parts.remove', { name })} onRemove={() => onRemove(id)}>
            {name}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
