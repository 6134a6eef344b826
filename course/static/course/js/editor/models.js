// Which model a piece of code stands for, read from its text: enough for completion, and never wrong loudly.
const FURTHER = 5;

/* The model whose rows an expression such as `Post.objects.filter(…)`, `posts` or `author.posts` gives; else null. */
export function modelOfRows(expression, code, at, names, depth = 0) {
  if (depth > FURTHER) return null;
  const [, root, rest] = /^\s*(?:(?:list|sorted|enumerate|set|tuple|reversed)\()*\s*([A-Za-z_]\w*)([\s\S]*)$/.exec(expression) ?? [];
  if (!root) return null;
  if (names.models[root]) return /^\s*\.\s*objects\b/.test(rest) ? root : null;
  const steps = attributes(rest);
  const bound = binding(root, code, at);
  if (bound === null) return steps.length ? onlyAccessor(steps.at(-1), names) : null;
  const model = modelOfRows(bound.from, code, bound.at, names, depth + 1);
  return follow(model, bound.each ? steps : [], names);
}

/* The model of one object: `post`, `post.author`. */
export function modelOfObject(expression, code, at, names) {
  const [, root, rest] = /^([A-Za-z_]\w*)((?:\.\w+)*)$/.exec(expression) ?? [];
  const bound = root && !names.models[root] ? binding(root, code, at) : null;
  if (!bound?.each) return null;
  return follow(modelOfRows(bound.from, code, bound.at, names), attributes(rest), names);
}

/* The attributes at the start of the rest of an expression, up to the first method: `.author.posts.all()`. */
function attributes(rest) {
  const found = /^((?:\s*\.\s*[a-z_]\w*(?![\w(]))*)/.exec(rest)?.[1] ?? "";
  return found.split(".").map((name) => name.trim()).filter(Boolean);
}

function follow(model, steps, names) {
  return steps.reduce((from, step) => names.models[from]?.accessors[step]?.[0] ?? null, model);
}

/* The model an accessor leads to, where all models that have it agree. */
function onlyAccessor(name, names) {
  const found = new Set(Object.values(names.models).map((model) => model.accessors[name]?.[0]).filter(Boolean));
  return found.size === 1 ? [...found][0] : null;
}

/* What a name was last bound to: an assignment before its use, or a loop around it (a comprehension's stands behind). */
function binding(name, code, at) {
  const assigned = [...code.matchAll(new RegExp(`(?:^|\\n)\\s*${name}\\s*=(?!=)\\s*\\(?([^\\n]*(?:\\n\\s*[.)][^\\n]*)*)`, "g"))]
    .filter((one) => one.index + one[0].length <= at);
  const loops = [...code.matchAll(new RegExp(`\\bfor\\s+(?:\\w+\\s*,\\s*)?${name}\\s+in\\s+([^\\n]*)`, "g"))];
  const loop = loops.filter((one) => one.index < at).at(-1) ?? loops[0];
  const value = assigned.at(-1);
  if (loop && (!value || loop.index > value.index || loop.index > at)) return { from: loop[1], at: loop.index, each: true };
  if (!value) return null;
  return { from: value[1], at: value.index, each: /\.(?:get|first|last|earliest|latest)\([^\n]*\)\s*$/.test(value[1]) };
}
