// Completion of what the dataset has and the ORM can: models, their fields across relations, lookups, QuerySet methods.
import { syntaxTree } from "@codemirror/language";
import { modelOfObject, modelOfRows } from "./models.js";

const DETAILS = {
  all: "every row",
  filter: "rows that match",
  exclude: "rows that do not match",
  get: "exactly one row",
  first: "one row or None",
  last: "one row or None",
  count: "SELECT COUNT(*)",
  exists: "is there any row?",
  select_related: "JOIN a single-valued relation",
  prefetch_related: "one more query for each relation",
  annotate: "a computed column",
  aggregate: "one value from all rows",
  values: "dictionaries",
  values_list: "tuples",
  only: "load these columns",
  defer: "leave these columns",
  order_by: "sort",
  distinct: "each row once",
  reverse: "the other order",
  union: "rows of both",
  in_bulk: "a dictionary by key",
  iterator: "rows one chunk at a time",
  create: "INSERT",
  get_or_create: "SELECT, else INSERT",
  update_or_create: "UPDATE, else INSERT",
  bulk_create: "INSERT many",
  bulk_update: "UPDATE many",
  update: "UPDATE in the database",
  delete: "DELETE",
};
const CLASSES = [
  "Q", "F", "Count", "Sum", "Avg", "Min", "Max", "Prefetch", "Exists", "OuterRef", "Subquery", "Value", "Case", "When",
  "Coalesce", "Decimal", "IntegrityError",
];
const NAMES = ["transaction", "connection", "reset_queries", "date", "timedelta", "TODAY", "LAST_WEEK"];
const CONDITIONS = new Set(["filter", "exclude", "get", "get_or_create", "update_or_create", "Q"]);
const COLUMNS = new Set(["create", "update"]);
const PATHS = {
  select_related: "single", prefetch_related: "accessors", Prefetch: "accessors", only: "columns", defer: "columns",
  values: "columns", values_list: "columns", order_by: "columns", in_bulk: "columns", F: "columns", Count: "columns",
  Sum: "columns", Avg: "columns", Min: "columns", Max: "columns", earliest: "columns", latest: "columns",
};
// Only up to the next "__": there another model begins.
const ONE_STEP = /^(?!.*__)\w*$/;
const WORD = /^\w*$/;

/* A completion source for CodeMirror. loadNames(): a promise of the dataset's names, or of null. */
export function ormCompletions(loadNames) {
  return async (context) => {
    const names = await loadNames();
    return (names && (inString(context, names) ?? inArguments(context, names) ?? afterObject(context, names)))
      ?? afterDot(context, names) ?? anywhere(context, names);
  };
}

