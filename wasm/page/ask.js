// Asks the desk inside this browser, in place of the file of this name that asks over HTTP. A worker answers, so that
// typing never waits for a check.

const QUESTIONS = ["check", "sheet", "open"];

const worker = new Worker("worker.js");
const waiting = new Map();
let asked = 0;

worker.addEventListener("message", ({ data }) => {
  waiting.get(data.number)(data);
  waiting.delete(data.number);
});

/** Asks `check`, `sheet` or `open`; gives the response, or throws the desk's own words for its refusal. */
export async function ask(question, body, signal) {
  const number = asked++;
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  const { status, answer } = await new Promise((answered) => {
    waiting.set(number, answered);
    worker.postMessage({ number, which: QUESTIONS.indexOf(question), bytes }, [bytes.buffer]);
  });
  signal?.throwIfAborted();
  if (status !== 200) throw new Error(new TextDecoder().decode(answer));
  return new Response(answer);
}
