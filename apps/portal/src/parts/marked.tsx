/** Text of the API in which only <mark> is markup and the rest is escaped: shown as elements, never as HTML. */
export function Marked({ html, lang }: { html: string; lang?: string }) {
  const parts = html.split(/<mark>(.*?)<\/mark>/s);
  return (
    <span lang={lang}>
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name.
        index % 2 === 1 ? <mark key={index}>{unescapeHtml(part)}</mark> : unescapeHtml(part),
      )}
    </span>
  );
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => ENTITIES[name]!);
}
