import { useText } from '../language/text';

/** Where a passage stands. */
export interface Place {
  part: 'ABSTRACT' | 'BODY' | 'FILE';
  heading?: string | null;
  page?: number | null;
  file?: { name: string } | null;
}

/** Where a passage stands, in words: its heading, or its part; of a file its name and page as well. */
export function PassagePlace({ of: { part, heading, page, file }, language }: { of: Place; language?: string }) {
  const text = useText();
  const where = file ? (page ? text('parts.page', { name: file.name, page }) : file.name) : undefined;
  return (
    <span>
      {heading ? <span lang={language}>{heading}</span> : !where && text.of('find.part', part)}
      {heading && where && ' · '}
      {where}
    </span>
  );
}
