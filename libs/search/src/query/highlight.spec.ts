import { describe, expect, it } from '@jest/globals';
import { highlight, type IsHit } from './highlight.js';

const hits =
  (...forms: string[]): IsHit =>
  (word) =>
    forms.includes(word.form);

describe('highlights', () => {
  it('escape everything but their own marks', () => {
    expect(highlight(`<script>alert("x & y's")</script> <mark>`, hits('alert', 'mark'), false)).toBe(
      '&lt;script&gt;<mark>alert</mark>(&quot;x &amp; y&#39;s&quot;)&lt;/script&gt; &lt;<mark>mark</mark>&gt;',
    );
  });

  it('are not there when nothing was found', () => {
    expect(highlight('some text', hits('other'), false)).toBeUndefined();
  });

  it('keep the whole of a title', () => {
    const title = Array.from({ length: 50 }, (_, number) => `w${number}`).join(' ');
    expect(highlight(title, hits('w49'), false)).toBe(title.replace('w49', '<mark>w49</mark>'));
  });

  it('crop to the richest thirty words', () => {
    const words = Array.from({ length: 300 }, (_, number) => `w${number}`);
    const html = highlight(words.join(' '), hits('w5', 'w200', 'w210'), true) ?? '';
    expect(html.startsWith('… ')).toBe(true);
    expect(html.endsWith(' …')).toBe(true);
    expect(html).toContain('<mark>w200</mark>');
    expect(html).toContain('<mark>w210</mark>');
    expect(html).not.toContain('w5<');
    expect(html.match(/w\d+/g)).toHaveLength(30);
  });

  it('crop at the ends without dots there', () => {
    const words = Array.from({ length: 40 }, (_, number) => `w${number}`);
    expect(highlight(words.join(' '), hits('w0'), true)).toMatch(/^<mark>w0<\/mark> w1 .* w29 …$/);
    expect(highlight(words.join(' '), hits('w39'), true)).toMatch(/^… w10 .*<mark>w39<\/mark>$/);
  });
});
