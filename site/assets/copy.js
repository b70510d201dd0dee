// A button that copies, beside every address and number: `data-text` says what, an element around
// it says in words that it copies (`data-copy`) and has copied (`data-copied`).

/** Add the button where it stands best: among the actions of the same card, else after the text. */
export function copyButton(element) {
  const words = element.closest("[data-copy]").dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.setAttribute("aria-label", `${words.copy} ${element.dataset.text}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.dataset.text);
    button.textContent = words.copied;
    button.setAttribute("aria-label", `${words.copied}: ${element.dataset.text}`);
  });
  const actions = element.closest(".card")?.querySelector(".actions");
  if (actions) actions.append(button);
  else element.after(button);
}
