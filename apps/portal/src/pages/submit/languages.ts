/** The official languages of the European Union, and those of its neighbours in Schengen. */
export const LANGUAGES: readonly string[] =
  'bg cs da de el en es et fi fr ga hr hu is it lt lv mt nb nl pl pt ro sk sl sv'.split(' ');

/** A language by its own name. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}
