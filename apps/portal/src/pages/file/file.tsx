import './file.css';
import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import NotFound from '../not-found/not-found';
import { type Shown, ShownFile, type ShownPassage } from './file-query';

/** Drawing PDF takes a lot of script: it is loaded when somebody looks at one. */
const PdfView = lazy(() => import('./pdf-view'));

/** A file of a paper, page by page where it has pages that can be drawn. */
export default function FileOfPaper() {
  const text = useText();
  const { reference = '', id = '' } = useParams();
  const [parameters] = useSearchParams();
  const wanted = parameters.get('passage') ?? '';
  const answer = useQuery({
    query: ShownFile,
    variables: { file: id, passage: wanted, hasPassage: wanted.startsWith('psg_') },
  });
  return (
    <div className="page wide">
      <Answer of={answer}>
        {({ file: node, passage: found }) => {
          if (!node || !('url' in node)) return <NotFound />;
          const file = node as Shown;
          const named = found && 'text' in found ? (found as ShownPassage) : undefined;
          const passage = named?.file?.id === file.id ? named : undefined;
          return (
            <>
              <p className="small">
                <Link to={`/contributions/${reference}${passage ? `#${passage.id}` : ''}`}>{text('file.back')}</Link>
              </p>
              <PageHeading title={file.name} />
              <p className="row">
                <a className="button" href={file.url} download>
                  <Download size={18} aria-hidden />
                  {text('file.download')}
                </a>
                <span className="soft small">{text.bytes(file.byteSize)}</span>
              </p>
              <Recognised file={file} />
              <View file={file} passage={passage} reference={reference} />
            </>
          );
        }}
      </Answer>
    </div>
  );
}

/** That its text was recognised in images: whoever quotes it should look. */
function Recognised({ file: { extraction } }: { file: Shown }) {
  const text = useText();
  const pages = extraction.recognisedPages;
  if (pages.length === 0) return null;
  if (pages.length === extraction.pageCount) return <p className="hint">{text('file.recognised')}</p>;
  const values = { count: pages.length, pages: text.list(ranges(pages)) };
  return <p className="hint">{text('file.recognisedPages', values)}</p>;
}

/** 1, 2, 3 and 7 are 1–3 and 7. */
function ranges(pages: readonly number[]): string[] {
  const found: [number, number][] = [];
  for (const page of [...pages].sort((one, other) => one - other)) {
    const last = found.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else found.push([page, page]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
}

function View({ file, passage, reference }: { file: Shown; passage?: ShownPassage; reference: string }) {
  const text = useText();
  const [parameters] = useSearchParams();
  const page = Number(parameters.get('page') ?? passage?.page ?? 1);
  if (file.mediaType === 'application/pdf') {
    return (
      <Suspense fallback={<p role="status">{text('wait')}</p>}>
        <PdfView key={file.id} url={file.url} first={Number.isInteger(page) && page > 0 ? page : 1} passage={passage} />
      </Suspense>
    );
  }
  return (
    <>
      {passage && (
        <blockquote className="as-written" lang={passage.contribution.language}>
          {passage.text}
        </blockquote>
      )}
      <p>{text('file.noView')}</p>
      <p>
        <Link to={`/contributions/${reference}`}>{text('file.toText')}</Link>
      </p>
    </>
  );
}
