// Its packages bring no types; this is the part that is used.
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: object);
    format(style: string, options?: object): string;
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
declare module '@citation-js/plugin-csl';
