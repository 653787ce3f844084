import { Download } from 'lucide-react';
import { useText } from '../../language/text';
import { useTell } from '../../parts/notices';
import type { MatrixRow } from './coverage-query';
import { csv } from './csv';
import { type Column, PICTURE } from './picture';
import { pngOf } from './png';
import type { View } from './view';

/** The figures as CSV, the picture as PNG. */
export function Downloads({
  view,
  rows,
  columns,
}: {
  view: View;
  rows: readonly MatrixRow[];
  columns: readonly Column[];
}) {
  const text = useText();
  const tell = useTell();
  const table = () =>
    csv([
      [
        text('coverage.code'),
        text('coverage.recommendation'),
        text('coverage.level'),
        text('coverage.organisations'),
        text('coverage.total'),
        ...columns.map(({ label }) => label),
      ],
      ...rows.map(({ recommendation, total, cells }) => [
        recommendation.code,
        recommendation.title,
        text.of('level', total.level),
        total.organisations,
        total.contributions,
        ...columns.map(({ value }) => cells.find((cell) => cell.columns[0] === value)?.contributions ?? 0),
      ]),
    ]);
  const picture = async () => {
    const svg = document.getElementById(PICTURE);
    try {
      if (svg instanceof SVGSVGElement) save(await pngOf(svg), 'coverage.png');
    } catch {
      tell(text('coverage.pngFailed'));
    }
  };
  return (
    <div className="row downloads">
      <button
        type="button"
        className="button"
        onClick={() => save(new Blob([table()], { type: 'text/csv;charset=utf-8' }), 'coverage.csv')}
      >
        <Download size={18} aria-hidden />
        {text('coverage.csv')}
      </button>
      {!view.isTable && (
        <button type="button" className="button" onClick={() => void picture()}>
          <Download size={18} aria-hidden />
          {text('coverage.png')}
        </button>
      )}
    </div>
  );
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
