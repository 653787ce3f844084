import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../language/text';
import { markQuotes } from '../contribution/mark-quotes';
import type { ShownPassage } from './file-query';
import { openPdf, TextLayer } from './pdf';

/** A PDF, a page at a time; the words of the passage are marked on theirs. */
export default function PdfView({ url, first, passage }: { url: string; first: number; passage?: ShownPassage }) {
  const text = useText();
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [hasFailed, setFailed] = useState(false);
  const [number, setNumber] = useState(first);
  useEffect(() => {
    const task = openPdf(url);
    task.promise.then(
      (opened) => {
        setPdf(opened);
        setNumber((wanted) => Math.min(wanted, opened.numPages));
      },
      () => task.destroyed || setFailed(true),
    );
    return () => void task.destroy();
  }, [url]);
  const last = pdf?.numPages ?? number;
  const go = (to: number) => setNumber(Math.min(Math.max(to, 1), last));
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, select, textarea');
      if (isTyping || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) setNumber((now) => Math.min(Math.max(now + step, 1), last));
    };
    window.addEventListener('keydown', turn);
    return () => window.removeEventListener('keydown', turn);
  }, [last]);
  if (hasFailed) {
    return (
      <p role="alert" className="notice problem">
        {text('file.cannotBeShown')}
      </p>
    );
  }
  if (!pdf) return <p role="status">{text('wait')}</p>;
  return (
    <section className="pdf" aria-label={text('file.pages')}>
      <div className="pdf-tools row">
        <button type="button" className="button" aria-disabled={number <= 1} onClick={() => go(number - 1)}>
          <ChevronLeft size={18} aria-hidden />
          {text('file.previous')}
        </button>
        <p role="status">{text('file.pageOf', { page: number, total: last })}</p>
        <button type="button" className="button" aria-disabled={number >= last} onClick={() => go(number + 1)}>
          {text('file.next')}
          <ChevronRight size={18} aria-hidden />
        </button>
      </div>
      <PdfPage key={number} pdf={pdf} number={number} passage={passage?.page === number ? passage : undefined} />
    </section>
  );
}

/** Wider than this a page is not drawn: its lines would be too long to read. */
const WIDTH_MAX = 900;

function PdfPage({ pdf, number, passage }: { pdf: PDFDocumentProxy; number: number; passage?: ShownPassage }) {
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'DRAWING' | 'DRAWN' | 'FAILED'>('DRAWING');
  const [isMarked, setMarked] = useState(true);
  useEffect(() => {
    const [board, layer, room] = [canvas.current!, words.current!, place.current!];
    let isCurrent = true;
    let stop = () => {};
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (!isCurrent) return;
      const scale = Math.min(room.clientWidth, WIDTH_MAX) / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale });
      const density = Math.min(window.devicePixelRatio || 1, 2);
      board.width = Math.floor(viewport.width * density);
      board.height = Math.floor(viewport.height * density);
      for (const element of [board, layer]) {
        element.style.width = `${viewport.width}px`;
        element.style.height = `${viewport.height}px`;
      }
      layer.style.setProperty('--total-scale-factor', String(scale));
      const drawing = page.render({ canvas: board, viewport, transform: [density, 0, 0, density, 0, 0] });
      const text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
      stop = () => {
        drawing.cancel();
        text.cancel();
      };
      await Promise.all([drawing.promise, text.render()]);
      if (!isCurrent) return;
      setState('DRAWN');
      if (!passage) return;
      // Sentence by sentence: what a reader of text leaves out, such as a running head, must not keep all of it unmarked.
      const sentences = passage.text.split(/(?<=[.!?:;])\s+|\n+/).filter((sentence) => sentence.trim().length > 3);
      const unmark = markQuotes(layer, sentences);
      stop = () => unmark?.();
      const [mark] = (CSS.highlights?.get('evidence') ?? []) as Iterable<Range>;
      setMarked(mark !== undefined);
      mark?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    };
    draw().catch(() => isCurrent && setState('FAILED'));
    return () => {
      isCurrent = false;
      stop();
      layer.replaceChildren();
    };
  }, [pdf, number, passage]);
  return (
    <>
      {state === 'FAILED' && (
        <p role="alert" className="notice problem">
          {text('file.cannotBeShown')}
        </p>
      )}
      {passage && !isMarked && (
        <div className="notice" role="status">
          <p>{text('file.notMarked')}</p>
          <blockquote className="as-written" lang={passage.contribution.language}>
            {passage.text}
          </blockquote>
        </div>
      )}
      <div ref={place} className="pdf-page" aria-busy={state === 'DRAWING'}>
        <div className="pdf-sheet">
          <canvas ref={canvas} />
          <div ref={words} className="pdf-words" />
        </div>
      </div>
    </>
  );
}
