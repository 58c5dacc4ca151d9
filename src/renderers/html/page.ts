import { fileNames } from '../fileNames.ts';
import { MARKS_LEGEND } from '../headline.ts';
import { assumptionLines, warningWords } from '../notes.ts';
import type { Report, Section } from '../sections.ts';
import { sentence } from '../sentence.ts';
import { blockHtml, sectionHtml } from './blocks.ts';
import { STYLE, STYLE_HASH } from './style.ts';
import { html } from './text.ts';

/**
 * One self-contained page: no script, no font, no request. Its security policy forbids everything but its own style
 * sheet, so that not even a mistake in escaping could act.
 */
export function* renderPage(report: Report): Iterable<string> {
  const { name, meta, lead, sections, assumptions, warnings } = report;
  const asOf = meta.asOf === null ? 'undated data' : `as of ${meta.asOf}`;
  const title = `${name}, ${asOf}`;
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${html(title)}</h1>
<p class="about">${html(aboutWords(report))}</p>
${lead === undefined ? '' : leadHtml(lead)}<p class="about">${html(sentence(`${MARKS_LEGEND}; ranges hold 90%`))}</p>
</header>
<nav aria-label="Chapters">
<ol>
${sections.map(({ heading }, i) => `<li><a href="#chapter-${i + 1}">${html(heading)}</a></li>`).join('\n')}
</ol>
</nav>
<main>
`;
  for (const [i, section] of sections.entries()) yield* chapter(section, i + 1);
  yield* list('Assumed, and what replaces it', assumptionLines(assumptions));
  yield* list('Keep in mind', warnings.map(warningWords));
  yield '</main>\n</body>\n</html>\n';
}

function* chapter(section: Report['sections'][number], number: number): Iterable<string> {
  yield `<section id="chapter-${number}" aria-labelledby="heading-${number}">\n`;
  yield `<h2 id="heading-${number}">${html(section.heading)}</h2>\n`;
  for (const block of section.blocks) yield blockHtml(block);
  for (const part of section.parts ?? []) yield* sectionHtml(part, 3);
  yield '</section>\n';
}

/** The answers first. */
function leadHtml({ heading, blocks }: Section): string {
  const told = blocks.map(blockHtml).join('');
  return `<section class="lead" aria-labelledby="lead">\n<h2 id="lead">${html(heading)}</h2>\n${told}</section>\n`;
}

function* list(heading: string, lines: readonly string[]): Iterable<string> {
  if (lines.length > 0) yield* sectionHtml({ heading, blocks: [{ items: lines }] }, 2);
}

function aboutWords({ meta }: Report): string {
  const files = fileNames(meta.inputs.map(({ file }) => file)).join(', ');
  return [`${meta.program} ${meta.version}`, files, meta.currency ?? 'currency not stated'].join(' · ');
}
