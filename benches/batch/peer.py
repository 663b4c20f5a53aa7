#!/usr/bin/env python3
"""Typst in one process, on the page of chancery and the letters that chancery wrote: what `cargo bench --bench batch` is compared with.

usage: peer.py REPLIES OUT    (pip install typst pyyaml)

Drafts of plain paragraphs with notes are turned into the JSON that the page takes, which is not timed. Then all of them are compiled
by one compiler, with the standards that chancery asks for. Prints the CPU of that, user and system, for each letter."""
import json, pathlib, re, resource, sys
import typst, yaml

page = pathlib.Path(__file__).resolve().parents[2] / "templates/letter.typ"
replies, out = map(pathlib.Path, sys.argv[1:3])


def inlines(text, seen):
    nodes = []
    for at, part in enumerate(re.split(r"\[\^(\d+)\]", text.replace("\n", " "))):
        if at % 2 == 0:
            nodes.append({"kind": "text", "text": part.replace("\\", "")})
        else:
            nodes.append({"kind": "note", "number": int(part), "first": part not in seen})
            seen.add(part)
    return nodes


def letter(draft):
    _, front, body = draft.split("---\n", 2)
    frame, seen, notes, blocks = yaml.safe_load(front), set(), [], []
    for block in body.strip().split("\n\n"):
        if block.startswith("[^"):
            notes = [re.sub(r"^\[\^\d+\]: ", "", line) for line in block.split("\n")]
        else:
            block = "\n".join(line for line in block.split("\n") if not line.startswith("<!--"))
            blocks.append({"kind": "paragraph", "content": inlines(block, seen)})
    day = frame["date"]
    return {
        "language": "en", "title": f"Reply to {frame['chamber']}", "is_draft": False,
        "day": {"year": day.year, "month": day.month, "day": day.day}, "date": f"Brussels, {day.day}.{day.month}.{day.year}",
        "number": frame["number"], "addressee": frame["addressee"], "copy_to": [], "salutation": frame["salutation"],
        "body": blocks[:-1], "closing": blocks[-1:], "close": frame["close"], "signatures": frame["signatories"], "annex": [],
        "notes": [[{"kind": "text", "text": note}] for note in notes],
    }


out.mkdir(parents=True, exist_ok=True)
(out / "letter.typ").write_text(page.read_text())
(out / "main.typ").write_text('#import "letter.typ": letter\n#letter(json(sys.inputs.letter))\n')
names = sorted(path.stem for path in replies.glob("*.md"))
for name in names:
    (out / f"{name}.json").write_text(json.dumps(letter((replies / f"{name}.md").read_text())))


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


before, compiler = cpu(), typst.Compiler(root=out)
for name in names:
    compiler.compile(input=out / "main.typ", output=out / f"{name}.pdf", sys_inputs={"letter": f"{name}.json"}, pdf_standards=["ua-1", "a-2a"])
print(f"typst {typst.__version__}: {len(names)} letters, {(cpu() - before) / len(names) * 1e3:.1f} ms of CPU each")
