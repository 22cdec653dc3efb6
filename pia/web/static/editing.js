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
    } catch {
      failed();
    }
    running = false;
    if (waiting) submitAgain();
    else if (typed > sent && kept === sent) later(IDLE_MS);
  }

  async function post() {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    // A redirect is the log-in page: nothing was saved.
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
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
    refused = sentences.length > 0;
    say(refused ? "refused" : "saved", { time: answer.saved_at });
    if (refused) status?.append(sentences.join(" "));
  }

  function failed() {
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
    noteEdit();
  });

  document.addEventListener("keydown", (event) => {
    const s = event.key.toLowerCase() === "s" && !event.shiftKey && !event.altKey;
    if (!s || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  });

  // One Excel cell with a break in it is pasted as a person sees it; several stay as they come.
  // The same rule as unquoted_cell in pia/forms/typed.py.
  function unquotedCell(text) {
    const cell = /^"([^"]*(?:""[^"]*)*)"(?:\r\n|\n)?$/.exec(text);
    return cell && /[\r\n\t]/.test(cell[1]) ? cell[1].replaceAll('""', '"') : text;
  }

  form.addEventListener("paste", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    const text = event.clipboardData.getData("text/plain");
    const cell = unquotedCell(text).replaceAll("\r\n", "\n");
    if (unquotedCell(text) === text) return;
    event.preventDefault();
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
