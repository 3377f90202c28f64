/** A message as its parts, so that plain text and HTML say the same. */
export type Letter = {
  language: string;
  /** Between a label and its value: `: ` or `：`. */
  colon: string;
  title: string;
  blocks: Block[];
  foot: string[];
};

/** One part of a letter. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: 'list'; title: string; items: readonly string[] }
  | { kind: 'link'; label: string; url: string };

/** The letter as plain text. */
export function asText({ title, blocks, foot, colon }: Letter): string {
  return [title, ...blocks.map((block) => textOf(block, colon)), '--', foot.join('\n')].join('\n\n');
}

function textOf(block: Block, colon: string): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'facts':
      return block.rows.map(([label, value]) => `${label}${colon}${value}`).join('\n');
    case 'list':
      return [`${block.title}${colon.trimEnd()}`, ...block.items.map((item) => `- ${item}`)].join('\n');
    case 'link':
      return `${block.label}${colon.trimEnd()}\n${block.url}`;
  }
}

/**
 * The letter as HTML that every mail program shows and every screen reader reads: headings, lists and links, nothing
 * loaded from anywhere.
 */
export function asHtml(letter: Letter): string {
  const { language, title, blocks, foot, colon } = letter;
  return [
    `<!DOCTYPE html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#17324d;background:#ffffff">',
    '<main style="max-width:36em">',
    `<h1 style="font-size:24px;line-height:1.25">${escaped(title)}</h1>`,
    ...blocks.map((block) => htmlOf(block, colon)),
    '</main>',
    `<footer style="max-width:36em;border-top:1px solid #5d7083;margin-top:24px;padding-top:8px;color:#455a64">`,
    ...foot.map((line) => `<p style="margin:4px 0">${escaped(line)}</p>`),
    '</footer></body></html>',
  ].join('\n');
}

function htmlOf(block: Block, colon: string): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'facts':
      return `<ul style="list-style:none;padding:0">${block.rows
        .map(([label, value]) => `<li>${escaped(label + colon)}<strong>${escaped(value)}</strong></li>`)
        .join('')}</ul>`;
    case 'list':
      return `<h2 style="font-size:18px">${escaped(block.title)}</h2><ul>${block.items
        .map((item) => `<li>${escaped(item)}</li>`)
        .join('')}</ul>`;
    case 'link':
      return `<p><a style="display:inline-block;padding:10px 16px;background:#0059b3;color:#ffffff" href="${escaped(block.url)}">${escaped(block.label)}</a></p>`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
