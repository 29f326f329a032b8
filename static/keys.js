// Keys of the staff pages; /admin/keys lists them and turns them off. Everything that they do links do too.
const PLACES = {
  o: "/admin",
  w: "/admin/withdrawals",
  p: "/admin/people",
  c: "/admin/claims",
  i: "/admin/invoices",
  e: "/admin/events",
  m: "/admin/deliveries",
  j: "/admin/jobs",
  b: "/admin/books",
  l: "/admin/deeds",
  r: "/admin/products",
  a: "/admin/api-keys",
  s: "/admin/staff",
  f: "/admin/flags",
  n: "/admin/referrals",
  u: "/admin/companies",
  z: "/admin/rewards",
  d: "/admin/adjustments",
  h: "/admin/batches",
  t: "/admin/programs",
  v: "/admin/verification",
};
// A letter counts as the second one so long after the g.
const WITHIN = 1500;
let begun = 0;

// A browser may keep nothing: then the keys are on.
function kept() {
  try { return localStorage.getItem("staff-keys"); } catch { return null; }
}

// What is printed on the key in Latin letters, whatever alphabet it types now.
function typed(event) {
  if (/^[a-z?/]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
}

function move(step) {
  const rows = [...document.querySelectorAll("main table.list tbody tr")].filter((row) => row.querySelector("a"));
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const to = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  if (rows[to]) rows[to].querySelector("a").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
  if (kept() === "off" || event.target.closest("input, select, textarea, [contenteditable]")) return;
  const key = typed(event);
  const after = Date.now() - begun < WITHIN;
  begun = 0;
  if (after && PLACES[key]) {
    location.assign(PLACES[key]);
  } else if (key === "g") {
    begun = Date.now();
  } else if (key === "?") {
    location.assign("/admin/keys");
  } else if (key === "/") {
    const search = document.querySelector("main input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (key === "j" || key === "k") {
    move(key === "j" ? 1 : -1);
  }
});

function say(button) {
  const off = kept() === "off";
  button.textContent = off ? button.dataset.on : button.dataset.off;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keys]");
  if (!button) return;
  try { localStorage.setItem("staff-keys", kept() === "off" ? "on" : "off"); } catch { return; }
  say(button);
  document.getElementById("said").textContent = kept() === "off" ? button.dataset.isOff : button.dataset.isOn;
});
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-keys]").forEach(say));
