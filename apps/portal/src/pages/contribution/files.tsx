import { FileText } from 'lucide-react';
import { useText } from '../../language/text';
import type { Whole } from './contribution-query';

/** The files it came with. */
export function Files({ files }: { files: Whole['files'] }) {
  const text = useText();
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{text('contribution.files')}</h2>
      <ul className="plain">
        {files.map(({ id, name, url, byteSize }) => (
          <li key={id}>
            <a className="roomy row" href={url} download>
              <FileText size={18} aria-hidden />
              <span>{name}</span>
              <span className="soft small">{text.bytes(byteSize)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
