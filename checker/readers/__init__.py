"""Readers turn a source into messages. Which reader reads a file is decided by the ending of its name."""

from __future__ import annotations

from checker.message import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.message import Content
    from checker.readers.yaml import Layout
    from checker.text import Source, Text

MARKDOWN = (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn")
YAML = (".yml", ".yaml")
SUFFIXES = MARKDOWN + YAML


def read(source: Source, layout: Layout | None = None) -> Reading:
    """The messages of a source; one whose name has no ending that we know is read as Markdown."""
    if source.path.lower().endswith(YAML):
        from checker.readers import yaml

        return yaml.read(source, layout or yaml.Layout())
    from checker.readers import frontmatter

    return frontmatter.read(source)


def is_message_file(path: str) -> bool:
    """False for files that no buyer receives although their names end like messages: a README, a workflow."""
    if path.lower().endswith(YAML):
        from checker.readers.yaml import is_message_file as judge
    else:
        from checker.readers.frontmatter import is_message_file as judge
    return judge(path)


def parse(subject: Text | None, body: Text) -> Content:
    """What stands in a message; loads the Markdown parser the first time that a message has to be parsed."""
    from checker.readers.markdown import parse as parse_markdown

    return parse_markdown(subject, body)
