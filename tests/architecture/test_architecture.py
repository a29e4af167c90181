"""The house stands as it was drawn: arrows run one way, and every header can be found, built and tested."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each floor stands on these, and on what they stand on. Floors that do not lead to each other are siblings.
STANDS_ON = {
    "graph": [],
    "brokerage": ["graph"],
    "clusters": ["graph"],
    "network": ["graph"],
    "strength": ["network"],
    "store": ["network"],
    "introductions": ["strength", "brokerage", "clusters"],
    "upkeep": ["introductions"],
}
UMBRELLA = "tertius.hpp"
LONGEST_HEADER = 250
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
TEST_NAME = re.compile(r'^(?:TEMPLATE_)?TEST_CASE(?:_METHOD)?\(\s*"([^"]*)"', re.MULTILINE)


def floors_below(floor):
    below = {floor}
    for lower in STANDS_ON[floor]:
        below |= floors_below(lower)
    return below


def headers(root):
    return sorted((root / "include/tertius").rglob("*.hpp"))


def sources(root):
    return sorted((root / "src").rglob("*.[ch]pp"))


def floor_of(path):
    """The floor whose folder the file is in; None for a file in no floor."""
    folder = next(folder for folder in path.parents if folder.name in ("tertius", "src"))
    floor = path.relative_to(folder).parts[0]
    return floor if floor in STANDS_ON else None


def broken_arrows(root):
    for path in headers(root) + sources(root):
        floor = floor_of(path)
        if floor is None:
            continue
        for included in INCLUDE.findall(path.read_text()):
            if ".." in included:
                yield f"{path.relative_to(root)} includes {included}; write <tertius/...> instead"
            if not included.startswith("tertius/"):
                continue
            other = included.split("/")[1]
            if other not in floors_below(floor):
                allowed = ", ".join(sorted(floors_below(floor)))
                yield f"{path.relative_to(root)} includes {included}, but {floor} may include only {allowed}"


def strays(root):
    for path in headers(root) + sources(root):
        if floor_of(path) is None and path.name != UMBRELLA:
            yield f"{path.relative_to(root)} is in no floor's folder: {', '.join(STANDS_ON)}"


def unlisted(root):
    """Files that CMake does not know are neither installed nor compiled."""
    compiled = [path for path in sources(root) if path.suffix == ".cpp"]
    for folder, files in (("include", headers(root)), ("src", compiled)):
        listed = (root / folder / "CMakeLists.txt").read_text().split()
        for path in files:
            if str(path.relative_to(root / folder)) not in listed:
                yield f"{path.relative_to(root)} is not listed in {folder}/CMakeLists.txt"


def long_headers(root):
    for path in headers(root):
        lines = len(path.read_text().splitlines())
        if lines > LONGEST_HEADER:
            yield f"{path.relative_to(root)} has {lines} lines; at most {LONGEST_HEADER} are allowed"


def untested(root):
    added = re.findall(r"tertius_add_tests\(\s*(\w+)([^)]*)\)", (root / "tests/CMakeLists.txt").read_text())
    run = {f"{floor}/{name}" for floor, names in added for name in names.split()}
    for path in headers(root):
        if "detail" in path.parts or path.name == UMBRELLA:
            continue
        name = path.relative_to(root / "include/tertius").with_suffix("").as_posix()
        test = f"tests/{name}_test.cpp"
        if not (root / test).is_file():
            yield f"{path.relative_to(root)} has no test; write {test}"
        elif name not in run:
            yield f"{test} is not run; name it in tests/CMakeLists.txt"


def unlistable_tests(root):
    """CMake reads test names as lists: a bracket or semicolon in one makes CTest lose those after it."""
    for path in sorted((root / "tests").rglob("*_test.cpp")):
        for name in TEST_NAME.findall(path.read_text()):
            if re.search(r"[][;]", name):
                yield f'{path.relative_to(root)}: the name "{name}" has a bracket or a semicolon'


CLUSTERS_MAY = "but clusters may include only clusters, graph"
RULES = [broken_arrows, strays, unlisted, long_headers, untested, unlistable_tests]


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(rule):
    broken = list(rule(ROOT))
    assert not broken, "\n".join(broken)


@pytest.fixture
def house(tmp_path):
    """A small house that keeps every rule."""
    write(tmp_path, "include/tertius/tertius.hpp", "#include <tertius/clusters/circles.hpp>\n")
    write(tmp_path, "include/tertius/graph/tie.hpp", "#include <vector>\n")
    write(tmp_path, "include/tertius/clusters/circles.hpp", "#include <tertius/graph/tie.hpp>\n")
    write(tmp_path, "src/clusters/circles.cpp", "#include <tertius/clusters/circles.hpp>\n")
    write(
        tmp_path,
        "include/CMakeLists.txt",
        "tertius/tertius.hpp tertius/graph/tie.hpp tertius/clusters/circles.hpp",
    )
    write(tmp_path, "src/CMakeLists.txt", "clusters/circles.cpp")
    write(
        tmp_path, "tests/CMakeLists.txt", "tertius_add_tests(graph tie)\ntertius_add_tests(clusters circles)"
    )
    write(tmp_path, "tests/graph/tie_test.cpp", "")
    write(tmp_path, "tests/clusters/circles_test.cpp", "")
    return tmp_path


def write(root, path, text):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def test_a_house_in_order_breaks_no_rule(house):
    assert [message for rule in RULES for message in rule(house)] == []


@pytest.mark.parametrize(
    ("rule", "path", "text", "message"),
    [
        (
            broken_arrows,
            "include/tertius/clusters/circles.hpp",
            "#include <tertius/brokerage/constraint.hpp>",
            "include/tertius/clusters/circles.hpp includes tertius/brokerage/constraint.hpp, " + CLUSTERS_MAY,
        ),
        (
            broken_arrows,
            "src/clusters/circles.cpp",
            '  #  include "tertius/network/network.hpp"',
            "src/clusters/circles.cpp includes tertius/network/network.hpp, " + CLUSTERS_MAY,
        ),
        (
            broken_arrows,
            "include/tertius/graph/tie.hpp",
            "#include <tertius/tertius.hpp>",
            "include/tertius/graph/tie.hpp includes tertius/tertius.hpp, but graph may include only graph",
        ),
        (
            broken_arrows,
            "include/tertius/graph/tie.hpp",
            '#include "../clusters/circles.hpp"',
            "include/tertius/graph/tie.hpp includes ../clusters/circles.hpp; write <tertius/...> instead",
        ),
        (
            strays,
            "include/tertius/helpers/text.hpp",
            "",
            "include/tertius/helpers/text.hpp is in no floor's folder: " + ", ".join(STANDS_ON),
        ),
        (
            unlisted,
            "src/clusters/other.cpp",
            "",
            "src/clusters/other.cpp is not listed in src/CMakeLists.txt",
        ),
        (
            long_headers,
            "include/tertius/graph/tie.hpp",
            "\n" * 251,
            "include/tertius/graph/tie.hpp has 251 lines; at most 250 are allowed",
        ),
        (
            untested,
            "include/tertius/graph/person.hpp",
            "",
            "include/tertius/graph/person.hpp has no test; write tests/graph/person_test.cpp",
        ),
        (
            untested,
            "tests/CMakeLists.txt",
            "tertius_add_tests(graph tie)",
            "tests/clusters/circles_test.cpp is not run; name it in tests/CMakeLists.txt",
        ),
        (
            unlistable_tests,
            "tests/graph/tie_test.cpp",
            'TEST_CASE("a share lies in [0, 1)", "[graph]")',
            'tests/graph/tie_test.cpp: the name "a share lies in [0, 1)" has a bracket or a semicolon',
        ),
    ],
)
def test_a_broken_rule_is_named(house, rule, path, text, message):
    write(house, path, text)
    assert list(rule(house)) == [message]
