// Asks before a page is left with something typed in it that was not sent. Works without it; forms
// that save or keep while one types have a net of their own (editing.js, settling.js). Forms put in by htmx count too.
"use strict";

(() => {
  const TYPED = "textarea, input:not([type]), input[type=text]";
  const changed = new Set(); // forms, and boxes that are in none because another form is around
  let sending = null;

  const counts = (one) => {
    if (!one.isConnected) return false;
    if (one.tagName !== "FORM") return one.value.trim() !== "";
    const hasItsOwnNet = one.hasAttribute("data-autosave") || one.hasAttribute("data-keeps");
    return one.method === "post" && !hasItsOwnNet;
  };

  // On a page of refusal stands what was typed on the page before, saved nowhere.
  const [arrived] = performance.getEntriesByType("navigation");
  if (arrived?.responseStatus >= 400) {
    for (const form of document.forms) {
      const texts = [...form.querySelectorAll(TYPED)];
      if (texts.some((field) => !field.readOnly && field.value.trim())) changed.add(form);
    }
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    const inNone = field.form === null && field.tagName === "TEXTAREA";
    if (field.form && field.type !== "password") changed.add(field.form);
    else if (inNone) changed.add(field);
  });

  document.addEventListener("reset", (event) => changed.delete(event.target));

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method === "post") sending = event.target;
  });

  window.addEventListener("beforeunload", (event) => {
    const left = [...changed].filter((form) => form !== sending && counts(form));
    sending = null; // a file that was asked for leaves the page as it is
    if (left.length) event.preventDefault();
  });
})();
