// Completion of what the course teaches: QuerySet methods after a dot, the ORM's names elsewhere.
const METHODS = {
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

const afterDot = [
  { label: "objects", detail: "the model's manager", type: "property" },
  ...Object.entries(METHODS).map(([label, detail]) => ({ label, detail, type: "method" })),
];
const anywhere = [
  ...CLASSES.map((label) => ({ label, type: "class" })),
  ...NAMES.map((label) => ({ label, type: "variable" })),
];

/* A completion source for CodeMirror. */
export function ormCompletions(context) {
  const dotted = context.matchBefore(/\.\w*/);
  if (dotted) return { from: dotted.from + 1, options: afterDot, validFor: /^\w*$/ };
  const word = context.matchBefore(/\w+/);
  return word ? { from: word.from, options: anywhere, validFor: /^\w*$/ } : null;
}
