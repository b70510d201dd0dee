// A button that copies, beside every address and number: `data-text` says what, an element around
// it says in words that it copies (`data-copy`) and has copied (`data-copied`).

/** What a screen reader is told of it; there before anything is said, so that it is heard. */
const status = document.createElement("p");
status.className = "hidden";
status.setAttribute("role", "status");

/** Add the button where it stands best: among the actions of the same card, else after the text. */
export function copyButton(element) {
  const words = element.closest("[data-copy]").dataset;
  document.querySelector("main").append(status);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.setAttribute("aria-label", `${words.copy} ${element.dataset.text}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.dataset.text);
    button.textContent = words.copied;
    status.textContent = `${words.copied}: ${element.dataset.text}`;
  });
  const actions = element.closest(".card")?.querySelector(".actions");
  if (actions) actions.append(button);
  else element.after(button);
}
