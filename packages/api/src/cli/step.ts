/** One line about what the program does, for people; standard output stays free for results. */
export function step(text: string): void {
  process.stderr.write(`klik: ${text}\n`);
}
