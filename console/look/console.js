// What makes the pages better where there is a script; all of them work without it.

const script = document.getElementById("console-script");
document.body.classList.add("js-enabled");

// GOV.UK's own: the error summary takes the focus, characters are counted, a second click is none.
if (script?.dataset.frontend) {
  document.body.classList.add("govuk-frontend-supported");
  const { initAll } = await import(script.dataset.frontend);
  initAll();
}

// A case goes on while somebody looks: say so, show it where nobody types, never touch a form.
const news = document.getElementById("news");
if (news?.dataset.events && window.EventSource) {
  const source = new EventSource(news.dataset.events);
  source.addEventListener("position", () => {
    if (document.querySelector("form.move-form")) return say();
    const live = document.querySelectorAll("[data-live]");
    if (live.length && window.htmx) return live.forEach((region) => window.htmx.trigger(region, "news"));
    say();
  });
  window.addEventListener("pagehide", () => source.close());
}

function say() {
  const link = document.createElement("a");
  link.href = location.pathname;
  link.className = "govuk-link";
  link.textContent = news.dataset.look;
  news.replaceChildren(`${news.dataset.said} `, link);
}
