// Editing with a net: saves while one types, warns before text is lost, takes Excel cells apart.
// Everything works without it. The words it shows stand in the page (data- attributes).
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const IDLE_MS = 4000; // pause in typing after which it saves
  const FIRST_RETRY_MS = 5000;
  const LAST_RETRY_MS = 120000;
  const GIVE_UP_MS = 20000; // one request

  const url = form.getAttribute("data-autosave");
  const status = document.querySelector("[data-autosave-status]");
  let typed = 0; // counts edits
  let kept = 0; // the edit up to which the server has everything
  let refused = false; // the server did not take some field
  let running = false;
  let stopped = false; // after a conflict only the button saves
  let leaving = false;
  let retry = FIRST_RETRY_MS;
  let timer = 0;
  let waiting = null; // a submit that came while a save was under way
  let beforeUndo = false; // somebody pressed undo while something was unsaved
  const tooLong = new Map(); // field → the sentence at it

  // --- saving -------------------------------------------------------------------------------

  const say = (key, values = {}) => {
    if (!status) return;
    const words = status.getAttribute(`data-${key}`) || "";
    status.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const noteEdit = () => {
    typed += 1;
    if (!stopped) later(IDLE_MS);
  };

  async function save() {
    clearTimeout(timer);
    if (running || stopped || leaving) return;
    running = true;
    const sent = typed;
    try {
      took(await post(), sent);
    } catch (error) {
      failed(error.message);
    }
    running = false;
    if (waiting) submitAgain();
    else if (typed > sent && kept === sent) later(IDLE_MS);
  }

  async function post() {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(shortFields()),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (answer.status === 401) throw new Error("signed-out");
    const told = await answer.json();
    // A redirect is another page: nothing was saved.
    if (!answer.ok || answer.redirected) throw new Error(told.error?.code);
    return told;
  }

  // What is too long would keep everything else from being saved by itself.
  function shortFields() {
    const data = new FormData(form);
    for (const field of tooLong.keys()) data.delete(field.name);
    return data;
  }

  function took(answer, sent) {
    retry = FIRST_RETRY_MS;
    if (answer.conflict) {
      stopped = true;
      say("conflict");
      return;
    }
    const base = form.querySelector("input[name=base]");
    if (base) base.value = answer.base;
    kept = sent;
    const sentences = Object.values(answer.errors || {});
    refused = sentences.length + tooLong.size > 0;
    const done = beforeUndo ? "saved-first" : "saved";
    beforeUndo = false;
    say(refused ? "refused" : done, { time: answer.saved_at });
    // What stands beside the items comes anew (htmx).
    document.body.dispatchEvent(new Event("draft-saved"));
    if (refused) status?.append(sentences.join(" "));
  }

  function failed(code) {
    // Only a person can mend these: the next edit tries again.
    if (code === "signed-out" || code === "form-expired") {
      say(code);
      return;
    }
    say("failed", { seconds: Math.round(retry / 1000) });
    later(retry);
    retry = Math.min(retry * 2, LAST_RETRY_MS);
  }

  // --- leaving ------------------------------------------------------------------------------

  // A save under way and a submit with the same base would look like two persons.
  form.addEventListener("submit", (event) => {
    if (running) {
      event.preventDefault();
      waiting = event.submitter || form;
      return;
    }
    leaving = true;
    clearTimeout(timer);
  });

  // An undo must name what it takes back: what is unsaved is saved first, then one presses again.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-undo]") || stopped || (!running && typed === kept)) return;
    event.preventDefault();
    beforeUndo = true;
    save();
  });

  function submitAgain() {
    const button = waiting === form ? undefined : waiting;
    waiting = null;
    form.requestSubmit(button);
  }

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (typed > kept || refused)) event.preventDefault();
  });

  // The page comes back by the browser's back button.
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  // --- typing -------------------------------------------------------------------------------

  form.addEventListener("input", (event) => {
    grow(event.target);
    checkLength(event.target);
    noteEdit();
  });

  // Said at the field, and nothing is kept from being typed or sent: the other fields still count.
  // The same length as MAX_TEXT in pia/forms/typed.py, in signs and not in UTF-16 units.
  const longest = Number(status?.getAttribute("data-longest") || Infinity);

  function isTooLong(text) {
    if (text.length <= longest) return false;
    return text.length - (text.match(/[\u{10000}-\u{10ffff}]/gu)?.length ?? 0) > longest;
  }

  function checkLength(field) {
    if (field.tagName !== "TEXTAREA" || isTooLong(field.value) === tooLong.has(field)) return;
    if (tooLong.has(field)) {
      tooLong.get(field).remove();
      tooLong.delete(field);
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-errormessage");
      return;
    }
    const said = document.createElement("p");
    said.id = `too-long-${field.name}`;
    said.className = "field-error";
    said.setAttribute("role", "alert");
    said.textContent = status.getAttribute("data-too-long");
    field.before(said);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-errormessage", said.id);
    tooLong.set(field, said);
  }

  document.addEventListener("keydown", (event) => {
    const s = event.key.toLowerCase() === "s" && !event.shiftKey && !event.altKey;
    if (!s || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  });

  // One Excel cell with a break in it is pasted as a person sees it; several stay as they come,
  // with a space where the tab between two cells was. The same rules as in pia/forms/typed.py.
  function unquotedCell(text) {
    const cell = /^"([^"]*(?:""[^"]*)*)"(?:\r\n|\n)?$/.exec(text);
    return cell && /[\r\n\t]/.test(cell[1]) ? cell[1].replaceAll('""', '"') : text;
  }

  form.addEventListener("paste", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    const text = event.clipboardData.getData("text/plain");
    const cell = unquotedCell(text).replaceAll("\r\n", "\n").replaceAll("\t", " ");
    if (unquotedCell(text) === text && !text.includes("\t")) return;
    event.preventDefault();
    if (text.includes("\t")) say("tabs");
    // insertText keeps the browser's undo; where it is gone, the text still arrives.
    if (document.execCommand?.("insertText", false, cell)) return;
    event.target.setRangeText(cell, event.target.selectionStart, event.target.selectionEnd, "end");
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // --- growing, where the style sheet alone cannot ------------------------------------------

  const grows = window.CSS?.supports?.("field-sizing", "content");

  function grow(area) {
    if (grows || area.tagName !== "TEXTAREA") return;
    while (area.scrollHeight > area.clientHeight && area.rows < 200) area.rows += 1;
  }
})();
