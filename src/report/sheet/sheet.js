"use strict";
// Ticks are kept in this browser under the name of the story, by the id of the fact: ids stay the same
// while the rest of the story is edited.
(function () {
  const key = "copydesk-ticks:" + document.body.dataset.story;
  const boxes = [...document.querySelectorAll("input[type=checkbox]")];
  let ticks = {};
  try {
    ticks = JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    ticks = {};
  }
  function count() {
    const done = boxes.filter((box) => box.checked).length;
    document.getElementById("count").textContent = boxes.length - done + " to check, " + done + " ticked.";
  }
  for (const box of boxes) {
    if (box.id in ticks) box.checked = ticks[box.id];
    box.addEventListener("change", function () {
      ticks[box.id] = box.checked;
      try {
        localStorage.setItem(key, JSON.stringify(ticks));
      } catch {
        // A browser that keeps nothing still shows the sheet.
      }
      count();
    });
  }
  count();
})();
