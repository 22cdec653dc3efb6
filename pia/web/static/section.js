// Moving about in a section: where one is, on to the next empty item, to a block of a long text.
// Everything works without it.
"use strict";

(() => {
  const form = document.querySelector(".draft-form");
  if (!form) return;

  // --- where one is: the button to the next item starts from here ---------------------------

  const at = form.querySelector("input[name=at]");

  form.addEventListener("focusin", (event) => {
    const field = event.target.matches("input, textarea") && event.target.form === form;
    if (at && field) at.value = event.target.name.split(".detail.")[0];
  });

  // The keys work with a script only, so they are told only then.
  for (const said of form.querySelectorAll("[data-keys]")) said.hidden = false;

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyN") return;
    const button = form.querySelector("button[value=unanswered]");
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });

  // --- a block of a long text ---------------------------------------------------------------

  // The line is looked for as the text stands now; it may have been edited since it was listed.
  function placeOf(text, heading, nth) {
    if (!heading) return 0;
    let place = 0;
    let left = nth;
    for (const line of text.split("\n")) {
      if (line.trim() === heading && (left -= 1) === 0) return place;
      place += line.length + 1;
    }
    return -1;
  }

  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-part]");
    const area = link && document.getElementById(link.hash.slice(1));
    if (!area || area.tagName !== "TEXTAREA") return;
    const heading = link.getAttribute("data-part");
    const start = placeOf(area.value, heading, Number(link.getAttribute("data-nth")));
    if (start < 0) return;
    event.preventDefault();
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, start + heading.length);
    scrollTo({ top: topOf(area, start) - innerHeight / 4 });
  });

  // Where a sign of a textarea stands in the page, measured on a copy with the text before it.
  function topOf(area, start) {
    const copy = area.cloneNode();
    copy.removeAttribute("id");
    copy.removeAttribute("name");
    copy.value = area.value.slice(0, start);
    copy.rows = 1;
    copy.className = `${area.className} text-copy`;
    area.after(copy);
    const height = copy.scrollHeight;
    copy.remove();
    return area.getBoundingClientRect().top + scrollY + height;
  }
})();
