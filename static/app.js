// What a page cannot do without script: copy, and the system's own share sheet. Everything else works without it.
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const field = document.getElementById(copy.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select();
      document.execCommand("copy");
    }
    const said = copy.textContent;
    copy.textContent = copy.dataset.done;
    document.getElementById("said").textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = said; }, 2000);
  }
  const share = event.target.closest("[data-share]");
  if (share) {
    try {
      await navigator.share({ text: share.dataset.text, url: share.dataset.share });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }
  if (event.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A slider and its field say the same number.
document.addEventListener("input", (event) => {
  const twin = event.target.dataset.twin && document.getElementById(event.target.dataset.twin);
  if (!twin) return;
  // Of the two only the field is written as the reader writes numbers.
  const plain = event.target.value.replace(/\s/g, "").replace(",", ".");
  twin.value = twin.type !== "range" && twin.defaultValue.includes(",") ? plain.replace(".", ",") : plain;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function wake() {
  for (const element of document.querySelectorAll("[data-needs-script]")) {
    if (element.dataset.share === undefined || navigator.share) element.hidden = false;
  }
}
document.addEventListener("DOMContentLoaded", wake);
// On a phone the menu is wider than the screen: it begins where the reader is.
document.addEventListener("DOMContentLoaded", () => {
  const here = document.querySelector(".places-nav [aria-current]");
  if (!here) return;
  const [place, menu] = [here.getBoundingClientRect(), here.parentElement.getBoundingClientRect()];
  here.parentElement.scrollLeft += place.left + place.width / 2 - menu.left - menu.width / 2;
});
document.addEventListener("htmx:afterSwap", wake);
