import { Link as LinkIcon } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'react-router';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { LoadMore } from '../../parts/load-more';
import { Said } from '../../parts/said';
import type { ShownPassage, usePassages } from '../../parts/use-passages';
import type { Whole } from './contribution-query';
import { fileAddress } from './files';

/** The text in its passages; each can be pointed at. Of its Markdown, HTML is left out and pictures are not fetched. */
export function Passages(props: {
  contribution: Whole;
  of: ReturnType<typeof usePassages>;
  /** Text was put in its place by formatted text. */
  onFormatted: () => void;
}) {
  const text = useText();
  const list = useRef<HTMLDivElement>(null);
  const { passages: first } = props.contribution;
  const { passages, isLoading, error, load } = props.of;
  if (passages.length === 0) return <p className="soft">{text('contribution.noText')}</p>;
  return (
    <section className="text" aria-label={text('contribution.text')}>
      <div ref={list}>
        {passages.map((passage, index) => (
          <OnePassage
            key={passage.id}
            passage={passage}
            before={passages[index - 1]}
            number={index + 1}
            paper={props.contribution}
            onFormatted={props.onFormatted}
          />
        ))}
      </div>
      {error && (
        <p role="alert" className="notice problem">
          {text(problemOf(error).message)}
        </p>
      )}
      {first.totalCount > first.nodes.length && (
        <LoadMore
          list={list}
          shown={passages.length}
          total={first.totalCount}
          isLoading={isLoading}
          onMore={() => void load()}
        />
      )}
    </section>
  );
}

function OnePassage(props: {
  passage: ShownPassage;
  before?: ShownPassage;
  number: number;
  paper: Whole;
  onFormatted: () => void;
}) {
  const text = useText();
  const { passage, before, number, paper } = props;
  const { language } = paper;
  const { id, heading, part, page, file, text: says } = passage;
  const title = part === 'ABSTRACT' ? text('contribution.abstract') : heading;
  const isNewFile = file && before?.file?.id !== file.id;
  const isNew = before?.part !== part || before?.heading !== heading || isNewFile;
  return (
    <div id={id} className="passage" tabIndex={-1}>
      {isNewFile && <h2 className="of-file">{text('contribution.fromFile', { name: file.name })}</h2>}
      {file && page && (isNewFile || before?.page !== page) && (
        <p className="of-page">
          {file.mediaType === 'application/pdf' ? (
            <Link className="roomy" to={fileAddress(paper, file.id, id)}>
              {text('contribution.page', { page })}
            </Link>
          ) : (
            text('contribution.page', { page })
          )}
        </p>
      )}
      {isNew && title && <h2 lang={part === 'ABSTRACT' ? undefined : language}>{title}</h2>}
      <div lang={language}>
        {file ? (
          // What was read from a file is no Markdown: its signs are meant.
          <p className="as-written">{says}</p>
        ) : (
          <Said text={says} onFormatted={props.onFormatted} />
        )}
      </div>
      <Link className="anchor" to={`#${id}`} aria-label={text('contribution.anchor', { number })}>
        <LinkIcon size={16} aria-hidden />
      </Link>
    </div>
  );
}
