#!/usr/bin/env python3
"""The booklet as one would first write it: one script, one template, one stylesheet.

FROZEN. This is the yardstick that `benchmarks/run.py` measures the real program against: the same content, read from
`source/`, with no model, no checks, no fitting and no figures. It was committed before anything was tuned and is
never edited, whatever becomes of the program.

    python benchmarks/naive/build.py [OUT.pdf]
"""

import re
import sys
from pathlib import Path

import segno
import yaml
from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markupsafe import Markup
from weasyprint import HTML

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent / "source"

LEVELS = {1: "Aware", 2: "Working", 3: "Strong", 4: "Expert"}
ROUTES = {
    "direct": "Directly",
    "apprenticeship": "By apprenticeship",
    "qualification": "With a qualification",
    "promotion": "By promotion",
    "licence": "With a licence",
}
DIRECTIONS = {"up": "higher is better", "down": "lower is better", "band": "within a band"}
SCHEMES = {"onet-soc": "O*NET-SOC", "isco-08": "ISCO-08", "esco": "ESCO", "nco-2015": "NCO-2015", "nsqf-qp": "NSQF"}

markdown = MarkdownIt("commonmark", {"html": False})


def marked(text):
    return re.sub(r"==(.+?)==", r"<mark>\1</mark>", text)


def load(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def plain(item):
    return item["text"] if isinstance(item, dict) else item


def main(out):
    project = load(SOURCE / "project.yaml")
    brand_folder = SOURCE / "brands" / project["brand"]
    brand = load(brand_folder / "brand.yaml")
    guide_folder = SOURCE / "guides" / project["guides"][0]
    guide = load(guide_folder / "guide.yaml")
    sources = load(SOURCE / "sources.yaml")
    stages = [stage["id"] for stage in guide["stages"]]
    roles = [load(path) for path in sorted((guide_folder / "roles").glob("*.yaml"))]
    roles.sort(key=lambda role: (stages.index(role["stage"]), role.get("order", 99), role["title"]))
    numbers = {id: number for number, id in enumerate(sources, start=1)}

    env = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    env.filters["markdown"] = lambda text: Markup(marked(markdown.render(text)))
    env.filters["inline"] = lambda text: Markup(marked(markdown.renderInline(text)))
    env.filters["plain"] = plain
    env.filters["cite"] = lambda item: [numbers[id] for id in item.get("sources", [])] if isinstance(item, dict) else []
    html = env.get_template("template.html").render(
        guide=guide,
        brand=brand,
        roles=roles,
        by_id={role["id"]: role for role in roles},
        skills={skill["id"]: skill["name"] for skill in guide["skills"]},
        stage_titles={stage["id"]: stage["title"] for stage in guide["stages"]},
        sources=sources,
        numbers=numbers,
        levels=LEVELS,
        routes=ROUTES,
        directions=DIRECTIONS,
        schemes=SCHEMES,
        brand_url=brand_folder.as_uri(),
        qr=segno.make_qr(f"https://{brand['contact']['website']}", error="m").svg_data_uri(scale=4, border=2),
    )
    HTML(string=html, base_url=HERE.as_uri() + "/").write_pdf(out, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "booklet.pdf")
