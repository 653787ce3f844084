import { describe, expect, it } from '@jest/globals';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { makeDocx, makeZip, wordPart } from '../../../../../test/support/make-zip.js';
import { ReadingFault } from '../document.js';
import { readDocx } from './read-docx.js';
import { readOdt } from './read-odt.js';
import { readPptx } from './read-pptx.js';

const options = { maxPages: 100 };
const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const blocksOf = async (bytes: Uint8Array) => (await readDocx(bytes)).pages[0]?.blocks.map((block) => block.text);
const fault = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error) => (error instanceof ReadingFault ? error.code : error),
  );

describe('reading a Word document', () => {
  it('of a program: headings, paragraphs, tables by rows', async () => {
    const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
    const bytes = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph({ text: 'Interoperability', heading: HeadingLevel.HEADING_1 }),
              new Paragraph('One search for several systems.'),
              new Table({
                rows: [
                  new TableRow({ children: [cell('SIS'), cell('1995')] }),
                  new TableRow({ children: [cell('VIS'), cell('2011')] }),
                ],
              }),
            ],
          },
        ],
      }),
    );
    expect((await readDocx(new Uint8Array(bytes))).pages).toEqual([
      {
        number: null,
        blocks: [
          { kind: 'HEADING', text: 'Interoperability' },
          { kind: 'PARAGRAPH', text: 'One search for several systems.' },
          { kind: 'PARAGRAPH', text: 'SIS | 1995' },
          { kind: 'PARAGRAPH', text: 'VIS | 2011' },
        ],
      },
    ]);
  });

  it('passes over what says how it looks, and over no words that speak of that', async () => {
    const looks = '<w:rPr><w:b/><w:rFonts w:ascii="a"/><w:vertAlign w:val="superscript"/></w:rPr>';
    const body = `<w:p w:rsidR="00A7" w14:paraId="1" xmlns:w14="w14"><w:bookmarkStart w:id="1"/><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>10</w:t></w:r>
      <w:r w:rsidRPr="1">${looks}<w:t>6</w:t></w:r><w:r><w:t> of w:rsidR="00A7" and &lt;w:b/&gt;</w:t></w:r></w:p>`;
    expect(await blocksOf(makeDocx(body))).toEqual(['10^6 of w:rsidR="00A7" and <w:b/>']);
  });

  it('counts its lists as they are printed', async () => {
    const level = (at: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = wordPart(
      'numbering',
      'numbering',
      `<w:abstractNum w:abstractNumId="7">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="6"/></w:lvlOverride></w:num>`,
    );
    const item = (text: string, list: number, at: number) =>
      p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);
    const body =
      item('one', 1, 0) +
      item('a', 1, 1) +
      item('b', 1, 1) +
      item('two', 1, 0) +
      item('a', 1, 1) +
      item('six', 2, 0) +
      item('seven', 2, 0);
    expect(await blocksOf(makeDocx(body, [numbering]))).toEqual([
      '1. one',
      '1.a) a',
      '1.b) b',
      '2. two',
      '2.a) a',
      '6. six',
      '7. seven',
    ]);
  });

  it('keeps signs, fractions and powers: none becomes another number', async () => {
    const m = (name: string, content: string) => `<m:${name} xmlns:m="m">${content}</m:${name}>`;
    const t = (text: string) => m('r', m('t', text));
    const half = m('f', m('num', t('1')) + m('den', t('2')));
    const power = m('sSup', m('e', t('10')) + m('sup', t('a+1')));
    const up = (text: string) => `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>${text}</w:t></w:r>`;
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const body = `<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>${run(' of ')}${m('oMath', half)}${run(' to ')}${m('oMath', power)}</w:p>
      <w:p>${run('In 2016')}${up('3')}${run(' it was 10')}${up('-6')}${run(', the 4')}${up('th')}${run(' time')}</w:p>`;
    expect(await blocksOf(makeDocx(body))).toEqual(['• of 1/2 to 10^(a+1)', 'In 2016^3 it was 10^-6, the 4th time']);
  });

  it('leaves out what is hidden, by itself or by its style, and tells raised letters by their style', async () => {
    const styles = wordPart(
      'styles',
      'styles',
      `<w:style w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
      <w:style w:styleId="Form"><w:rPr><w:vanish/></w:rPr></w:style>`,
    );
    const run = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body = `<w:p>${run('Shown 10', '')}${run('6', '<w:rStyle w:val="Up"/>')}${run(' not', '<w:vanish/>')}</w:p>
      <w:p><w:pPr><w:pStyle w:val="Form"/></w:pPr>${run('Top of form', '')}${run('typed', '<w:vanish w:val="0"/>')}</w:p>`;
    expect(await blocksOf(makeDocx(body, [styles]))).toEqual(['Shown 10^6', 'typed']);
  });

  it('reads diagrams, charts as the tables they show, and pages that it takes in', async () => {
    const shown = (inner: string) => `<w:p><w:r><w:drawing>${inner}</w:drawing></w:r></w:p>`;
    const body = `${p('Before')}${shown('<d:relIds xmlns:d="d" xmlns:r="r" r:dm="rId1"/>')}${shown(
      '<c:chart xmlns:c="c" xmlns:r="r" r:id="rId2"/>',
    )}<w:altChunk xmlns:r="r" r:id="rId3"/><w:altChunk xmlns:r="r" r:id="rId4"/>`;
    const cache = (kind: string, values: string[], format = 'General') =>
      `<c:${kind}Ref><c:${kind}Cache><c:formatCode>${format}</c:formatCode>${values
        .map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`)
        .join('')}</c:${kind}Cache></c:${kind}Ref>`;
    const read = await readDocx(
      makeDocx(body, [
        {
          name: 'word/_rels/document.xml.rels',
          data: '<Relationships><Relationship Id="rId1" Target="diagrams/data1.xml"/><Relationship Id="rId2" Target="charts/chart1.xml"/><Relationship Id="rId3" Target="/word/page.html"/><Relationship Id="rId4" Target="mail.mht"/></Relationships>',
        },
        {
          name: 'word/diagrams/data1.xml',
          data: '<d:dataModel xmlns:d="d" xmlns:a="a"><d:ptLst><d:pt><d:t><a:p><a:r><a:t>Enrol</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>',
        },
        {
          name: 'word/charts/chart1.xml',
          data: `<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Matches by year</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>
            <c:ser><c:tx>${cache('str', ['SIS'])}</c:tx><c:cat>${cache('num', ['44197'], 'yyyy')}</c:cat><c:val>${cache('num', ['4.4000000000000004'])}</c:val></c:ser>
            <c:ser><c:tx>${cache('str', ['VIS'])}</c:tx><c:val>${cache('num', ['0.07'], '0%')}</c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`,
        },
        { name: 'word/page.html', data: '<p>Taken in</p>' },
      ]),
    );
    expect(read.pages[0]?.blocks.map((block) => block.text)).toEqual([
      'Before',
      'Enrol',
      'Matches by year',
      'SIS | VIS',
      '2021-01-01 | 4.4 | 7%',
      'Taken in',
    ]);
    expect(read.notes).toEqual(['Its parts in other formats (1) were not read.']);
  });

  it('leaves out what was deleted and codes of fields, and puts notes at the end', async () => {
    const body = `<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText> gone</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> and new</w:t></w:r></w:ins>
      <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:softHyphen/><w:t>co\u00adoperate</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>`;
    const notes = wordPart(
      'footnotes',
      'footnotes',
      `<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2">${p('A note.')}</w:footnote>`,
    );
    expect(await blocksOf(makeDocx(body, [notes]))).toEqual(['Kept and new[1]cooperate-x', '[1] A note.']);
  });
});

