/** Text that is safe to stand in the page: made by {@link html} alone. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. Texts and numbers are escaped. */
export type Part = string | number | Markup | readonly Markup[] | null;

/** Makes markup of a template; every value in it is escaped unless it is markup itself. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(template.reduce((text, piece, i) => text + textOf(parts[i - 1] ?? null) + piece));
}

function textOf(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(({ text }) => text).join("");
  return escaped(String(part));
}

// Letters that control the terminal, the page or the writing direction say nothing and could mislead.
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;
const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text without what nobody sees. */
export function visible(text: string): string {
  return text.replace(UNSEEN, "\ufffd");
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (letter) => NAMES[letter] ?? "");
}
