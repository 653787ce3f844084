import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../language/text';
import { useTell } from './notices';

/** Copies a text, and says so. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const text = useText();
  const tell = useTell();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(value);
      tell(text('parts.copied'));
    } catch {
      tell(text('parts.notCopied'));
    }
  };
  const Icon = copied === value ? Check : Copy;
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      <Icon size={18} aria-hidden />
      {label ?? text('parts.copy')}
    </button>
  );
}
