import { useText } from '../../language/text';

interface Awaited {
  quote: string;
  file: string | null;
  page: number | null;
  failure: string | null;
}

/** Quotes that came with an import: whose file is not read yet, or does not say them. */
export function AwaitedQuotes({ quotes, language }: { quotes: readonly Awaited[]; language: string }) {
  const text = useText();
  return quotes.map(({ quote, file, page, failure }) => {
    const place = file && page ? text('parts.page', { name: file, page }) : file;
    return (
      <blockquote key={`${place} ${page} ${quote}`}>
        <span lang={language}>{quote}</span>
        <footer className="small soft">
          {place && `${place} · `}
          {failure ? (
            <>
              {text('desk.quoteNotFound')} <span lang="en">{failure}</span>
            </>
          ) : (
            text('desk.quoteWaits')
          )}
        </footer>
      </blockquote>
    );
  });
}
