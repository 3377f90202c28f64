import { language, textOf, type DirectoryText } from '../catalogue.js';

/** A directory's text, marked with its language where it fell back to another one. */
export function TextOf({ text }: { text: DirectoryText }) {
  const found = textOf(text);
  return found.lang === language.value ? <>{found.text}</> : <span lang={found.lang}>{found.text}</span>;
}
