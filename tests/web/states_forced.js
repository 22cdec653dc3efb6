// What somebody who chose a few colours of their own cannot read, see or find on a page, each as a line.
// `note` is asked in the usual colours, `lost` afterwards in forced ones (prefers `forced-colors: active`).
({
  clear(colour) {
    return /^rgba.*, 0\)$/.test(colour);
  },

  canvas() {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.backgroundColor = "Canvas";
    const colour = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return colour;
  },

  // The colour that an element stands on; its own background counts.
  ground(element) {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!this.clear(colour)) return colour;
    }
    return this.canvas();
  },

  named(e) {
    const words = (e.textContent || e.value || "").trim().slice(0, 20);
    return `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}">${words}`;
  },

  isSeen(e) {
    return e.checkVisibility({ visibilityProperty: true });
  },

  isBordered(e) {
    const style = getComputedStyle(e), ground = this.ground(e.parentElement);
    return ["Top", "Right", "Bottom", "Left"].some(side =>
      style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0
      && style[`border${side}Color`] !== ground);
  },

  // Boxes without words that say something by their colour.
  note() {
    this.boxes = [...document.querySelectorAll("main *")].filter(e => {
      const box = e.getBoundingClientRect(), own = getComputedStyle(e).backgroundColor;
      return box.width > 2 && box.height > 2 && !e.textContent.trim()
        && !e.closest("svg, iframe, select, input, textarea, img, tr")
        && !this.clear(own) && own !== this.ground(e.parentElement);
    });
  },

  lost() {
    return [...this.texts(), ...this.marks(), ...this.current(), ...this.rings()];
  },

  *texts() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const holders = new Set(document.querySelectorAll("input:not([type=hidden]), textarea, select"));
    for (let text; (text = texts.nextNode());) {
      if (text.data.trim()) holders.add(text.parentElement);
    }
    for (const e of holders) {
      if (e.closest("script, option") || !this.isSeen(e)) continue;
      const style = getComputedStyle(e);
      const colour = e.closest("svg") ? style.fill : style.color;
      if (colour === this.ground(e)) yield `text in the colour of its ground: ${this.named(e)}`;
    }
  },

  *marks() {
    for (const e of this.boxes) {
      const ground = this.ground(e.parentElement);
      if (!this.isBordered(e) && getComputedStyle(e).backgroundColor === ground)
        yield `a box of colour alone: ${this.named(e)}`;
    }
    for (const e of document.querySelectorAll("ins, del, mark")) {
      const style = getComputedStyle(e), around = getComputedStyle(e.parentElement);
      const differs = style.textDecorationLine !== "none" || style.fontWeight !== around.fontWeight
        || this.ground(e) !== this.ground(e.parentElement) || this.isBordered(e);
      if (this.isSeen(e) && !differs) yield `a mark by colour alone: ${this.named(e)}`;
    }
    for (const e of document.querySelectorAll(".chip, .banner"))
      if (!e.textContent.trim()) yield `a state without a word: ${this.named(e)}`;
  },

  look(e) {
    return ["", "::before", "::after"].map(part => {
      const style = getComputedStyle(e, part || null);
      return [style.content, style.color, style.backgroundColor, style.fontWeight,
        style.textDecorationLine, style.borderBottom, style.borderLeft, style.outline].join();
    }).join();
  },

  // The one of a row of links or steps where somebody is looks as the others do.
  *current() {
    for (const e of document.querySelectorAll("[aria-current], [aria-pressed=true]")) {
      const row = [...(e.closest("li") ?? e).parentElement.children];
      const others = e.matches("li") ? row : row.map(one => one.matches("li") ? one.firstElementChild : one);
      const other = others.find(one => one && one !== e && one.tagName === e.tagName
        && !one.matches("[aria-current], [aria-pressed=true]"));
      if (other && !e.querySelector("a") === !other.querySelector("a")
          && this.look(e) === this.look(other))
        yield `the current one looks like the others: ${this.named(e)}`;
    }
  },

  // One of each kind is focused as by the keyboard.
  *rings() {
    const kinds = new Set(), before = document.activeElement;
    const all = "a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex='0']";
    for (const e of document.querySelectorAll(all)) {
      const kind = [e.tagName, e.type, e.className].join();
      if (kinds.has(kind) || e.disabled || !this.isSeen(e)) continue;
      kinds.add(kind);
      e.focus({ preventScroll: true, focusVisible: true });
      const style = getComputedStyle(e);
      const isRing = style.outlineStyle === "auto"
        || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
      if (!isRing || style.outlineColor === this.ground(e.parentElement))
        yield `no ring of focus: ${this.named(e)}`;
    }
    document.activeElement.blur();
    before?.focus?.({ preventScroll: true });
  },
})
