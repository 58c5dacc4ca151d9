const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A horizontal bar over `share` (0..1) of `columns` columns, to an eighth of a column; what is above nothing shows. */
export function bar(share: number, columns: number): string {
  const within = Math.min(1, Math.max(0, share));
  const eighths = within > 0 ? Math.max(1, Math.round(within * columns * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
}
