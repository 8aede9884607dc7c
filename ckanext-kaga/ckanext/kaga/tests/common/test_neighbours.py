"""What is drawn of a neighbourhood: everything that the picture has a line for, nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.common.neighbours import (
    DATASET,
    MOST_DRAWN,
    WIDTH,
    Link,
    Neighbourhood,
    Node,
    picture,
)

HEADINGS = {"data-use": "データの利用", DATASET: "データセット", "kpi": "約束と指標（KPI）"}


def node(kind: str, number: int) -> Node:
    title = f"{HEADINGS[kind]}{number}：市内の公衆無線LANの設置場所と利用者の数"
    return Node(kind, str(number), title, "", f"/{kind}/{number}", f"http://kaga.local/{number}")


@st.composite
def neighbourhoods(draw: st.DrawFn) -> Neighbourhood:
    pairs = st.tuples(st.integers(0, 11), st.sampled_from(["kpi", "data-use"]), st.integers(0, 5))
    links = [
        Link(node(DATASET, one), node(kind, other))
        for one, kind, other in draw(st.lists(pairs, min_size=1, max_size=30, unique=True))
    ]
    nodes = tuple(dict.fromkeys(end for link in links for end in link))
    return Neighbourhood(nodes[0], ("data-use", DATASET, "kpi"), nodes, tuple(links))


@given(neighbourhoods())
def test_each_link_of_a_drawn_dataset_is_drawn_once(found: Neighbourhood) -> None:
    drawn = picture(found, HEADINGS, english=False)
    boxes = [box for station in drawn.stations for box in station.boxes]
    assert [station.kind for station in drawn.stations] == [
        kind for kind in found.kinds if any(box.node.kind == kind for box in boxes)
    ]
    tops = [box.y for box in boxes]
    assert all(a.y + a.height < b for a, b in zip(boxes, tops[1:], strict=False))
    assert boxes[-1].y + boxes[-1].height < drawn.height
    datasets = [box for box in boxes if box.node.kind == DATASET]
    assert len(datasets) == len(drawn.lanes) <= MOST_DRAWN
    assert len({lane.x for lane in drawn.lanes}) == len(drawn.lanes)
    middle = {box.y + box.height // 2: box.node for box in boxes}
    for box, lane in zip(datasets, drawn.lanes, strict=True):
        assert drawn.edge < lane.x < WIDTH
        others = {middle[stop] for stop in lane.stops} - {box.node}
        assert others == {one.other for one in found.links if one.dataset == box.node}
