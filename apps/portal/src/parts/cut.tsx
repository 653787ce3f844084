import { useText } from '../language/text';

/** That a list ends before all of it is shown; nothing where it is whole. */
export function Cut({ of: { nodes, totalCount } }: { of: { nodes: readonly unknown[]; totalCount: number } }) {
  const text = useText();
  return totalCount > nodes.length && <p>{text('parts.shown', { shown: nodes.length, total: totalCount })}</p>;
}
