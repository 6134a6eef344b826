// Colours for a Django template: its tags, variables and comments, and the HTML around them.
import { StreamLanguage } from "@codemirror/language";

const INSIDE = /^(?:"[^"]*"?|'[^']*'?)/;

function inside(stream, state) {
  if (stream.match(/^[%}]\}/)) {
    state.inside = "";
    return "meta";
  }
  if (stream.match(INSIDE)) return "string";
  if (stream.match(/^\d+(\.\d+)?/)) return "number";
  if (state.inside === "tag" && stream.match(/^\w+/)) {
    state.inside = "arguments";
    return "keyword";
  }
  if (stream.match(/^[\w.]+/)) return "variableName";
  stream.next();
  return null;
}

export const djangoTemplate = StreamLanguage.define({
  name: "django-template",
  startState: () => ({ inside: "" }),
  token(stream, state) {
    if (state.inside) return inside(stream, state);
    if (stream.match(/^\{#.*?#\}/) || stream.match(/^<!--.*?-->/)) return "comment";
    if (stream.match("{%")) {
      state.inside = "tag";
      return "meta";
    }
    if (stream.match("{{")) {
      state.inside = "arguments";
      return "meta";
    }
    if (stream.match(/^<\/?[a-zA-Z][\w-]*|^<!\w+|^\/?>/)) return "className";
    stream.next();
    stream.match(/^[^<>{/]*/);
    return null;
  },
});
