// The SPARQL form of the first page: runs the query in place and shows what comes back.
// Whatever a result holds is put in as text, never as markup; without this script the form opens /sparql itself.

const SHOWN = 500; // rows: more make a page slow, and nobody reads them here
const SHOWN_TEXT = 100_000; // characters of a graph
const SHOWN_CELL = 2_000; // characters of a literal
const LINKED = 8_000; // characters of a query that is kept in the address
const ACCEPT = "application/sparql-results+json, text/turtle";
const OURS = /^https:\/\/w3id\.org\/tidu\/id\/(([a-z][a-z0-9-]*)\/[a-z0-9][a-z0-9.-]*)$/;
const NAMESPACES = {
  tidu: "https://w3id.org/tidu/ontology#",
  graph: "https://w3id.org/tidu/graph/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const TABLES = { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: "application/sparql-results+json", XML: "application/sparql-results+xml" };
const GRAPHS = { Turtle: "text/turtle", "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" };
const ENDINGS = { CSV: "csv", TSV: "tsv", JSON: "srj", XML: "srx", Turtle: "ttl", "N-Triples": "nt", "JSON-LD": "jsonld", "RDF/XML": "rdf" };
const WORDS = {
  zh: {
    running: "正在查询…", cancelled: "已取消。", failed: "没有得到回答", yes: "是", no: "否", save: "另存为",
    rows: (all, ms) => `${all} 行 · ${ms} 毫秒` + (all > SHOWN ? `（只显示前 ${SHOWN} 行）` : ""),
    text: (all, ms) => `${all} 个字符 · ${ms} 毫秒` + (all > SHOWN_TEXT ? `（只显示前 ${SHOWN_TEXT} 个）` : ""),
    place: (line, column) => `第 ${line} 行第 ${column} 列：`, later: (seconds) => `请 ${seconds} 秒后再试。`,
    answered: (ms) => `${ms} 毫秒`,
  },
  en: {
    running: "Running …", cancelled: "Cancelled.", failed: "There was no answer", yes: "yes", no: "no", save: "Save as",
    rows: (all, ms) => `${all} ${all === 1 ? "row" : "rows"} · ${ms} ms` + (all > SHOWN ? ` (the first ${SHOWN} are shown)` : ""),
    text: (all, ms) => `${all} characters · ${ms} ms` + (all > SHOWN_TEXT ? ` (the first ${SHOWN_TEXT} are shown)` : ""),
    place: (line, column) => `Line ${line}, column ${column}: `, later: (seconds) => ` Try again in ${seconds} s.`,
    answered: (ms) => `${ms} ms`,
  },
};

const language = document.documentElement.lang === "en" ? "en" : "zh";
const words = WORDS[language];
const section = document.getElementById("sparql");
const [form, examples, text, cancel, outcome, saves, result] = [
  "form", "select", "textarea", ".cancel", ".outcome", ".saves", ".result",
].map((found) => section.querySelector(found));
const segments = new Set(section.dataset.segments.split(" ")); // of the identifiers that have an address of their own
let running; // the AbortController of the request under way

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children); // strings become text nodes
  return made;
}

