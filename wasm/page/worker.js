// Holds the WebAssembly module and lets it answer one question after the other; `wasm/src/lib.rs` is its other side.

// Not streamed, so that a server that does not know the media type of .wasm will do.
const compiled = fetch("copydesk.wasm")
  .then((response) => response.arrayBuffer())
  .then((bytes) => WebAssembly.compile(bytes));
let desk = null;

function answer(which, question) {
  const room = desk.room(question.length);
  // The memory moves when it grows, so it is looked at anew each time.
  new Uint8Array(desk.memory.buffer, room, question.length).set(question);
  const status = desk.ask(which);
  return { status, answer: new Uint8Array(desk.memory.buffer, desk.answer(), desk.length()).slice() };
}

addEventListener("message", async ({ data: { number, which, bytes } }) => {
  let given;
  try {
    const module = await compiled;
    desk ??= new WebAssembly.Instance(module).exports;
    given = answer(which, bytes);
  } catch (error) {
    // A module that broke off is not asked again.
    desk = null;
    given = { status: 500, answer: new TextEncoder().encode("The desk in this page failed: " + error.message) };
  }
  postMessage({ number, ...given }, [given.answer.buffer]);
});
