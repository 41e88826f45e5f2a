// What makes the pages better where there is a script; all of them work without it.

const script = document.getElementById("console-script");
document.body.classList.add("js-enabled");

// GOV.UK's own: the error summary takes the focus, characters are counted, a second click is none.
if (script?.dataset.frontend) {
  document.body.classList.add("govuk-frontend-supported");
  const { initAll } = await import(script.dataset.frontend);
  initAll();
}

// A case goes on while somebody looks: say so, show it where nobody reads or types, never touch a form.
const news = document.getElementById("news");
if (news?.dataset.events && window.EventSource) {
  const source = new EventSource(news.dataset.events);
  source.addEventListener("position", () => {
    const live = [...document.querySelectorAll("[data-live]")];
    if (document.querySelector("form.move-form") || !live.length || !window.htmx || live.some(isInUse)) return say();
    live.forEach((region) => window.htmx.trigger(region, "news"));
    news.replaceChildren(news.dataset.shown);
  });
  window.addEventListener("pagehide", () => source.close());
}

// Whether something was unfolded in a region, or somebody stands in one of its fields.
function isInUse(region) {
  return region.querySelector("details[open]") || (region.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));
}

function say() {
  const link = document.createElement("a");
  link.href = location.href;
  link.className = "govuk-link";
  link.textContent = news.dataset.look;
  news.replaceChildren(`${news.dataset.said} `, link);
}

// A form keeps what is typed by itself: shortly after a change, and when the page goes out of sight.
const PAUSE = 4000;
let waiting = 0;
let sending = null;

function draft() {
  return document.querySelector("form[data-draft]");
}

function typed(form) {
  const data = new FormData(form);
  for (const name of [...data.keys()]) if (name.endsWith("._file")) data.delete(name);
  data.set("do", "keep");
  return data;
}

function tell(text, link) {
  const place = document.getElementById("draft-state");
  if (!place) return;
  place.replaceChildren(text);
  if (link) place.append(" ", link);
}

async function keep() {
  const form = draft();
  clearTimeout(waiting);
  waiting = 0;
  if (!form) return;
  sending = new AbortController();
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed(form), signal: sending.signal });
    if (answer.redirected) {
      const again = document.createElement("a");
      again.href = answer.url;
      again.className = "govuk-link";
      again.textContent = "→";
      tell(form.dataset.ended, again);
    } else if (answer.ok) {
      tell(form.dataset.kept + new Date().toTimeString().slice(0, 5));
    } else tell(form.dataset.away);
  } catch (error) {
    if (error.name !== "AbortError") {
      tell(form.dataset.away);
      later();
    }
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
}

document.addEventListener("input", (event) => event.target.closest("form[data-draft]") && later());
document.addEventListener("change", (event) => event.target.closest("form[data-draft]") && later());
document.addEventListener("submit", stop, true);
document.addEventListener("htmx:beforeRequest", (event) => event.target.closest?.("form[data-draft]") && event.detail.requestConfig.verb === "post" && stop());
document.addEventListener("visibilitychange", () => {
  const form = draft();
  if (document.visibilityState === "hidden" && waiting && form) {
    clearTimeout(waiting);
    waiting = 0;
    navigator.sendBeacon(form.action, typed(form));
  }
});

// What is sent by hand says it all: nothing older may come behind it.
function stop() {
  clearTimeout(waiting);
  waiting = 0;
  sending?.abort();
}

// A chosen file goes up at once, with its progress in sight; without a script it goes with the form.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=file][data-upload]")) return;
  const files = [...input.files];
  input.value = "";
  goingUp = files.reduce((before, file) => before.then(() => upload(input, file)), goingUp ?? Promise.resolve());
  const these = goingUp;
  these.then(() => goingUp === these && (goingUp = null));
});