function short(iri) {
  const found = Object.entries(NAMESPACES).find(([, start]) => iri.startsWith(start));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

function link(iri) {
  const ours = OURS.exec(iri);
  if (ours && !segments.has(ours[2])) return element("span", { title: iri }, ours[1]);
  if (ours) return element("a", { href: `/api/v1/entities/${ours[1]}?lang=${language}`, title: iri }, ours[1]);
  const name = short(iri);
  if (name !== iri || !/^https?:\/\//i.test(iri)) return element("span", { title: iri }, name);
  return element("a", { href: iri, rel: "noopener noreferrer" }, iri);
}

function term(found) {
  if (found.type === "uri") return link(found.value);
  if (found.type === "bnode") return element("small", {}, `_:${found.value}`);
  if (found.type === "triple") {
    const { subject, predicate, object } = found.value;
    return element("span", {}, "<<( ", term(subject), " ", term(predicate), " ", term(object), " )>>");
  }
  const kind = found["xml:lang"] ? `@${found["xml:lang"]}` : found.datatype ? short(found.datatype) : "";
  const value = found.value.length > SHOWN_CELL ? `${found.value.slice(0, SHOWN_CELL)}…` : found.value;
  return element("span", {}, element("bdi", {}, value), ...(kind ? [" ", element("small", {}, kind)] : []));
}

function table({ head, results }) {
  const cell = (row, name) => element("td", {}, ...(Object.hasOwn(row, name) ? [term(row[name])] : []));
  const titles = head.vars.map((name) => element("th", { scope: "col" }, name));
  const rows = results.bindings.slice(0, SHOWN).map((row) => element("tr", {}, ...head.vars.map((name) => cell(row, name))));
  return element("table", {}, element("thead", {}, element("tr", {}, ...titles)), element("tbody", {}, ...rows));
}

function say(message, isProblem = false) {
  outcome.textContent = message;
  outcome.classList.toggle("problem", isProblem);
}

function offer(formats, query) {
  const button = ([name, type]) => {
    const made = element("button", { type: "button", className: "quiet" }, name);
    made.addEventListener("click", () => attempt((signal) => save(query, name, type, signal)));
    return made;
  };
  saves.replaceChildren(`${words.save} `, ...Object.entries(formats).map(button));
}

async function show(response, query, since) {
  const content = await response.text();
  const taken = () => Math.round(performance.now() - since);
  if (!response.headers.get("content-type").startsWith("application/sparql-results+json")) {
    result.replaceChildren(element("pre", {}, content.slice(0, SHOWN_TEXT)));
    say(words.text(content.length, taken()));
    return offer(GRAPHS, query);
  }
  const found = JSON.parse(content);
  if ("boolean" in found) {
    result.replaceChildren(element("p", { className: "verdict" }, found.boolean ? words.yes : words.no));
    say(words.answered(taken()));
    return offer({ JSON: TABLES.JSON, XML: TABLES.XML }, query);
  }
  result.replaceChildren(table(found));
  say(words.rows(found.results.bindings.length, taken()));
  return offer(TABLES, query);
}

async function complain(response, query) {
  const problem = await response.json().catch(() => ({})); // a proxy's error may be no problem document
  const { line, column, title = `${response.status} ${response.statusText}`, detail = "" } = problem;
  const later = response.headers.get("retry-after");
  const reason = line ? detail.replace(`line ${line}, column ${column}: `, "") : detail;
  say((line ? words.place(line, column) : `${title}. `) + reason + (later ? words.later(later) : ""), true);
  if (line && text.value === query) point(line, column);
}

function point(line, column) {
  const lines = text.value.split("\n");
  const before = [...(lines[line - 1] ?? "")].slice(0, column - 1).join(""); // columns count characters, not UTF-16 units
  const at = lines.slice(0, line - 1).reduce((sum, found) => sum + found.length + 1, 0) + before.length;
  text.focus({ preventScroll: true });
  text.setSelectionRange(at, at);
  text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
}

function ask(query, accept, signal) {
  return fetch("/sparql", { method: "POST", body: new URLSearchParams({ query }), headers: { Accept: accept }, signal });
}

async function run(signal) {
  const [query, since] = [text.value, performance.now()];
  history.replaceState(null, "", query.length > LINKED ? "#sparql" : `#sparql?${new URLSearchParams({ query })}`);
  for (const other of document.querySelectorAll("a[hreflang]")) other.hash = location.hash;
  result.replaceChildren();
  saves.replaceChildren();
  const response = await ask(query, ACCEPT, signal);
  await (response.ok ? show(response, query, since) : complain(response, query));
}

async function save(query, name, type, signal) {
  const since = performance.now();
  const response = await ask(query, type, signal);
  if (!response.ok) return complain(response, query);
  const address = URL.createObjectURL(await response.blob());
  element("a", { href: address, download: `tidu.${ENDINGS[name]}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return say(words.answered(Math.round(performance.now() - since)));
}

async function attempt(work) {
  running?.abort(); // one at a time: the newer wins, and the older says nothing any more
  const mine = (running = new AbortController());
  busy(true);
  say(words.running);
  try {
    await work(mine.signal);
  } catch (error) {
    if (running === mine) say(mine.signal.aborted ? words.cancelled : `${words.failed}: ${error.message}`, !mine.signal.aborted);
  }
  if (running !== mine) return;
  running = undefined;
  busy(false);
}

function busy(isBusy) {
  section.setAttribute("aria-busy", String(isBusy));
  if (!isBusy && document.activeElement === cancel) text.focus();
  cancel.hidden = !isBusy;
}

function open() {
  const query = location.hash.startsWith("#sparql?") && new URLSearchParams(location.hash.slice(8)).get("query");
  if (!query) return;
  text.value = query;
  section.scrollIntoView();
  attempt(run);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(run);
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
examples.addEventListener("change", () => {
  if (examples.value) text.value = examples.value;
});
cancel.addEventListener("click", () => running?.abort());
addEventListener("hashchange", open);
for (const hidden of section.querySelectorAll(".scripted")) hidden.hidden = false;
open();
