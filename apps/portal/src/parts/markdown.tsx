import { useEffect } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { inPieces, type Stretch } from './marked-text';

/** Markdown; of it, HTML is left out and pictures are not fetched. Much to send, so it comes when a text has some. */
export default function Markdown(props: {
  text: string;
  marks?: readonly Stretch[];
  active?: string;
  onShown?: () => void;
}) {
  const { text, marks, active } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it stands in the page.
  useEffect(() => props.onShown?.(), []);
  return (
    <ReactMarkdown
      skipHtml
      remarkPlugins={[remarkGfm]}
      rehypePlugins={marks && [inPieces(text, marks, active)]}
      disallowedElements={['img']}
      components={{ h1: 'h3', h2: 'h3' }}
    >
      {text}
    </ReactMarkdown>
  );
}
