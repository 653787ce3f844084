import { Link, useSearchParams } from 'react-router';
import { Text, useText } from '../../language/text';
import type { Results } from './find-query';

/** What was corrected, ignored or left out of the search, so that nobody is misled. */
export function Notes({ results }: { results: Results }) {
  const text = useText();
  const [parameters] = useSearchParams();
  const { correctedQuery, notes } = results;
  const corrected = new URLSearchParams(parameters);
  if (correctedQuery) corrected.set('q', correctedQuery);
  const misspelt = wordsOf(notes, 'WORD_CORRECTED')[0];
  const rare = wordsOf(notes, 'WORD_RARE').flatMap(([word]) => word ?? []);
  return (
    <div className="notes">
      {correctedQuery && (
        <p>
          <Text
            id={misspelt ? 'find.corrected' : rare.length > 0 ? 'find.didYouMeanRare' : 'find.didYouMean'}
            values={{
              query: (
                <Link to={`/find?${corrected}`} replace>
                  <strong>{correctedQuery.trim()}</strong>
                </Link>
              ),
              words: text.list(misspelt?.slice(0, 1) ?? rare),
            }}
          />
        </p>
      )}
      {notes
        .filter(({ kind }) => kind !== 'WORD_CORRECTED' && kind !== 'WORD_RARE')
        .map((note) => (
          <p key={note.kind + note.message}>{inWords(note)}</p>
        ))}
    </div>
  );

  function inWords({ kind, message }: Results['notes'][number]) {
    const words = quoted(message);
    if (kind === 'WORD_EXPANDED' && words.length > 1)
      return text('find.note.WORD_EXPANDED', { word: words[0]!, words: text.list(words.slice(1)) });
    // It names the phrases that nobody wrote, and none where the question is prose.
    if (kind === 'QUOTES_IGNORED' && words.length === 0) return text('find.note.quotesInProse');
    return text.of('find.note', kind, { words: text.list(words) });
  }
}

/** The words that a note is about stand in its quotes. */
const quoted = (message: string) => [...message.matchAll(/“([^”]+)”/g)].map(([, word]) => word!);

const wordsOf = (notes: Results['notes'], wanted: Results['notes'][number]['kind']) =>
  notes.filter(({ kind }) => kind === wanted).map(({ message }) => quoted(message));
