/** Where a text stops being JSON: offset of the first character that cannot stand there. */
export function firstJsonFault(text: string): number {
  const reader = new JsonReader(text);
  return reader.document() ? text.length : reader.at;
}

/** `line 3, column 14` of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

const BLANK = /[ \t\r\n]*/y;
// Control characters are what JSON forbids inside of a string.
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/** Reads JSON without building it. V8's own messages give a position for some faults only. */
class JsonReader {
  at = 0;

  constructor(private readonly text: string) {}

  document(): boolean {
    return this.value() && this.at === this.text.length;
  }

  private value(): boolean {
    this.skip(BLANK);
    const read = this.list('{', '}', () => this.member()) ?? this.list('[', ']', () => this.value());
    const done = read ?? (this.skip(STRING) || this.skip(SCALAR));
    if (done) this.skip(BLANK);
    return done;
  }

  private member(): boolean {
    this.skip(BLANK);
    if (!this.skip(STRING)) return false;
    this.skip(BLANK);
    return this.take(':') && this.value();
  }

  /** undefined when it does not begin here. */
  private list(open: string, close: string, element: () => boolean): boolean | undefined {
    if (!this.take(open)) return undefined;
    this.skip(BLANK);
    if (this.take(close)) return true;
    do {
      if (!element()) return false;
    } while (this.take(','));
    return this.take(close);
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at = pattern.lastIndex;
    return match !== null;
  }
}
