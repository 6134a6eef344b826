// The names of a dataset, and the marks of code as it stands: both told by the server, which knows the models.
const told = new Map(); // dataset -> promise of its names, or of null

/* Asked once for each page, and kept by the browser: the address bears the hash of what it holds. */
export function namesOf(dataset) {
  if (!dataset) return Promise.resolve(null);
  if (!told.has(dataset)) told.set(dataset, fetchNames(dataset));
  return told.get(dataset);
}

async function fetchNames(dataset) {
  try {
    const response = await fetch(`/editor/${dataset}/names.json`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/* What the server would mark in the code: nothing where it cannot be asked. */
export async function marksOf(code, dataset, token) {
  if (!dataset || !code.trim()) return [];
  try {
    const response = await fetch("/api/marks", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ code, dataset }),
    });
    return response.ok ? (await response.json()).marks : [];
  } catch {
    return [];
  }
}
