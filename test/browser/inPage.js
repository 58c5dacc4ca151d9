// Runs inside the page: what a test asks of what is drawn.

/** Texts of a picture that leave it or lie on each other. */
globalThis.clashes = () => {
  const found = [];
  for (const picture of document.querySelectorAll('svg')) {
    const frame = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const [i, { text, box }] of texts.entries()) {
      if (box.right > frame.right + 1 || box.left < frame.left - 1) found.push(`cut: ${text.textContent}`);
      for (const { text: other, box: near } of texts.slice(i + 1)) {
        const beside = box.right <= near.left || near.right <= box.left;
        const above = box.bottom <= near.top + 2 || near.bottom <= box.top + 2;
        if (!beside && !above) found.push(`${text.textContent} on ${other.textContent}`);
      }
    }
  }
  return found;
};

/** Serious findings of axe, each by its rule and the first place it was found. */
globalThis.seriousFindings = async () => {
  const { violations } = await axe.run();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

/** The right end of the widest table, picture or chart. */
globalThis.widest = () => {
  return Math.max(
    ...[...document.querySelectorAll('table, svg, pre')].map((part) => part.getBoundingClientRect().right),
  );
};
