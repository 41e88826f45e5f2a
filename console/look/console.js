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
