import { MessageSquarePlus, Quote, X } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import { problemOf } from '../../api/problem';
import { useLanguage } from '../../language/language-provider';
import { useText } from '../../language/text';
import { AudienceBadge, KindBadge } from '../../parts/badges';
import { Differences } from '../../parts/differences';
import { Disclosure } from '../../parts/disclosure';
import { LoadMore } from '../../parts/load-more';
import { Moment } from '../../parts/moment';
import { PassagePlace } from '../../parts/passage-place';
import { Related } from '../../parts/related';
import { Said, SaidWithMarks } from '../../parts/said';
import { selectedWords } from '../../parts/selected-words';
import { usePassages } from '../../parts/use-passages';
import { evidenceOf, type Item, stretchesOf } from './items';
import type { Reviewed, ReviewedPassage } from './review-query';

type Content = Pick<Reviewed, 'language' | 'kind' | 'audience' | 'organisations' | 'themes' | 'systems'> &
  Record<string, unknown>;

/** Words of a paper: the passage that they begin in, and what they are. */
export interface Quoted {
  passage: { id: string };
  words: string;
}

const LONGEST_QUOTE = 2_000;

/** The paper, with the evidence of what is suggested and linked marked in it. */
export function Paper(props: {
  paper: Reviewed;
  items: Item[];
  active: string | undefined;
  /** What passages say as it was written, by id; those that are shown are added. */
  texts: Map<string, string>;
  onLink: (quote: Quoted) => void;
  onComment: (quote: Quoted) => void;
  onRemoveComment: (id: string) => void;
}) {
  const text = useText();
  const { paper, active } = props;
  const { language: interfaceLanguage } = useLanguage();
  const { pending } = paper;
  const list = useRef<HTMLDivElement>(null);
  const looked = props.items.find(({ key }) => key === active);
  const wanted = (looked && evidenceOf(looked)[0]?.passage.id) ?? '';
  const { passages: shown, isLoading, error, load } = usePassages(paper, wanted);
  const { texts } = props;
  useEffect(() => {
    for (const passage of shown) texts.set(passage.id, passage.text);
  }, [shown, texts]);
  // How many passages were put in the place of their plain text by formatted text.
  const [formatted, setFormatted] = useState(0);
  const isThere = shown.some(({ id }) => id === wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another item is looked at, its evidence comes into sight; also when it is only there later.
  useEffect(() => {
    document.querySelector('.paper mark.active')?.scrollIntoView({ block: 'center' });
  }, [active, isThere, formatted]);
  return (
    <section className="paper" aria-label={text('desk.paper')}>
      {pending?.content && (
        <>
          <h2>{text('desk.nextRevision', { number: pending.number })}</h2>
          <Differences id={paper.id} language={pending.content.language} />
          <Facts said={pending.content} />
          <Details said={pending.content} />
          <p className="prose as-written" lang={pending.content.language}>
            {pending.content.abstract}
          </p>
          <div className="prose" lang={pending.content.language}>
            <Said text={pending.content.body ?? ''} />
          </div>
        </>
      )}
      {pending?.content ? (
        <Disclosure label={text('desk.publishedText')}>{passages()}</Disclosure>
      ) : (
        <>
          <Facts said={paper} />
          <Details said={paper} />
          {passages()}
        </>
      )}
      <Related id={paper.id} />
    </section>
  );

  function passages(): ReactNode {
    let heading: string | null = null;
    let place = '';
    return (
      <div lang={paper.language}>
        <div ref={list}>
          {shown.map((passage) => {
            const isNew = passage.heading !== heading;
            heading = passage.heading;
            const here = passage.file ? `${passage.file.id} ${passage.page}` : '';
            const isElsewhere = here !== place;
            place = here;
            return (
              <Fragment key={passage.id}>
                {isElsewhere && passage.file && (
                  <p className="of-page" lang={interfaceLanguage}>
                    <PassagePlace of={{ ...passage, heading: null }} language={paper.language} />
                  </p>
                )}
                {isNew && passage.heading && <h2>{passage.heading}</h2>}
                <OnePassage passage={passage} onFormatted={() => setFormatted((count) => count + 1)} {...props} />
              </Fragment>
            );
          })}
        </div>
        {error && (
          <p role="alert" className="notice problem" lang={interfaceLanguage}>
            {text(problemOf(error).message)}
          </p>
        )}
        {paper.passages.totalCount > paper.passages.nodes.length && (
          <div lang={interfaceLanguage}>
            <LoadMore
              list={list}
              shown={shown.length}
              total={paper.passages.totalCount}
              isLoading={isLoading}
              onMore={() => void load()}
            />
          </div>
        )}
      </div>
    );
  }
}

function OnePassage(props: {
  passage: ReviewedPassage;
  onFormatted: () => void;
  paper: Reviewed;
  items: Item[];
  active: string | undefined;
  texts: ReadonlyMap<string, string>;
  onLink: (quote: Quoted) => void;
  onComment: (quote: Quoted) => void;
  onRemoveComment: (id: string) => void;
}) {
  const text = useText();
  const { passage, paper, items, active } = props;
  const comments = paper.reviewComments.filter((comment) => comment.passage?.id === passage.id);
  // What is selected elsewhere is not meant; what goes on beyond this passage is.
  const selected = () =>
    selectedWords(props.texts)
      .find((piece) => piece.passage === passage.id)
      ?.words.trim();
  const quote = () =>
    (selected() && selectedQuote(props.texts)) || { passage, words: passage.text.slice(0, LONGEST_QUOTE) };
  return (
    <div className="passage" data-passage={passage.id}>
      <div className="prose">
        <SaidWithMarks
          text={passage.text}
          isMarkdown={!passage.file}
          marks={stretchesOf(passage.id, passage.text.length, items)}
          active={active}
          onFormatted={props.onFormatted}
        />
      </div>
      <div className="passage-tools">
        <button
          type="button"
          className="button quiet small"
          onMouseDown={keepSelection}
          onClick={() => props.onLink(quote())}
        >
          <Quote size={16} aria-hidden />
          {text('desk.linkThis')}
        </button>
        <button
          type="button"
          className="button quiet small"
          onMouseDown={keepSelection}
          onClick={() => props.onComment({ passage, words: selected() ?? '' })}
        >
          <MessageSquarePlus size={16} aria-hidden />
          {text('desk.commentThis')}
        </button>
      </div>
      <Comments comments={comments} onRemove={props.onRemoveComment} />
    </div>
  );
}

/** A click would take the selection away before it is read. */
const keepSelection = (event: { preventDefault(): void }) => event.preventDefault();

/** What is selected, to be quoted: where it begins, and its words over all passages that it goes over. Undefined when nothing is. */
export function selectedQuote(texts: ReadonlyMap<string, string>): Quoted | undefined {
  const pieces = selectedWords(texts);
  const [first] = pieces;
  if (!first) return undefined;
  const words = pieces.map((piece) => piece.words.trim()).join(' ');
  return { passage: { id: first.passage }, words: words.slice(0, LONGEST_QUOTE) };
}

/** What was noted, at its passage; what the author has already stays. */
export function Comments(props: { comments: Reviewed['reviewComments']; onRemove: (id: string) => void }) {
  const text = useText();
  if (props.comments.length === 0) return null;
  return (
    <ul className="plain comments" lang={document.documentElement.lang}>
      {props.comments.map((comment) => (
        <li key={comment.id}>
          {comment.quote && <q>{comment.quote}</q>}
          <p>{comment.text}</p>
          <p className="facts">
            <span>{comment.madeBy?.name}</span>
            <Moment at={comment.madeAt} as="ago" />
            <span>{text(comment.sentAt ? 'desk.comment.sent' : 'desk.comment.kept')}</span>
            {!comment.sentAt && (
              <button type="button" className="button quiet small" onClick={() => props.onRemove(comment.id)}>
                <X size={16} aria-hidden />
                {text('desk.comment.remove')}
              </button>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Facts({ said }: { said: Content }) {
  const text = useText();
  return (
    <p className="facts">
      <KindBadge kind={said.kind} />
      <AudienceBadge audience={said.audience} />
      <span>{text.list(said.organisations.map(({ name }) => name))}</span>
      {[...said.themes.map(({ label }) => label), ...said.systems.map(({ name }) => name)].map((name) => (
        <span key={name} className="tag">
          {name}
        </span>
      ))}
    </p>
  );
}

/** What its kind says beside the text. */
function Details({ said }: { said: Content }) {
  const text = useText();
  const names = [
    'statement',
    'asks',
    'technology',
    'maturity',
    'standards',
    'limits',
    'prerequisites',
    'risks',
  ] as const;
  const rows = names
    .map((name) => ({ name, value: said[name] as string | number | string[] | null | undefined }))
    .filter(({ value }) => value !== null && value !== undefined && (!Array.isArray(value) || value.length > 0));
  if (rows.length === 0) return null;
  return (
    <dl className="kind-details">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{text(`desk.detail.${name}`)}</dt>
          {(Array.isArray(value) ? value : [value]).map((entry) => (
            <dd key={String(entry)} lang={said.language}>
              {typeof entry === 'number' ? text.number(entry) : entry}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
