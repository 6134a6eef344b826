// Typing over a selection. Left to itself Chromium keeps the style of what was selected by writing a style attribute,
// which the page's Content-Security-Policy refuses, once for each letter.
import { EditorView } from "@codemirror/view";

export const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main, ranges } = view.state.selection;
    const text = event.inputType === "insertText" && event.data;
    if (!text || main.empty || ranges.length > 1 || view.composing) return false;
    const insert = () => view.state.update(
      view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true },
    );
    // Other extensions first: closeBrackets puts a typed bracket around the selection.
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, main.from, main.to, text, insert))) view.dispatch(insert());
    return true;
  },
});
