// Shows a page anew when the site has changed since it was made. `sportello serve` adds this to the
// pages that it shows; the published site does not have it.
const made = new URL(import.meta.url).searchParams.get("made");
let changes;

function listen() {
  changes?.close();
  // A browser keeps few connections to one host: those of pages out of sight would use them up.
  if (document.hidden) return;
  changes = new EventSource(new URL("changes", import.meta.url));
  changes.onmessage = (event) => event.data !== made && location.reload();
}

document.addEventListener("visibilitychange", listen);
listen();
