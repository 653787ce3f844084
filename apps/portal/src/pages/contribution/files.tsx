import { Download, FileText } from 'lucide-react';
import { Link } from 'react-router';
import { useText } from '../../language/text';
import { contributionAddress } from '../../parts/contribution-card';
import type { Whole } from './contribution-query';

/** The files it came with. */
export function Files({ contribution }: { contribution: Whole }) {
  const { files } = contribution;
  const text = useText();
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{text('contribution.files')}</h2>
      <ul className="plain">
        {files.map(({ id, name, url, mediaType, byteSize }) => (
          <li key={id}>
            <p className="row file">
              <FileText size={18} aria-hidden />
              {mediaType === 'application/pdf' ? (
                <Link className="roomy" to={fileAddress(contribution, id)}>
                  {name}
                </Link>
              ) : (
                <span>{name}</span>
              )}
              <span className="soft small">{text.bytes(byteSize)}</span>
              <a
                className="button quiet small"
                href={url}
                download
                aria-label={text('contribution.download', { name })}
                title={text('contribution.download', { name })}
              >
                <Download size={18} aria-hidden />
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a file of a paper is shown; at a passage, with its words marked. */
export function fileAddress(paper: { id: string; reference?: string | null }, file: string, passage?: string): string {
  return `${contributionAddress(paper)}/files/${file}${passage ? `?passage=${passage}` : ''}`;
}
