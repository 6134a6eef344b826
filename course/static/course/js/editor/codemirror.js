// Source of the editor bundle (build/codemirror.js): CodeMirror 6 with what a short Python program needs.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { pythonLanguage, python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { linter, lintKeymap } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { ormCompletions } from "./completion.js";
import { djangoTemplate } from "./django_template.js";
import { queryMarks, setMarks } from "./marks.js";
import { passedByTab } from "./tab_key.js";
import { typeOverSelection } from "./typing.js";

/* Puts an editor into `frame` in place of the textarea `field`, which goes on holding the text for the form.
   language: "python" or "template". run(): Ctrl or Cmd with Enter. changed(code): after each edit.
   openQueries(): a mark in the gutter was pressed. names(): a promise of the dataset's names for completion, or of null.
   check(code): a promise of what to mark in it: [{ line, column, message, severity }]. */
export function createEditor({
  frame, field, language = "python", nonce, run, changed, openQueries, names = noNames, check = null,
}) {
  const hadFocus = document.activeElement === field;
  const view = new EditorView({
    parent: frame,
    state: EditorState.create({
      doc: field.value,
      selection: { anchor: hadFocus ? field.selectionStart : 0 },
      extensions: [
        EditorView.cspNonce.of(nonce),
        runKey(run),
        typeOverSelection,
        passedByTab,
        queryMarks(openQueries),
        ...basics(language, names),
        ...(check ? [linter(diagnosesBy(check), { delay: 600 }), keymap.of(lintKeymap)] : []),
        EditorView.contentAttributes.of(attributesOf(field)),
        EditorView.updateListener.of((update) => {
          // Off screen, CodeMirror has not measured its lines yet and would show the gutters squeezed.
          if (update.geometryChanged && view.inView) frame.classList.add("editor-measured");
          if (!update.docChanged) return;
          field.value = update.state.doc.toString();
          frame.classList.add("editor-stale");
          changed(field.value);
        }),
      ],
    }),
  });
  field.hidden = true;
  // CodeMirror hides all gutters from assistive technology; ours holds buttons, the line numbers stay hidden.
  view.dom.querySelector(".cm-gutters").removeAttribute("aria-hidden");
  view.dom.querySelector(".cm-lineNumbers").setAttribute("aria-hidden", "true");
  if (hadFocus) {
    view.focus();
    view.setTabFocusMode(true); // as in the textarea it was
  }
  return {
    mark(lines, errorLine) {
      frame.classList.remove("editor-stale");
      view.dispatch({ effects: setMarks.of({ lines, errorLine }) });
    },
    // One step for undo, whatever was typed just before.
    replace(code) {
      view.dispatch({
        changes: difference(view.state.doc.toString(), code),
        annotations: isolateHistory.of("full"),
        userEvent: "input.replace",
      });
      view.focus();
    },
  };
}

// What is the same at both ends stays, and with it the cursor, the marks and the reader's place.
function difference(old, code) {
  const most = Math.min(old.length, code.length);
  let start = 0;
  while (start < most && old[start] === code[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === code.at(-1 - end)) end += 1;
  return { from: start, to: old.length - end, insert: code.slice(start, code.length - end) };
}

function basics(language, names) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of(language === "template" ? "  " : "    "),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    // Nothing is chosen until an arrow key chooses it: Enter always ends the line.
    autocompletion({ selectOnOpen: false, icons: false }),
    language === "template" ? djangoTemplate : [python(), pythonLanguage.data.of({ autocomplete: ormCompletions(names) })],
    syntaxHighlighting(classHighlighter),
    // Escape, then Tab, leaves the editor: tab_key.js.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
  ];
}

const noNames = () => Promise.resolve(null);

/* The server's marks as CodeMirror's diagnostics: from the place to the end of the word there, or of the line. */
function diagnosesBy(check) {
  return async (view) => {
    const doc = view.state.doc;
    const marks = await check(doc.toString());
    if (view.state.doc !== doc) return [];
    return marks.filter(({ line }) => line <= doc.lines).map(({ line, column, message, severity }) => {
      const { from, to, text } = doc.line(line);
      // A mark behind the last letter would not be seen: then the whole line is meant.
      const start = from + column < to ? from + column : from + text.search(/\S|$/);
      const word = /^\w+/.exec(doc.sliceString(start, to))?.[0].length ?? 0;
      return { from: start, to: word && start === from + column ? start + word : to, message, severity };
    });
  };
}

function runKey(run) {
  const act = () => { run(); return true; };
  return Prec.highest(keymap.of([{ key: "Mod-Enter", run: act }, { key: "Ctrl-Enter", run: act }]));
}

function attributesOf(field) {
  return {
    "aria-label": field.labels[0]?.textContent.trim() ?? "Code",
    "aria-describedby": field.getAttribute("aria-describedby") ?? "",
    spellcheck: "false",
    // Focusable as it is, but axe only believes this: a long line makes the editor a region that scrolls.
    tabindex: "0",
  };
}
