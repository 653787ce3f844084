import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useText } from '../language/text';

/** What has happened, and perhaps a way back. */
export interface Notice {
  text: ReactNode;
  action?: { label: string; run: () => void };
}

const NoticeContext = createContext<(notice: Notice | string) => void>(() => undefined);

/** Tells what has happened, seen and heard: `const tell = useTell(); tell({ text: 'Published.', action: { label: 'Undo', run } })` */
export function useTell(): (notice: Notice | string) => void {
  return useContext(NoticeContext);
}

/**
 * Where it is told, at the foot of the window. It stays until it is closed or something else is told: nobody has to be quick. The
 * focus stays where it is.
 */
export function Notices({ children }: { children: ReactNode }) {
  const text = useText();
  const [notice, setNotice] = useState<Notice>();
  const tell = useCallback((told: Notice | string) => setNotice(typeof told === 'string' ? { text: told } : told), []);
  return (
    <NoticeContext value={tell}>
      {children}
      <div className="told" role="status">
        {notice && (
          <div className="toast">
            <p>{notice.text}</p>
            {notice.action && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  setNotice(undefined);
                  notice.action?.run();
                }}
              >
                {notice.action.label}
              </button>
            )}
            <button
              type="button"
              className="button quiet"
              aria-label={text('parts.close')}
              onClick={() => setNotice(undefined)}
            >
              <X size={18} aria-hidden />
            </button>
          </div>
        )}
      </div>
    </NoticeContext>
  );
}