describe('reading other office files', () => {
  it('an OpenDocument text', async () => {
    const content = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>
      <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
      <text:h>Head</text:h><text:p>One<text:s/>two<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note>
      three</text:p><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
      </office:text></office:body></office:document-content>`;
    const { pages } = await readOdt(makeZip([{ name: 'content.xml', data: content }]));
    expect(pages[0]?.blocks).toEqual([
      { kind: 'HEADING', text: 'Head' },
      { kind: 'PARAGRAPH', text: 'One two[1] three' },
      { kind: 'PARAGRAPH', text: '• item' },
      { kind: 'PARAGRAPH', text: 'a | b' },
      { kind: 'PARAGRAPH', text: '[1] Note.' },
    ]);
  });

  it('an OpenDocument text: raised digits, boxes of their own, nothing hidden, no words for pictures', async () => {
    const style = (name: string, properties: string) =>
      `<style:style style:name="${name}"><style:text-properties ${properties}/></style:style>`;
    const content = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:draw="d" xmlns:svg="urn:svg-compatible">
      <office:automatic-styles>${style('T1', 'style:text-position="super 58%"')}${style('T2', 'text:display="none"')}</office:automatic-styles>
      <office:body><office:text><text:p>10<text:span text:style-name="T1">6</text:span> of<text:span text:style-name="T2"> not</text:span> these<draw:custom-shape>
      <svg:title>Rectangle</svg:title><svg:desc>It is blue.</svg:desc><text:p>In a</text:p><text:p>shape</text:p></draw:custom-shape></text:p>
      <text:p>gone<text:hidden-paragraph text:is-hidden="true"/></text:p><text:section text:display="none"><text:p>gone</text:p></text:section></office:text></office:body></office:document-content>`;
    const { pages } = await readOdt(makeZip([{ name: 'content.xml', data: content }]));
    expect(pages[0]?.blocks.map((block) => block.text)).toEqual(['10^6 of these', 'In a', 'shape']);
  });

  it('a presentation, by slides in their order, titles first, with its diagrams, without what all slides have and what is not shown', async () => {
    const shape = (text: string, type?: string) =>
      `<p:sp><p:nvSpPr><p:nvPr>${type ? `<p:ph type="${type}"/>` : ''}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
    const slide = (...shapes: string[]) =>
      `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${shapes.join('')}</p:spTree></p:cSld></p:sld>`;
    const bytes = makeZip([
      {
        name: 'ppt/presentation.xml',
        data: '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/><p:sldId id="258" r:id="rId3"/></p:sldIdLst></p:presentation>',
      },
      {
        name: 'ppt/_rels/presentation.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Target="slides/slide1.xml"/><Relationship Id="rId2" Target="slides/slide2.xml"/><Relationship Id="rId3" Target="slides/slide3.xml"/></Relationships>',
      },
      { name: 'ppt/slides/slide3.xml', data: slide(shape('Kept back')).replace('<p:sld ', '<p:sld show="0" ') },
      {
        name: 'ppt/slides/slide1.xml',
        data: slide(
          shape('Second slide'),
          '<p:graphicFrame><a:graphic><a:graphicData><d:relIds xmlns:d="d" xmlns:r="r" r:dm="rId5"/></a:graphicData></a:graphic></p:graphicFrame>',
        ),
      },
      {
        name: 'ppt/slides/_rels/slide1.xml.rels',
        data: '<Relationships><Relationship Id="rId4" Target="../diagrams/other.xml"/><Relationship Id="rId5" Target="../diagrams/data1.xml"/></Relationships>',
      },
      {
        name: 'ppt/diagrams/data1.xml',
        data: `<d:dataModel xmlns:d="d" xmlns:a="a"><d:ptLst><d:pt/>${['Enrol', 'Match']
          .map((text) => `<d:pt><d:t><a:bodyPr/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></d:t></d:pt>`)
          .join('')}</d:ptLst></d:dataModel>`,
      },
      {
        name: 'ppt/slides/slide2.xml',
        data: slide(shape('Its text'), shape('First slide', 'title'), shape('7', 'sldNum')),
      },
    ]);
    const { pages, pageCount, notes } = await readPptx(bytes, options);
    expect({ pageCount, notes }).toEqual({ pageCount: 3, notes: ['Its hidden slides (1) were not read.'] });
    expect(pages.map((page) => page.blocks.map((block) => [block.kind, block.text]))).toEqual([
      [
        ['HEADING', 'First slide'],
        ['PARAGRAPH', 'Its text'],
      ],
      [
        ['PARAGRAPH', 'Second slide'],
        ['PARAGRAPH', 'Enrol'],
        ['PARAGRAPH', 'Match'],
      ],
      [],
    ]);
  });
});

describe('hostile office files', () => {
  const bomb = `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="x"><w:body>&b;</w:body></w:document>`;
  const deep = `<w:document xmlns:w="x"><w:body>${'<w:p>'.repeat(5_000)}${'</w:p>'.repeat(5_000)}</w:body></w:document>`;
  it.each([
    ['nothing in it', makeZip([]), 'DAMAGED'],
    ['text instead', new TextEncoder().encode('no archive'), 'DAMAGED'],
    ['cut off', makeDocx(p('text')).slice(0, 200), 'DAMAGED'],
    ['entities of its own', makeZip([{ name: 'word/document.xml', data: bomb }]), 'DAMAGED'],
    ['a nesting without end', makeZip([{ name: 'word/document.xml', data: deep }]), 'TOO_LARGE'],
    ['a part that bursts', makeZip([{ name: 'word/document.xml', data: Buffer.alloc(40_000_000, 0x20) }]), 'TOO_LARGE'],
    [
      'a part that bursts and lies',
      makeZip([{ name: 'word/document.xml', data: Buffer.alloc(40_000_000, 0x20), declaredSize: 1_000 }]),
      'DAMAGED',
    ],
    ['an encrypted part', makeZip([{ name: 'word/document.xml', data: 'x', flags: 1 }]), 'PROTECTED'],
    ['not well-formed', makeZip([{ name: 'word/document.xml', data: '<w:document><w:body></w:document>' }]), 'DAMAGED'],
    [
      '10,000 parts',
      makeZip(Array.from({ length: 10_000 }, (_, index) => ({ name: `word/${index}.xml`, data: '' }))),
      'TOO_LARGE',
    ],
  ])('with %s are refused', async (_, bytes, code) => {
    expect(await fault(readDocx(bytes))).toBe(code);
  });

  it('with names that lead out of them write nothing, and are read by the names that count', async () => {
    const bytes = makeDocx(p('text'), [
      { name: '../../../../tmp/out.txt', data: 'x' },
      { name: '/etc/out', data: 'x' },
      { name: 'a\u202egnp.exe\u0000', data: 'x' },
    ]);
    expect(await blocksOf(bytes)).toEqual(['text']);
  });
});
