/**
 * Names lists of choices by the fields that open them, as long as it is not
 * stopped. Ant Design gives its lists no name, so that who does not see them
 * hears of a list and not of which.
 */
export function nameLists(root: HTMLElement): () => void {
  const observer = new MutationObserver(() => {
    for (const list of root.querySelectorAll('[role="listbox"]:not([aria-label])')) {
      const field = root.querySelector<HTMLInputElement>(`[aria-controls="${CSS.escape(list.id)}"]`);
      const name = field?.getAttribute("aria-label") ?? field?.labels?.[0]?.textContent ?? field?.placeholder;
      if (name) list.setAttribute("aria-label", name);
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}
