"""Draws Vega-Lite figures and sets Markdown with formulas, one JSON line a request.

A request is {"kind": "svg" | "png" | "pdf" | "html", "source": specification | Markdown}, an
answer {"text": string} or {"bytes": base64} or {"error": string, "missing": module | null}.
The packages are imported when first needed. Equal requests get equal answers.
"""

import base64
import hashlib
import json
import re
import sys
import unicodedata

VEGA_LITE = "5.20"
SCALE = 2


def svg(specification):
    import vl_convert

    text = vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE)
    # Vega counts its clip paths and gradients through the life of the process. Here they are named
    # by the figure and their order in it: the same each time, and distinct in one HTML page.
    source = json.dumps(specification, sort_keys=True).encode()
    figure = hashlib.sha256(source).hexdigest()[:8]
    names = {}
    for identifier in re.findall(r'\bid="([^"]+)"', text):
        names.setdefault(identifier, f"f{figure}-{len(names)}")

    def rename(match):
        return match[1] + names.get(match[2], match[2]) + match[3]

    text = re.sub(r'(\bid=")([^"]+)(")', rename, text)
    return re.sub(r'(url\(#|href="#)([^")]+)([")])', rename, text)


def png(specification):
    import vl_convert

    return vl_convert.vegalite_to_png(specification, vl_version=VEGA_LITE, scale=SCALE)


def pdf(specification):
    import vl_convert

    return vl_convert.vegalite_to_pdf(specification, vl_version=VEGA_LITE)


# A sign after one of these belongs to a number: it is set without space around it.
RELATIONS = "&#x0(?:003D|003C|003E|2264|2265|2260|2248|2208|2192|21A6|002C|0028);|[,(\\[]"

# Names that stand over a limit are operators; other names are functions, set without space.
LIMITS = "lim|limsup|liminf|min|max|sup|inf|argmin|argmax"


def operator(match):
    """A symbol that is an operator or a bracket, and no letter, as such."""
    character = chr(int(match[1], 16))
    is_operator = unicodedata.category(character) in ("Sm", "Ps", "Pe") or character == ":"
    return f"<mo>&#x{match[1]};</mo>" if is_operator else match[0]


def mathml(latex, display):
    from latex2mathml.converter import convert

    source = re.sub(r"\\(begin|end)\{aligned\}", r"\\\1{align*}", latex.strip())
    source = re.sub(r"\\mathrm\{(\w{2,})\}", r"\\operatorname{\1}", source)
    text = convert(source, display="block" if display else "inline")
    unknown = re.search(r">(\\[^<]*|&)<", text)
    if unknown:
        raise ValueError(f"cannot set {unknown[1]} in the formula {latex.strip()}")
    text = re.sub(rf"<mo>(?!(?:{LIMITS})<)(\w{{2,}})</mo>", r"<mi>\1</mi>", text)
    sign = rf"(<mo[^>]*>(?:{RELATIONS})</mo>(?:<mspace[^>]*/?>)?)<mo>(&#x0(?:2212|002B);)</mo>"
    text = re.sub(sign, r'\1<mo form="prefix">\2</mo>', text)
    if display:  # limits stand under their operator in a displayed formula
        limit = rf"<msub>(<mo>(?:{LIMITS})</mo><mrow>(?:(?!<msub>).)*?</mrow>)</msub>"
        text = re.sub(limit, r"<munder>\1</munder>", text)
    text = re.sub(rf"(?<!<msub>)(?<!<munder>)<mo>({LIMITS})</mo>", r"<mi>\1</mi>", text)
    return re.sub(r"<mi>&#x(\w+);</mi>", operator, text)


def html(markdown):
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.use(
        dollarmath_plugin,
        renderer=lambda latex, options: mathml(latex, options["display_mode"]),
        double_inline=True,
        allow_space=False,
    )
    return renderer.render(markdown)


KINDS = {"svg": svg, "png": png, "pdf": pdf, "html": html}


def answer(line):
    try:
        request = json.loads(line)
        result = KINDS[request["kind"]](request["source"])
    except ModuleNotFoundError as error:
        return {"error": str(error), "missing": error.name}
    except Exception as error:  # whatever the packages raise is told to the caller
        return {"error": " ".join(str(error).split()) or type(error).__name__, "missing": None}
    if isinstance(result, bytes):
        return {"bytes": base64.b64encode(result).decode()}
    return {"text": result}


def main():
    answers = sys.stdout
    sys.stdout = sys.stderr  # nothing but answers may reach the pipe
    for line in sys.stdin:
        print(json.dumps(answer(line)), file=answers, flush=True)


if __name__ == "__main__":
    main()
