// The words that are selected in the text come into the field of words to withhold.
"use strict";

(() => {
  const source = document.querySelector("[data-quote-source]");
  const quote = document.querySelector("[data-quote]");
  if (!source || !quote) return;

  const take = () => {
    const words = source.value.slice(source.selectionStart, source.selectionEnd);
    if (words.trim()) quote.value = words;
  };

  for (const name of ["mouseup", "keyup", "touchend"]) source.addEventListener(name, take);
})();
