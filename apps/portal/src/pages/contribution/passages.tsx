import { Link as LinkIcon } from 'lucide-react';
import Markdown from 'react-markdown';
import { Link } from 'react-router';
import remarkGfm from 'remark-gfm';
import { useText } from '../../language/text';
import type { Whole } from './contribution-query';

/** The text in its passages; each can be pointed at. Of its Markdown, HTML is left out and pictures are not fetched. */
export function Passages({ contribution: { passages, language } }: { contribution: Whole }) {
  const text = useText();
  if (passages.nodes.length === 0) return <p className="soft">{text('contribution.noText')}</p>;
  return (
    <section className="text" aria-label={text('contribution.text')}>
      {passages.nodes.map(({ id, heading, part, text: says }, index) => {
        const before = passages.nodes[index - 1];
        const title = part === 'ABSTRACT' ? text('contribution.abstract') : heading;
        const isNew = before?.part !== part || before?.heading !== heading;
        return (
          <div key={id} id={id} className="passage" tabIndex={-1}>
            {isNew && title && <h2 lang={part === 'ABSTRACT' ? undefined : language}>{title}</h2>}
            <div lang={language}>
              <Markdown
                skipHtml
                remarkPlugins={[remarkGfm]}
                disallowedElements={['img']}
                components={{ h1: 'h3', h2: 'h3' }}
              >
                {says}
              </Markdown>
            </div>
            <Link className="anchor" to={`#${id}`} aria-label={text('contribution.anchor', { number: index + 1 })}>
              <LinkIcon size={16} aria-hidden />
            </Link>
          </div>
        );
      })}
      {passages.totalCount > passages.nodes.length && (
        <p className="soft">{text('parts.shown', { shown: passages.nodes.length, total: passages.totalCount })}</p>
      )}
    </section>
  );
}
