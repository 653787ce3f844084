import type { FastifyRequest } from 'fastify';
import type { Recommendations } from '#libs/catalogue';
import { addressIn, type CitationSource, type CitationSources, cslItem } from '#libs/exchange';
import { ANONYMOUS } from '#libs/identity';
import { globalId, readGlobalId } from '#libs/platform';
import { sessionSecret } from './session-cookie.js';

/** What the first response says about a page: its status, and what stands in place of the title (title, description, metadata). */
export interface Head {
  status: number;
  /** Empty: the title and description of the site. */
  html: string;
}

export type HeadOf = (path: string, request: FastifyRequest) => Promise<Head>;

export interface HeadSources {
  papers: CitationSources;
  recommendations: Recommendations;
  publicUrl: string | undefined;
}

const SITE: Head = { status: 200, html: '' };
const DESCRIPTION_LENGTH = 300;

/**
 * Says of public pages what they are about, to those who share, harvest and index them. It reads as anyone may, whoever asks: what is not
 * public is answered like what is not there. Who is signed in gets the page without a word about it, and the API decides.
 */
export function portalHead({ papers, recommendations, publicUrl }: HeadSources): HeadOf {
  return async (path, request) => {
    const [, kind, name = ''] = path.split('/').map(readSegment);
    const isPaper = kind === 'contributions' && name !== '';
    if (!isPaper && !(kind === 'recommendations' && name !== '')) return SITE;
    const site = publicUrl ?? `${request.protocol}://${request.headers.host}`;
    const html = isPaper ? await paperHead(name, site) : await recommendationHead(name, site);
    if (html) return { status: 200, html };
    return sessionSecret(request) ? SITE : { status: 404, html: '' };
  };

  async function paperHead(name: string, site: string): Promise<string | undefined> {
    const id = readGlobalId(name);
    const source = id
      ? id.type === 'Contribution' && (await papers.byIds(ANONYMOUS, [id.uuid]))[0]
      : /^rt-\d{4}-\d{1,9}$/i.test(name) && (await papers.byReference(ANONYMOUS, name));
    return source ? describePaper(source, site) : undefined;
  }

  async function recommendationHead(code: string, site: string): Promise<string | undefined> {
    if (!/^[a-z0-9-]{1,60}$/i.test(code)) return undefined;
    const found = await recommendations.byCode(code);
    if (!found) return undefined;
    const address = `${site}/recommendations/${found.code}`;
    return tags({ title: `${found.title} (${found.code})`, description: found.summary, address, type: 'website' });
  }
}

function describePaper(source: CitationSource, site: string): string {
  const named = { ...source, id: globalId('Contribution', source.id) };
  const address = addressIn(site, named);
  const authors = source.authors.length > 0 ? source.authors : source.organisations;
  const item = cslItem(named, site) as { issued?: { 'date-parts': number[][] } };
  const date = item.issued?.['date-parts'][0]?.map((part) => String(part).padStart(2, '0'));
  const meta: [string, string][] = [
    ['citation_title', source.title],
    ...authors.map((author): [string, string] => ['citation_author', author]),
    ...(date ? [['citation_publication_date', date.join('/')] satisfies [string, string]] : []),
    ['citation_technical_report_institution', 'Roundtable'],
    ...(source.reference ? [['citation_technical_report_number', source.reference] satisfies [string, string]] : []),
    ['citation_language', source.language],
    ['citation_public_url', address],
  ];
  const work = {
    '@context': 'https://schema.org',
    '@type': source.kind === 'POSITION_PAPER' ? 'Report' : 'ScholarlyArticle',
    '@id': address,
    url: address,
    name: source.title,
    headline: source.title,
    inLanguage: source.language,
    author: [
      ...source.authors.map((name) => ({ '@type': 'Person', name })),
      ...source.organisations.map((name) => ({ '@type': 'Organization', name })),
    ],
    ...(source.abstract ? { abstract: source.abstract } : {}),
    ...(date ? { datePublished: date.join('-') } : {}),
    ...(source.reference ? { identifier: source.reference } : {}),
    ...(source.sourceUrl ? { isBasedOn: source.sourceUrl } : {}),
    publisher: { '@type': 'Organization', name: 'Roundtable' },
  };
  return [
    tags({ title: source.title, description: source.abstract, address, type: 'article' }),
    ...meta.map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content)}" />`),
    `<script type="application/ld+json">${forScript(work)}</script>`,
  ].join('\n    ');
}

function tags(page: { title: string; description: string; address: string; type: string }): string {
  const title = escapeHtml(page.title);
  const description = escapeHtml(shortened(page.description));
  const address = escapeHtml(page.address);
  return [
    `<title>${title} · Roundtable</title>`,
    `<link rel="canonical" href="${address}" />`,
    ...(description ? [`<meta name="description" content="${description}" />`] : []),
    `<meta property="og:title" content="${title}" />`,
    ...(description ? [`<meta property="og:description" content="${description}" />`] : []),
    `<meta property="og:type" content="${page.type}" />`,
    `<meta property="og:url" content="${address}" />`,
    '<meta property="og:site_name" content="Roundtable" />',
  ].join('\n    ');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= DESCRIPTION_LENGTH ? line : `${line.slice(0, DESCRIPTION_LENGTH).replace(/\s+\S*$/, '')} …`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

/** JSON that cannot end the element it stands in. */
function forScript(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
