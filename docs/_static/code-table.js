// A number, or a class such as 4xx, names codes to show; of the other words, a code must have all in its text.
// `find` of flake8_httpstatus/code_table.py does the same.
const isShown = (words, code, text) => {
  const isNumber = (word) => /^[1-5](\d\d|xx)$/.test(word);
  const numbers = words.filter(isNumber);
  return (
    (!numbers.length || numbers.some((number) => code.startsWith(number.replace("xx", "")))) &&
    words.every((word) => isNumber(word) || text.includes(word))
  );
};

// Puts a filter box on the code table's page; without it the page shows every code.
const addFilter = () => {
  const place = document.getElementById("code-table-filter");
  if (!place) return;
  const article = place.closest("article");
  const codes = [...article.querySelectorAll("section > h3")].map((heading) => {
    const section = heading.parentElement;
    const title = section.parentElement.querySelector(":scope > h2").textContent;
    const text = `${title} ${section.textContent}`.toLowerCase();
    return { section, code: heading.textContent.slice(0, 3), text };
  });
  const classes = [...article.querySelectorAll("section section")].filter((each) =>
    each.querySelector(":scope > h2"),
  );

  const label = document.createElement("label");
  label.textContent = "Filter: ";
  const box = document.createElement("input");
  box.type = "search";
  box.placeholder = "404 410, 4xx, not found, HTTP_422, delete …";
  box.autocomplete = "off";
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  label.append(box);
  place.classList.add("code-filter");
  place.append(label, count);

  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, code, text } of codes) {
      const matches = isShown(words, code, text);
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
};

if (typeof document !== "undefined") addFilter();
if (typeof module !== "undefined") module.exports = { isShown };
