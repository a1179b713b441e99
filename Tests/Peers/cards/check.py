"""Reads every card and form of a folder as its readers do, and says what they would stumble over: check.py FOLDER"""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

import html5lib
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from huggingface_hub import ModelCard

folder = pathlib.Path(sys.argv[1])
problems: list[str] = []
counts: dict[str, int] = {}
validator = JsonStrictValidator(SchemaVersion.V1_6)
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def expect(holds: bool, path: pathlib.Path, what: str) -> None:
    if not holds:
        problems.append(f"{path.name}: {what}")


def harmless(path: pathlib.Path, text: str) -> None:
    """Nothing a terminal or a reader's eye would obey."""
    acting = {c for c in text if (unicodedata.category(c) == "Cc" and c not in "\n\t") or c in BIDI}
    expect(not acting, path, f"holds acting characters {sorted(map(hex, map(ord, acting)))}")


def hugging_face(path: pathlib.Path, card: dict) -> None:
    text = path.read_text("utf-8")
    harmless(path, text)
    loaded = ModelCard.load(path)
    front = yaml.safe_load(re.match(r"---\n(.*?\n)---\n", text, re.S).group(1)) or {}
    measured = [e for e in card["evaluations"]]
    results = loaded.data.eval_results or []
    expect(len(results) == len(measured), path, f"{len(results)} results of {len(measured)} figures")
    expect(sorted(str(r.metric_value) for r in results) == sorted(str(e["value"]) for e in measured), path, "other values")
    expect(f"kind:{card['kind']}" in front.get("tags", []), path, "has no tag for its kind")
    for key, value in front.items():
        if key in ("language", "license", "library_name", "pipeline_tag"):
            values = value if isinstance(value, list) else [value]
            expect(all(isinstance(v, str) for v in values), path, f"{key} is read as {value!r}")
    body = text.split("\n---\n", 1)[1]
    expect(not re.search(r"(?<!\\)<[a-zA-Z/!]", re.sub(r"```+.*?\n```+", "", body, flags=re.S)), path, "holds HTML")


def cyclonedx(path: pathlib.Path, card: dict) -> None:
    text = path.read_text("utf-8")
    harmless(path, text)
    error = validator.validate_str(text)
    expect(error is None, path, f"is no CycloneDX 1.6: {error}")
    bom = json.loads(text)
    component = bom["metadata"]["component"]
    expect(component["name"] == card["name"] and component["version"] == card["version"], path, "names another version")
    expect(component["hashes"][0]["content"] == card["digest"].removeprefix("sha256:"), path, "has another digest")
    expect(("modelCard" in component) == (card["kind"] == "model"), path, "a model card on what is no model, or none")
    expect(bom["dependencies"][0]["dependsOn"] == [c["bom-ref"] for c in bom["components"]], path, "loses a dependency")
    if card["kind"] == "model":
        metrics = component["modelCard"]["quantitativeAnalysis"]["performanceMetrics"]
        expect(all(isinstance(m["value"], str) for m in metrics), path, "metric values are not strings")
        expect(len(metrics) == len(card["evaluations"]), path, "loses a figure")


def html(path: pathlib.Path, card: dict | None) -> None:
    text = path.read_text("utf-8")
    harmless(path, text)
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(text)
    expect(not parser.errors, path, f"is no clean HTML: {parser.errors[:3]}")
    allowed = {"style"}
    for element in tree.iter():
        tag = element.tag.split("}")[-1] if isinstance(element.tag, str) else ""
        expect(tag not in {"script", "iframe", "object", "embed", "link", "img", "base", "form", "audio", "video"}, path, f"holds <{tag}>")
        for name, value in element.attrib.items():
            name = name.split("}")[-1].lower()
            expect(not name.startswith("on"), path, f"{tag} has {name}")
            if name in {"href", "src", "srcset", "data", "action", "poster", "background"}:
                expect(value.startswith("#"), path, f"{tag} refers to {value[:60]}")
        if tag in allowed:
            expect("url(" not in (element.text or "") and "@import" not in (element.text or ""), path, "its style refers outside")
    ids = {element.attrib.get("id") for element in tree.iter()}
    for element in tree.iter():
        target = element.attrib.get("href", "")
        expect(not target or target[1:] in ids, path, f"leads to {target}, which is not there")
    words = "".join(tree.itertext())
    if card:
        for gap in card["gaps"]:
            expect(gap["owed_by"][:40] in words, path, f"does not say who owes {gap['key']}")
        shown = len(re.findall(r'<li id="r\d+">', text))
        expect(shown > 0, path, "cites no record")


