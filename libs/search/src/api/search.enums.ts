import { registerEnumType } from '@nestjs/graphql';
import { SearchEngineName } from '../engine.js';
import { FacetName } from '../query/facet-name.js';
import { SearchOrder } from '../query/hits-statement.js';
import { SearchNoteKind } from '../query/notes.js';

registerEnumType(SearchOrder, {
  name: 'SearchOrder',
  description: 'Order of hits; each ends in the id.',
  valuesMap: {
    RELEVANCE: { description: 'Best first; without words to look for, newest first. The default.' },
    NEWEST: { description: 'Latest published, else submitted, else created, first.' },
    OLDEST: { description: 'The reverse.' },
    TITLE: { description: 'By title, without regard to case and accents.' },
  },
});

registerEnumType(FacetName, {
  name: 'FacetName',
  description: 'What hits can be counted by.',
  valuesMap: {
    KIND: { description: 'Kind of contribution.' },
    THEME: { description: 'Theme, by code; a broader theme counts what its narrower ones have.' },
    SYSTEM: { description: 'Information system, by code.' },
    RECOMMENDATION: { description: 'Recommendation that a confirmed link leads to, by code.' },
    ORGANISATION: { description: 'Organisation that speaks, by id.' },
    ORGANISATION_KIND: { description: 'Kind of organisation that speaks.' },
    EVENT: { description: 'Event it was handed in to, by slug.' },
    LANGUAGE: { description: 'Language, BCP 47.' },
    YEAR: { description: 'Year of first publication, UTC.' },
    STATUS: { description: 'State.' },
    STANCE: { description: 'Stance of a confirmed link.' },
  },
});

registerEnumType(SearchEngineName, {
  name: 'SearchEngineName',
  description: 'What took part in an answer.',
  valuesMap: {
    POSTGRES: { description: 'The database itself; always.' },
    MEILISEARCH: { description: 'Meilisearch, when it is configured and answered in time.' },
  },
});

registerEnumType(SearchNoteKind, {
  name: 'SearchNoteKind',
  description: 'What a note is about.',
  valuesMap: {
    WORD_COMMON: { description: 'A word is so common that it only ranks what the other words find.' },
    QUERY_CUT: { description: 'The query was longer than what is looked for; the rest was ignored.' },
    QUOTES_IGNORED: {
      description:
        'What stands in quotes was not taken as a phrase that must occur: the query is prose, or nobody wrote the phrase.',
    },
    QUOTE_UNCLOSED: {
      description:
        'A quotation mark has no other half: it was passed over, and the words beside it were looked for like the others.',
    },
    WORD_UNKNOWN: { description: 'Words of the query that nothing you may read contains.' },
    WORD_CORRECTED: { description: 'Words that nothing you may read contains, and what was looked for instead.' },
    WORD_RARE: {
      description:
        'Little was found, and a word that few texts have is a slip away from one that many have; correctedQuery has that one, which was not looked for.',
    },
    WORD_EXPANDED: { description: 'Other names of the same thing, from the taxonomy, that are looked for too.' },
    ENGINE_ABSENT: {
      description: 'An engine that is configured did not answer in time; the answer is the database’s alone.',
    },
    INDEX_BEHIND: {
      description:
        'The index is more than five seconds behind: what was changed after freshAsOf may be missing, or found by what it no longer says.',
    },
    FACET_CUT: { description: 'A facet has more values than are shown.' },
  },
});
