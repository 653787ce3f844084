import { useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../api/generated';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { CopyButton } from '../../parts/copy-button';
import { useTell } from '../../parts/notices';
import type { Whole } from './contribution-query';

const CitationFile = graphql(`
  query CitationFile($id: ID!, $style: CitationStyle!) {
    node(id: $id) {
      ... on Contribution {
        citation(style: $style)
      }
    }
  }
`);

const FORMS = [
  { style: 'BIBTEX', label: 'BibTeX', ending: 'bib', type: 'application/x-bibtex' },
  { style: 'RIS', label: 'RIS', ending: 'ris', type: 'application/x-research-info-systems' },
] as const;

/** How to cite it, to copy, or as a file for a reference manager. */
export function Cite({ contribution: { id, reference, citation } }: { contribution: Whole }) {
  const text = useText();
  const tell = useTell();
  const client = useClient();
  const [asked, setAsked] = useState<string>();
  const save = async ({ style, ending, type }: (typeof FORMS)[number]) => {
    setAsked(style);
    const { data, error } = await client.query(CitationFile, { id, style }).toPromise();
    setAsked(undefined);
    const content = data?.node && 'citation' in data.node ? data.node.citation : undefined;
    if (!content) return tell(text(error ? problemOf(error).message : 'notFound.title'));
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = Object.assign(document.createElement('a'), {
      href: address,
      download: `${reference ?? id}.${ending}`,
    });
    link.click();
    URL.revokeObjectURL(address);
    return undefined;
  };
  return (
    <section>
      <h2>{text('contribution.cite')}</h2>
      <p className="citation small">{citation}</p>
      <div className="row">
        <CopyButton value={citation.trim()} />
        {FORMS.map((form) => (
          <button
            key={form.style}
            type="button"
            className="button"
            disabled={asked === form.style}
            onClick={() => void save(form)}
          >
            {form.label}
          </button>
        ))}
      </div>
    </section>
  );
}