def plain(path: pathlib.Path, card: dict | None) -> None:
    text = path.read_text("utf-8")
    harmless(path, text)
    expect(all(len(line) <= 80 for line in text.splitlines()), path, "has a line of more than 80 characters")


def pdf(path: pathlib.Path, card: dict) -> None:
    words = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    # pdftotext itself puts embeddings around what is written from right to left.
    harmless(path, re.sub("[\f\u202a\u202b\u202c]", "", words))
    expect(card["digest"] in words.replace("\n", ""), path, "does not print the digest")
    expect("Records" in words and "obligatory facts are on record" in words, path, "is not whole")
    raw = path.read_bytes()
    expect(b"/JavaScript" not in raw and b"/Launch" not in raw, path, "can act")


def form(path: pathlib.Path) -> None:
    law = re.search(r"-(\d{4}-\d\d-\d\d)\.", path.name).group(1)
    text = path.read_text("utf-8")
    words = " ".join(re.sub(r"[\\>*_`|]", "", text).split())
    expect(law in words, path, "does not say which text it was made under")
    expect("not legal advice" in words, path, "does not say that it is no legal advice")
    if path.suffix == ".json":
        sheet = json.loads(text)
        keys = [field["key"] for field in sheet["fields"]]
        expect(len(keys) == len(set(keys)), path, "has a key twice")
        expect(not set(keys) & {w["key"] for w in sheet["withheld"]}, path, "shows what is withheld")
        if sheet["section"] == "B":
            expect(("a8b_grounds_summary" in keys) == (law == "2024-08-01"), path, "has the points of another text")
    if path.suffix == ".html":
        html(path, None)


def keeps_secrets(path: pathlib.Path) -> None:
    """What was registered with secrets in it is handed out without them, and says so."""
    text = path.read_bytes() if path.suffix != ".pdf" else subprocess.run(
        ["pdftotext", path, "-"], check=True, capture_output=True).stdout
    for part in [b"a8Kd02mNzq7Lr5Vw", b"Ab1cD2eF3gH4iJ5k", b"tr0ub4dor"]:
        expect(part not in text, path, "prints a secret")
    if b"keeper-of-secrets" in text:
        secretive.append(path)
        expect(b"[masked: " in text.replace(b"\\", b"") and b"secrets stand in" in b" ".join(text.split()), path, "does not say what it masks")


secretive: list[pathlib.Path] = []
readers = {".hf": hugging_face, ".cyclonedx": cyclonedx, ".html": html, ".text": plain, ".pdf": pdf}
for path in sorted(folder.iterdir()):
    keeps_secrets(path)
    counts[path.suffix] = counts.get(path.suffix, 0) + 1
    if path.name.startswith("form-"):
        form(path)
    elif path.suffix != ".json":
        card = json.loads(path.with_suffix(".json").read_text("utf-8"))
        readers[path.suffix](path, card)

expect({path.suffix for path in secretive} >= {".hf", ".json", ".cyclonedx", ".html", ".text", ".pdf"}, folder, "lacks the card with secrets")
print(", ".join(f"{count} {suffix[1:]}" for suffix, count in sorted(counts.items())))
if problems:
    print("\n".join(problems), file=sys.stderr)
    sys.exit(f"{len(problems)} things a reader would stumble over")
