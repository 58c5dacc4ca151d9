/** A message as a sentence, with a full stop behind. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

/** A capital in front, unless a name or a flag stands there. */
export function capital(text: string): string {
  return /^[a-z]+[ ,:;]/.test(text) ? `${text[0]!.toUpperCase()}${text.slice(1)}` : text;
}
