import { catalogueArea } from '#libs/catalogue';
import { contributionsArea } from '#libs/contributions';
import { directoryArea } from '#libs/directory';
import { documentsArea } from '#libs/documents';
import { identityArea } from '#libs/identity';
import { linksArea } from '#libs/links';
import { type Area, platformArea } from '#libs/platform';
import { retrievalArea } from '#libs/retrieval';
import { reviewArea } from '#libs/review';
import { searchArea } from '#libs/search';
import { suggestionsArea } from '#libs/suggestions';

/** The areas of the house with their tables, ground floor first: the order of their first migrations. */
export const areas: Area[] = [
  platformArea,
  identityArea,
  catalogueArea,
  directoryArea,
  contributionsArea,
  documentsArea,
  retrievalArea,
  linksArea,
  searchArea,
  suggestionsArea,
  reviewArea,
];
