/** Leads the keyboard to the first field of the open window that is marked as wrong, once the marks are drawn. */
export function focusFirstWrong(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus());
}