// A form that is sent while a file still goes up would be sent without it: it waits.
let goingUp = null;
document.addEventListener("submit", (event) => {
  if (!goingUp) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  goingUp.then(() => setTimeout(() => event.target.requestSubmit(event.submitter)));
}, true);
document.addEventListener("htmx:confirm", (event) => {
  if (!goingUp || event.detail.verb !== "post") return;
  event.preventDefault();
  goingUp.then(() => setTimeout(() => event.detail.issueRequest()));
});

function upload(input, file) {
  return new Promise((done) => {
    const kept = input.parentElement.querySelector(".kept-files");
    const shown = document.createElement("div");
    const bar = document.createElement("progress");
    shown.className = "upload";
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `${input.dataset.progress} ${file.name}`);
    shown.append(bar, ` ${input.dataset.progress} ${file.name}`);
    kept.append(shown);
    const request = new XMLHttpRequest();
    const to = new URL(input.dataset.upload, location.href);
    to.searchParams.set("name", input.dataset.name);
    request.open("POST", to);
    request.setRequestHeader("X-Form-Token", input.form.elements._token.value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.upload.addEventListener("progress", (step) => step.lengthComputable && (bar.value = (100 * step.loaded) / step.total));
    request.addEventListener("load", () => {
      const is = request.status === 200 || request.status === 422;
      const answer = new DOMParser().parseFromString(is ? request.responseText : "", "text/html");
      const found = answer.body.firstElementChild;
      if (found && request.status === 200 && !input.multiple) kept.replaceChildren(found);
      else shown.replaceWith(found ?? input.dataset.failed);
      if (request.status === 200) later();
      done();
    });
    request.addEventListener("error", () => {
      shown.replaceChildren(`${file.name}: ${input.dataset.failed}`);
      done();
    });
    request.send(file);
  });
}

// One more line of a list needs no way to the server.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-line]");
  if (!button) return;
  event.preventDefault();
  const lines = button.parentElement.querySelectorAll("input.line");
  const last = lines[lines.length - 1];
  const next = last.cloneNode();
  next.value = "";
  next.id = last.id.replace(/[0-9]+$/, (number) => Number(number) + 1);
  next.setAttribute("aria-label", last.getAttribute("aria-label").replace(/[0-9]+$/, (number) => Number(number) + 1));
  last.after(next);
  next.focus();
});

// A link to a field that is folded away unfolds it.
function unfold() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
}
window.addEventListener("hashchange", unfold);
unfold();
// What htmx has put in place gets GOV.UK's own behaviour too.
document.addEventListener("htmx:afterSettle", async (event) => {
  ask();
  if (!script?.dataset.frontend || !event.target.querySelectorAll) return;
  const { createAll, CharacterCount } = await import(script.dataset.frontend);
  createAll(CharacterCount, undefined, event.target);
});

// What is asked with one answer only comes with it, and goes, unsent, while nothing of one's own stands in it.
function ask() {
  for (const one of document.querySelectorAll("[data-when]")) {
    const leading = [...one.closest("form").elements].filter((field) => field.name === one.dataset.when);
    const answer = (leading.find((field) => field.checked) ?? leading.find((field) => field.type !== "radio"))?.value;
    const isAsked = answer ? one.dataset.answers.split(" ").includes(answer) : "known" in one.dataset;
    const within = [...one.querySelectorAll("input, select, textarea")];
    one.hidden = !isAsked && !("filled" in one.dataset) && !one.querySelector(".kept-file") && !within.some(isChanged);
    for (const field of within) field.disabled = one.hidden;
  }
}

function isChanged(field) {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return Boolean(field.value) && ![...field.selectedOptions].some((one) => one.defaultSelected);
  return field.value !== field.defaultValue;
}
document.addEventListener("change", ask);
ask();

// Where a browser shows no PDF within a page, the text of the document stands there.
if (navigator.pdfViewerEnabled === false) {
  for (const frame of document.querySelectorAll("iframe[data-text]")) {
    frame.setAttribute("sandbox", "");
    frame.src = frame.dataset.text;
    frame.previousElementSibling.hidden = false;
  }
}
