const FACETS = '[KIND, THEME, SYSTEM, ORGANISATION, LANGUAGE, YEAR]';
const SEARCH = `query Search($query: String!, $filter: SearchFilter) {
  search(query: $query, first: 20, filter: $filter, facets: ${FACETS}) {
    totalCount notes { kind message }
    edges { score highlights { html } node { id reference title kind } passages { html } }
    facets { name values { value label count } }
  }
}`;
const QUICK = 'query Quick($text: String!) { quickSearch(text: $text) { label html node { __typename id } } }';
const SUGGEST = 'query Suggest($text: String!) { suggestQueries(prefix: $text) }';
const WORDS_OF_SENTENCE = 12;

/** An endless list of questions in the proportions in which people ask: 40 % as they type, 40 % three words, 20 % sentences. */
export async function* questionsOf(client, { random, texts }) {
  const { rows: papers } = await client.query(
    `select revision.title, passage.text from revision
     join contribution on contribution.current_revision_id = revision.id and contribution.audience = 'PUBLIC'
     join passage on passage.revision_id = revision.id and passage.position = 3 order by revision.id limit 2000`,
  );
  const { rows: themes } = await client.query('select code from theme order by code');
  let typing = '';
  let typed = 0;
  const type = () => {
    // Letter by letter, as a field that asks at each one does.
    if (typed >= typing.length) {
      typing = random.pick(papers).title.split(' ').slice(0, 2).join(' ').slice(0, 14);
      typed = 0;
    }
    return typing.slice(0, ++typed);
  };
  const filters = [
    () => ({ kinds: [random.pick(['POSITION_PAPER', 'TECHNOLOGY_NOTE'])] }),
    () => ({ themes: random.some(3, themes.length).map((no) => themes[no].code) }),
    () => ({ publishedFrom: `${2018 + random.below(5)}-01-01` }),
  ];
  const filter = () => (random.below(3) === 0 ? random.pick(filters)() : undefined);
  const search = (shape, query) => ({ shape, query: SEARCH, variables: { query, filter: filter() } });
  for (;;) {
    const turn = random.next();
    const words = random.pick(papers).text.toLowerCase().replaceAll('.', '').split(' ');
    if (turn < 0.3) yield { shape: 'quickSearch', query: QUICK, variables: { text: type() } };
    else if (turn < 0.4) yield { shape: 'suggestQueries', query: SUGGEST, variables: { text: type() } };
    else if (turn < 0.8) {
      const telling = words.filter((word) => !texts.isCommon(word));
      yield search(
        'three words',
        random
          .some(3, telling.length)
          .map((no) => telling[no])
          .join(' '),
      );
    } else {
      const from = random.below(words.length - WORDS_OF_SENTENCE);
      yield search('sentence', words.slice(from, from + WORDS_OF_SENTENCE).join(' '));
    }
  }
}
