// A button pressed twice sends its form once: the answer to the second press would say that there
// is nothing left to do, though all went well. Works without it; whatever is typed again counts.
"use strict";

(() => {
  const WAIT_MS = 10000; // a file that was asked for leaves the page as it is
  const sent = new WeakMap(); // form → the button and when

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const last = sent.get(form);
    if (last?.button === event.submitter && Date.now() - last.at < WAIT_MS) {
      event.preventDefault();
      return;
    }
    sent.set(form, { button: event.submitter, at: Date.now() });
  });

  document.addEventListener("input", (event) => {
    if (event.target.form) sent.delete(event.target.form);
  });

  // The page comes back by the browser's back button: form by form it may be sent anew.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) sent.delete(form);
  });
})();
