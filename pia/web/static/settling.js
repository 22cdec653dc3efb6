// Where two persons changed one item: what is chosen and typed is kept on the server, not saved.
// Works without it: then it is kept as the page was when it last came.
"use strict";

(() => {
  const form = document.querySelector("form[data-keeps]");
  if (!form) return;

  const IDLE_MS = 2000;
  const KEPT_ALIVE = 64000; // bytes that a browser lets a request carry beyond its page

  const status = document.querySelector("[data-kept]");
  let typed = 0; // counts what is chosen or typed
  let kept = 0;
  let timer = 0;
  let sending = false;

  async function keep() {
    clearTimeout(timer);
    if (sending || typed === kept) return;
    const now = typed;
    const body = new URLSearchParams(new FormData(form)).toString();
    const headers = {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
    };
    const keepalive = body.length <= KEPT_ALIVE;
    try {
      const url = form.getAttribute("data-keeps");
      const answer = await fetch(url, { method: "POST", body, headers, keepalive });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      say("kept", (await answer.json()).kept_at);
      kept = Math.max(kept, now);
    } catch {
      say("not-kept", "");
    }
  }

  const say = (key, time) => {
    status.textContent = status.getAttribute(`data-${key}`).replace("{time}", time);
  };

  form.addEventListener("input", () => {
    typed += 1;
    clearTimeout(timer);
    timer = setTimeout(keep, IDLE_MS);
  });

  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(timer);
  });

  window.addEventListener("beforeunload", (event) => {
    if (!sending && typed > kept) event.preventDefault();
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("pagehide", keep);

  // The page comes back by the browser's back button.
  window.addEventListener("pageshow", () => {
    sending = false;
  });
})();
