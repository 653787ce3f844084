import { writtenIn } from './marked-text';

/** Words of a passage that are selected. */
export interface SelectedWords {
  /** Id of the passage. */
  passage: string;
  start: number;
  end: number;
  words: string;
}

/**
 * What is selected in the passages on the page, in their order: it may begin in one and end in another. What stands between passages (a
 * button, a heading) is none of their words. `texts` has what passages say by id, where they are shown otherwise than they were written:
 * then the words are as written, and only the places are those of what is shown.
 */
export function selectedWords(texts?: ReadonlyMap<string, string>): SelectedWords[] {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  return [...document.querySelectorAll<HTMLElement>('[data-passage]')].flatMap((element) => {
    const said = element.querySelector('.prose') ?? element;
    if (!range.intersectsNode(said)) return [];
    const part = document.createRange();
    part.selectNodeContents(said);
    const before = part.cloneRange();
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
      part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    before.setEnd(part.startContainer, part.startOffset);
    const start = before.toString().length;
    const shown = part.toString();
    if (shown.trim() === '') return [];
    const passage = element.dataset.passage as string;
    const text = texts?.get(passage);
    const words = (text !== undefined && writtenIn(said, range, text)) || shown;
    return [{ passage, start, end: start + shown.length, words }];
  });
}