/* Inside the quotes of `select_related("author__…")`, `values("…")`, `F("…")`. */
function inString(context, names) {
  const node = syntaxTree(context.state).resolveInner(context.pos, -1);
  if (node.name !== "String") return null;
  const call = callAround(context, node.parent);
  const kind = call && PATHS[call.method];
  const model = kind && modelOfCall(context, call, names);
  const written = context.state.sliceDoc(node.from, context.pos).replace(/^["'-]+/, "");
  if (!model || !/^\w*$/.test(written)) return model ? { from: context.pos, options: [] } : null;
  return step(context, written, (path) => stringOptions(path, kind, model, names));
}

/* The name of a condition in `filter(author__na…)`, or of a column in `create(…)`. */
function inArguments(context, names) {
  const call = callAround(context, syntaxTree(context.state).resolveInner(context.pos, -1));
  if (!call || !(CONDITIONS.has(call.method) || COLUMNS.has(call.method))) return null;
  const written = /(?:^|[(,\n])\s*(\w*)$/.exec(context.state.sliceDoc(call.from, context.pos));
  const model = written && modelOfCall(context, call, names);
  if (!model || (!written[1] && !context.explicit)) return null;
  return step(context, written[1], (path) => conditionOptions(path, model, names, CONDITIONS.has(call.method)));
}

/* After the dot of an object whose model is known: its fields and relations. */
function afterObject(context, names) {
  const found = context.matchBefore(/[A-Za-z_][\w.]*\.\w*/);
  if (!found) return null;
  const dot = found.text.lastIndexOf(".");
  const code = context.state.doc.toString();
  const model = modelOfObject(found.text.slice(0, dot), code, found.from, names);
  if (!model) return null;
  const { fields, accessors } = names.models[model];
  return { from: found.from + dot + 1, options: [...fieldOptions(fields), ...relationOptions(accessors)], validFor: WORD };
}

function afterDot(context, names) {
  const dotted = context.matchBefore(/\.\w*/);
  if (!dotted) return null;
  const before = context.state.sliceDoc(Math.max(0, dotted.from - 80), dotted.from);
  const manager = { label: "objects", detail: "the model's manager", type: "property" };
  const ofModel = names && names.models[/(\w+)$/.exec(before)?.[1]];
  return { from: dotted.from + 1, options: ofModel ? [manager] : [manager, ...methodOptions(names)], validFor: WORD };
}

function anywhere(context, names) {
  const word = context.matchBefore(/\w+/);
  if (!word) return null;
  const models = Object.keys(names?.models ?? {});
  const others = names ? names.scope.filter((name) => !names.models[name]) : [...CLASSES, ...NAMES];
  return {
    from: word.from,
    options: [
      ...models.map((label) => ({ label, detail: "model", type: "class" })),
      ...others.map((label) => ({ label, type: /^[A-Z]/.test(label) ? "class" : "variable" })),
    ],
    validFor: WORD,
  };
}

/* The last step of a path such as `author__country__na`, and what may stand there. */
function step(context, written, options) {
  const path = written.split("__");
  return { from: context.pos - path.at(-1).length, options: options(path.slice(0, -1)), validFor: ONE_STEP };
}

function conditionOptions(path, model, names, lookups) {
  const end = walk(path, model, names, "relations");
  if (!end) return [];
  if (end.kind) return lookups ? lookupOptions(names, end.kind) : [];
  const { fields, relations } = names.models[end.model];
  const here = [...fieldOptions(fields), ...relationOptions(relations)];
  return path.length && lookups ? [...here, ...lookupOptions(names, "ForeignKey")] : here;
}

function stringOptions(path, kind, model, names) {
  const table = kind === "accessors" ? "accessors" : "relations";
  const end = walk(path, model, names, table);
  if (!end || end.kind) return [];
  const { fields } = names.models[end.model];
  const relations = Object.entries(names.models[end.model][table]).filter(([, [, many]]) => kind !== "single" || !many);
  const options = relationOptions(Object.fromEntries(relations));
  return kind === "columns" ? [...fieldOptions(fields), ...options] : options;
}

/* Where a path leads from a model: to another one, or to a column of a kind. */
function walk(path, model, names, table) {
  let end = { model };
  for (const name of path) {
    const members = end.kind ? null : names.models[end.model];
    const to = members?.[table][name];
    if (to) end = { model: to[0] };
    else if (members?.fields[name]) end = { kind: members.fields[name] };
    else return null;
  }
  return end;
}

/* The innermost call around a node: its method, where its arguments begin, and what it is called on. */
function callAround({ state }, node) {
  for (let at = node; at; at = at.parent) {
    if (at.name !== "ArgList" || at.parent?.name !== "CallExpression") continue;
    const callee = at.parent.firstChild;
    const text = state.sliceDoc(callee.from, callee.to);
    const method = /(\w+)\s*$/.exec(text)?.[1];
    return { node: at.parent, method, from: at.from + 1, receiver: text.slice(0, text.lastIndexOf(method)).replace(/\.\s*$/, "") };
  }
  return null;
}

/* `Q(…)`, `F("…")` and `Count("…")` speak of the rows of the call around them. */
function modelOfCall(context, call, names) {
  for (let at = call; at; at = callAround(context, at.node.parent)) {
    if (at.receiver) return modelOfRows(at.receiver, context.state.doc.toString(), at.node.from, names);
  }
  return null;
}

function fieldOptions(fields) {
  const rank = (name) => (name === "pk" || name.endsWith("_id") ? -1 : 1);
  return Object.entries(fields).map(([label, detail]) => ({ label, detail, type: "property", boost: rank(label) }));
}

function relationOptions(relations) {
  return Object.entries(relations).map(([label, [to, many]]) => (
    { label, detail: many ? `→ many ${to}` : `→ ${to}`, type: "property", boost: 2 }
  ));
}

function lookupOptions(names, kind) {
  return (names.lookups[kind] ?? []).map((label) => ({ label, detail: "lookup", type: "keyword" }));
}

function methodOptions(names) {
  const known = names ? Object.entries(names.methods) : Object.entries(DETAILS);
  return known.map(([label, words]) => ({
    label, type: "method", detail: DETAILS[label] ?? "", info: DETAILS[label] ? undefined : words || undefined,
    boost: DETAILS[label] ? 1 : 0,
  }));
}
