// A draft is kept in this browser until the server has a newer one (the learner went on elsewhere).
import { remember, remembered } from "./storage.js";

const key = (id) => `draft:${id}`;

// The text to begin with: the draft, unless it was begun from another text than the server now shows.
export function openDraft(id, fromServer) {
  const kept = read(id);
  return kept && kept.base === fromServer ? kept.code : fromServer;
}

export function keepDraft(id, code, base) {
  remember(key(id), code === base ? null : JSON.stringify({ base, code }));
}

function read(id) {
  try {
    return JSON.parse(remembered(key(id)) ?? "null");
  } catch {
    return null;
  }
}
