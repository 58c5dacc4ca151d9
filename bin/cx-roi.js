#!/usr/bin/env node
// Runs compiled ahead, where the build left code for this very Node; what only tells of the program is done sooner without.
const TELLING = ['help', '-h', '--help', '-V', '--version'];
const words = process.argv.slice(2);
const tells = words.length === 0 || words.some((word) => TELLING.includes(word));
const compiled = tells ? null : (await import('../dist/cli/compiled.js')).compiledProgram();
const { run } = compiled ?? (await import('../dist/cli/io.js'));

run();
