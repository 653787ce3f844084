import { useEffect } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** Markdown; of it, HTML is left out and pictures are not fetched. Much to send, so it comes when a text has some. */
export default function Markdown({ text, onShown }: { text: string; onShown: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it stands in the page.
  useEffect(onShown, []);
  return (
    <ReactMarkdown
      skipHtml
      remarkPlugins={[remarkGfm]}
      disallowedElements={['img']}
      components={{ h1: 'h3', h2: 'h3' }}
    >
      {text}
    </ReactMarkdown>
  );
}
