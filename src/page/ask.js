// Asks the desk: over HTTP, on this machine. The page without a server has another file of this name in its place,
// which asks the same questions of a WebAssembly module.

const MEDIA_TYPES = { check: "application/json", sheet: "application/json", open: "application/octet-stream" };

/** Asks `check`, `sheet` or `open`; gives the response, or throws the desk's own words for its refusal. */
export async function ask(question, body, signal) {
  const headers = { "Content-Type": MEDIA_TYPES[question] };
  let answer;
  try {
    answer = await fetch("api/" + question, { method: "POST", headers, body, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The desk does not answer. Is “copydesk serve” still running?");
  }
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer;
}
