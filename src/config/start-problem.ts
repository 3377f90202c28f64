/** A reason not to start, worded as one clear line for the person who started the program. */
export class StartProblem extends Error {
  readonly startProblem: string;

  constructor(line: string) {
    super(line);
    this.name = 'StartProblem';
    this.startProblem = line;
  }
}
