// The ladder of companies: dragging sends the whole order, as a button sends one place; the answer is the new forecast.
(() => {
  const list = () => document.querySelector("[data-ladder]");
  const ids = () => [...list().children].map((rung) => rung.dataset.id);
  let sortable;
  let before;

  function ready() {
    if (!list() || sortable?.el === list()) return;
    sortable = new Sortable(list(), {
      handle: ".rank",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      ghostClass: "ghost",
      onStart() { before = ids(); },
      onEnd(event) {
        if (event.oldIndex === event.newIndex) return;
        const form = document.getElementById("dragged");
        form.elements.order.value = ids().join(" ");
        form.elements.company.value = event.item.dataset.id;
        form.requestSubmit();
      },
    });
    list().classList.add("moves");
  }

  // Nothing was saved: the page shows what holds, and says so.
  function failed(event) {
    if (!event.target.closest?.("#ladder")) return;
    if (before && sortable) sortable.sort(before);
    document.getElementById("ladder-failed").hidden = false;
  }

  function swapped(event) {
    if (event.detail.target?.id !== "ladder") return;
    ready();
    // What was pressed is gone, as is the offer of the best order once it is taken.
    if (document.activeElement === document.body) document.getElementById("ladder-title")?.focus({ preventScroll: true });
  }

  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:afterSettle", swapped);
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const rung = way && event.target.closest?.(".grip")?.closest("[data-id]");
    if (!rung) return;
    event.preventDefault();
    document.getElementById(`${way}-${rung.dataset.id}`).click();
  });
})();
