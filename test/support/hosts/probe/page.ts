/** Writes one fact where a test can read it: an element whose id is the fact's name. */
export function tell(name: string, fact: unknown): void {
  const element = document.getElementById(name) ?? document.createElement("p");
  element.id = name;
  element.textContent = typeof fact === "string" ? fact : JSON.stringify(fact);
  document.body.append(element);
}
