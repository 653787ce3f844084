import { it } from '@jest/globals';
import { startTestApi } from './support/api.js';
it('x', async () => {
  const api = await startTestApi({ LOG_LEVEL: 'error' });
  const show = async (q: string) => { const t = Date.now(); const a = await api.as.anonymous(q); console.log(a.status, Date.now() - t, JSON.stringify(a).length, JSON.stringify({e: a.errors, d: a.data}).slice(0, 300)); };
  await show('subscription { viewer { id } }');
  await show('{ a: __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }');
  await show('{ a: __schema { types { fields { type { ofType { fields { type { ofType { fields { type { ofType { fields { type { name } } } } } } } } } } } } } }');
  const links = (inner: string) => `links(first: 100) { nodes { contribution { ${inner} } } }`;
  await show(`query Q { nodes(ids: [${Array.from({ length: 100 }, () => '"x"').join(' ')}]) { ... on Contribution { ${links(links('title'))} } } }`);
  await api.close();
});
