// Query counts in the gutter: a button for each line that sent statements, with its SQL on hover and on focus.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker } from "@codemirror/view";

const LEAVING = 200; // milliseconds that the pointer may take from a mark to its tip
let leaving = 0;
let shown = null; // ends what listens while a tip is there

export const setMarks = StateEffect.define();
const busyLine = Decoration.line({ class: "cm-busy-line" });
const errorLine = Decoration.line({ class: "cm-error-line" });

class QueryMark extends GutterMarker {
  constructor(line) {
    super();
    this.line = line;
  }

  eq(other) {
    return this.line === other.line;
  }

  toDOM() {
    const { line, count, atLeast, sql } = this.line;
    const button = document.createElement("button");
    button.type = "button";
    button.className = count > 1 ? "query-mark query-mark-many" : "query-mark";
    button.textContent = `${count > 999 ? `${Math.floor(count / 1000)}k` : count}${atLeast ? "+" : ""}`;
    button.dataset.sql = sql ?? "";
    button.setAttribute("aria-label", `Line ${line}: ${queries(count, atLeast)}`);
    return button;
  }
}

function queries(count, atLeast) {
  return `${atLeast ? "at least " : ""}${count.toLocaleString("en-GB")} ${count === 1 ? "query" : "queries"}`;
}

const marks = StateField.define({
  create: () => ({ gutter: RangeSet.empty, lines: Decoration.none }),
  update(value, transaction) {
    let next = transaction.docChanged
      ? { gutter: value.gutter.map(transaction.changes), lines: value.lines.map(transaction.changes) }
      : value;
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = placed(transaction.state.doc, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.lines),
});

function placed(doc, { lines, errorLine: failed }) {
  const known = lines.filter(({ line }) => line >= 1 && line <= doc.lines);
  const gutters = known.map((line) => new QueryMark(line).range(doc.line(line.line).from));
  const shades = known
    .filter(({ line, count }) => count > 1 && line !== failed)
    .map(({ line }) => busyLine.range(doc.line(line).from));
  if (failed >= 1 && failed <= doc.lines) shades.push(errorLine.range(doc.line(failed).from));
  return { gutter: RangeSet.of(gutters, true), lines: Decoration.set(shades, true) };
}

/* The gutter's extension. openQueries() is called when a mark is pressed. */
export function queryMarks(openQueries) {
  return [
    marks,
    gutter({
      class: "cm-queries",
      markers: (view) => view.state.field(marks).gutter,
      // Room for a mark from the start, so that a result moves no code.
      initialSpacer: () => new QueryMark({ line: 1, count: 101, sql: "" }),
      domEventHandlers: {
        click: (_view, _line, event) => pressed(event, openQueries),
        mouseover: (view, _line, event) => showTip(event.target, view),
        mouseout: (view, _line, event) => hideTipSoon(event.target, view),
        focusin: (view, _line, event) => showTip(event.target, view),
        focusout: (view, _line, event) => hideTip(event.target, view),
      },
    }),
    EditorView.updateListener.of((update) => { if (update.docChanged) removeTip(update.view); }),
  ];
}

function pressed(event, openQueries) {
  if (!event.target.closest?.(".query-mark")) return false;
  openQueries();
  return true;
}

function showTip(target, view) {
  const mark = target.closest?.(".query-mark");
  if (!mark || !mark.dataset.sql) return false;
  removeTip(view);
  const frame = view.dom.parentElement;
  const tip = document.createElement("div");
  tip.className = "query-tip";
  tip.id = `${frame.id}-tip`;
  tip.setAttribute("role", "tooltip");
  const words = document.createElement("b");
  words.textContent = mark.getAttribute("aria-label");
  const sql = document.createElement("pre");
  sql.textContent = mark.dataset.sql;
  tip.append(words, sql);
  // The pointer may go onto the tip, to scroll and to copy; Escape puts it away from wherever the focus is.
  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", () => leaveSoon(view));
  shown = new AbortController();
  document.addEventListener("keydown", ({ key }) => key === "Escape" && removeTip(view), { signal: shown.signal });
  frame.append(tip);
  frame.classList.add("editor-tipped");
  mark.setAttribute("aria-describedby", tip.id);
  tip.style.top = `${mark.getBoundingClientRect().bottom - frame.getBoundingClientRect().top + 6}px`;
  return false;
}

function hideTip(target, view) {
  if (target.closest?.(".query-mark")) removeTip(view);
  return false;
}

function hideTipSoon(target, view) {
  if (target.closest?.(".query-mark")) leaveSoon(view);
  return false;
}

function leaveSoon(view) {
  clearTimeout(leaving);
  leaving = setTimeout(removeTip, LEAVING, view);
}

function removeTip(view) {
  clearTimeout(leaving);
  shown?.abort();
  const frame = view.dom.parentElement;
  frame?.querySelector(".query-tip")?.remove();
  frame?.classList.remove("editor-tipped");
}
