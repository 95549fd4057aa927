// Where the focus goes when the screen does not follow the hand: to a place's first control, else to its heading.

const CONTROLS = "input:not([type=hidden]):not(:disabled), textarea, select, button:not(:disabled)";

/** Puts the focus on a place of the form after the next drawing; says whether it was found there. */
export function focusOn(at: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const place = document.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
      if (!place) return;
      const chosen = place.querySelector<HTMLElement>("input:checked");
      const isTable = place.matches("section.roster, section.group");
      const target = (isTable ? place.querySelector<HTMLElement>("[tabindex='-1']") : null)
        ?? chosen ?? place.querySelector<HTMLElement>(CONTROLS) ?? place.querySelector<HTMLElement>("[tabindex='-1']") ?? place;
      target.focus({ preventScroll: true });
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    }),
  );
}
