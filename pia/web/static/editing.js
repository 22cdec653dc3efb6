// Editing with a net: saves while one types, warns before text is lost, takes Excel cells apart.
// Everything works without it. The words it shows stand in the page (data- attributes).
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const IDLE_MS = 4000; // pause in typing after which it saves
  const LONGEST_MS = 20000; // without a pause: so long after the first sign that is unsaved
  const FIRST_RETRY_MS = 5000;
  const LAST_RETRY_MS = 120000;
  const GIVE_UP_MS = 20000; // one request
  const OURS = ["base", "csrf_token", "page"]; // go each time
  const KEPT_ALIVE = 64000; // bytes that a browser lets a request carry beyond its page

  const url = form.getAttribute("data-autosave");
  const status = document.querySelector("[data-autosave-status]");
  // Counts edits; a page of refusal comes with what was typed on the page before.
  const [arrived] = performance.getEntriesByType("navigation");
  let typed = arrived?.responseStatus >= 400 ? 1 : 0;
  let kept = 0; // the edit up to which the server has everything
  let since = 0; // when that sign was typed
  let refused = false; // the server did not take some field
  let running = false;
  let leaving = false;
  let retry = FIRST_RETRY_MS;
  let timer = 0;
  let waiting = null; // a submit that came while a save was under way
  let beforeUndo = false; // somebody pressed undo while something was unsaved
  let asked = -1; // the edit up to which somebody pressed Ctrl+S and waits for an answer
  const tooLong = new Map(); // field → the sentence at it
  let disputed = new Map(); // item or thing that others changed too → its label
  const known = new Map(); // name → what the server took of it last

  // --- saving -------------------------------------------------------------------------------

  const say = (key, values = {}) => {
    if (!status) return;
    const words = status.getAttribute(`data-${key}`) || "";
    status.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    status.setAttribute("data-said", key);
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const noteEdit = () => {
    typed += 1;
    since ||= Date.now();
    later(Math.max(0, Math.min(IDLE_MS, since + LONGEST_MS - Date.now())));
  };

  async function save() {
    clearTimeout(timer);
    if (running || leaving) return;
    running = true;
    since = 0;
    const sent = typed;
    try {
      took(await post(), sent);
    } catch (error) {
      failed(error.message);
    }
    running = false;
    if (waiting) submitAgain();
    else if (typed > sent && kept === sent) later(asked < 0 ? IDLE_MS : 0);
  }

  async function post() {
    const fields = fieldsToSave();
    const body = new URLSearchParams(fields).toString();
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
      },
      keepalive: body.length <= KEPT_ALIVE, // arrives though its page is left
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (answer.status === 401) throw new Error("signed-out");
    const told = await answer.json();
    // A redirect is another page: nothing was saved.
    if (!answer.ok || answer.redirected) throw new Error(told.error?.code);
    disputed = new Map(Object.entries(told.disputed || {}));
    if (!Object.keys(told.errors || {}).length) {
      for (const name of fields.keys()) {
        if (!isDisputed(name)) known.set(name, JSON.stringify(fields.getAll(name)));
      }
    }
    return told;
  }

  // What is too long would keep everything else from being saved by itself. What the server has
  // need not go again: a field that is not sent stays as it is. What is disputed goes each time: it
  // is not saved, but kept until somebody settles it.
  function fieldsToSave() {
    const data = new FormData(form);
    for (const field of tooLong.keys()) data.delete(field.name);
    for (const name of new Set(data.keys())) {
      if (OURS.includes(name)) continue;
      if (known.get(name) === JSON.stringify(data.getAll(name))) data.delete(name);
    }
    return data;
  }

  const isDisputed = (name) =>
    [...disputed.keys()].some((at) => name === at || name.startsWith(`${at}.`));

  function took(answer, sent) {
    retry = FIRST_RETRY_MS;
    const base = form.querySelector("input[name=base]");
    if (base) base.value = answer.base;
    kept = sent;
    const sentences = Object.values(answer.errors || {});
    refused = sentences.length + tooLong.size > 0;
    say(refused ? "refused" : disputed.size ? "conflict" : done(sent), {
      time: answer.saved_at.slice(0, "10:05".length),
      second: answer.saved_at,
      labels: [...disputed.values()].join("、"),
    });
    beforeUndo = false;
    if (sent >= asked) asked = -1;
    // What stands beside the items comes anew (htmx).
    document.body.dispatchEvent(new Event("draft-saved"));
    if (refused) status?.append(sentences.join(" "));
  }

  // Whoever asked for a save hears of it each time, also twice within a minute.
  function done(sent) {
    if (beforeUndo) return "saved-first";
    return asked >= 0 && sent >= asked ? "saved-by-key" : "saved";
  }

  function failed(code) {
    asked = -1;
    // Only a person can mend these: the next edit tries again.
    if (code === "signed-out" || code === "form-expired" || code === "not-allowed") {
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
    if (!event.target.matches("[data-undo]") || (!running && typed === kept)) return;
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

  // A page that is hidden may never be shown again.
  const saveNow = () => {
    if (typed > kept) save();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saveNow();
  });
  window.addEventListener("pagehide", saveNow);

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
      describe(field, (ids) => ids.filter((id) => id !== `too-long-${field.name}`));
      return;
    }
    const said = document.createElement("p");
    said.id = `too-long-${field.name}`;
    said.className = "field-error";
    said.setAttribute("role", "alert");
    said.textContent = status.getAttribute("data-too-long");
    field.after(said);
    field.setAttribute("aria-invalid", "true");
    describe(field, (ids) => [...ids, said.id]);
    tooLong.set(field, said);
  }

  function describe(field, change) {
    const ids = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    field.setAttribute("aria-describedby", change(ids).join(" "));
  }

  document.addEventListener("keydown", (event) => {
    const s = event.key.toLowerCase() === "s" && !event.shiftKey && !event.altKey;
    if (!s || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (disputed.size) {
      form.requestSubmit(); // to where both texts are compared
      return;
    }
    asked = typed;
    say("saving");
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
