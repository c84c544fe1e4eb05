// Puts a filter box on the code table's page; without it the page shows every code.
(() => {
  const place = document.getElementById("code-table-filter");
  if (!place) return;
  const article = place.closest("article");
  const codes = [...article.querySelectorAll("section > h3")].map((heading) => {
    const section = heading.parentElement;
    return { section, text: section.textContent.toLowerCase() };
  });
  const classes = [...article.querySelectorAll("section section")].filter((each) =>
    each.querySelector(":scope > h2"),
  );

  const label = document.createElement("label");
  label.textContent = "Filter: ";
  const box = document.createElement("input");
  box.type = "search";
  box.placeholder = "404, not found, HTTP_422, delete …";
  box.autocomplete = "off";
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  label.append(box);
  place.classList.add("code-filter");
  place.append(label, count);

  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, text } of codes) {
      const matches = words.every((word) => text.includes(word));
      section.hidden = !matches;
      shown += matches;
    }
    for (const each of classes) {
      each.hidden = !each.querySelector("section:not([hidden])");
    }
    count.textContent = words.length ? `${shown} of ${codes.length} codes` : `${codes.length} codes`;
  };
  box.addEventListener("input", filter);
  filter();
})();
