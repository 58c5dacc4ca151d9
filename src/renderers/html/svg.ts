import { html } from './text.ts';

/** Units across every picture: about a phone's width, so that its words can be read there. */
export const PICTURE_WIDTH = 440;

type Attributes = Readonly<Record<string, string | number>>;

/** One element; attributes are ours, texts are escaped. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const words = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : value}"`,
  );
  return content === '' ? `<${name}${words.join('')}/>` : `<${name}${words.join('')}>${content}</${name}>`;
}

export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, html(words));
}

/** A drawing that says in words what it shows. */
export function svg(width: number, height: number, caption: string, content: string): string {
  const box = { viewBox: `0 0 ${short(width)} ${short(height)}`, role: 'img', 'aria-label': html(caption) };
  return element('svg', box, content);
}

/** A tenth of a pixel is enough, and keeps the page small. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function shortened(words: string, longest: number): string {
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}
