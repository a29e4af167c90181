"""Who is one person under several keys: cases worked out by hand, laws, a made-up world of known truth."""

from __future__ import annotations

import importlib.util
import math
import random
import sys
from pathlib import Path

import pytest

import tertius as tt
from tertius.addresses import employer_label
from tertius.identity.organisation_names import agreement, label_agrees, organisation_words
from tertius.identity.person_names import Likeness, likeness, name_in_email, names_agree, person_name
from tertius.identity.same_people import Identities, same_people

LINKAGE = Path(__file__).parents[2] / "benchmarks" / "evaluation" / "linkage.py"
COLUMNS = ("name", "organisation", "position", "location")


def profile(slug: str, *others: str) -> list[str]:
    return [f"linkedin.com/in/{slug}", *others]


def world(*people: dict, mails: tuple = (), bonds: tuple = (), me: str = "me") -> tt.Network:
    """People (key, source, name ..., aliases), known to me by their source; mails (from, to, time); bonds."""
    known = [(me, one["key"], one["source"]) for one in people if one.get("source")] + list(bonds)
    return tt.Network.from_frames(
        people={
            "key": [me, *(one["key"] for one in people)],
            "aliases": [[], *(one.get("aliases", []) for one in people)],
            **{column: ["", *(one.get(column, "") for one in people)] for column in COLUMNS},
        },
        relationships={
            "from": [bond[0] for bond in known],
            "to": [bond[1] for bond in known],
            "type": ["contact"] * len(known),
            "source": [bond[2] for bond in known],
        },
        interactions={
            "from": [mail[0] for mail in mails],
            "to": [mail[1] for mail in mails],
            "time": [mail[2] for mail in mails],
            "source": ["mailbox"] * len(mails),
            "record": [f"{mail[0]}{mail[2]}" for mail in mails],
        },
    )


def on_linkedin(slug: str, name: str, organisation: str = "", **told) -> dict:
    aliases = profile(slug, *told.pop("emails", []))
    return {
        "key": slug,
        "source": "linkedin",
        "name": name,
        "organisation": organisation,
        "aliases": aliases,
        **told,
    }


def in_book(key: str, name: str, organisation: str = "", **told) -> dict:
    return {"key": key, "source": "contacts", "name": name, "organisation": organisation, **told}


def by_mail(key: str, name: str = "", **told) -> dict:
    return {"key": key, "source": "mailbox", "name": name, **told}


def pairs(decisions) -> set[frozenset[str]]:
    return {frozenset((one.kept, one.other)) for one in decisions}


def sure_pairs(*people: dict, **more) -> set[frozenset[str]]:
    return pairs(same_people(world(*people, **more)).sure)


def one_decision(*people: dict, **more) -> tt.SamePerson:
    found = same_people(world(*people, **more))
    assert (len(found.sure), len(found.doubtful)) == (1, 0), found.to_frame().to_string()
    return found.sure[0]


def only_doubtful(*people: dict, **more) -> Identities:
    found = same_people(world(*people, **more))
    assert found.sure == []
    return found


# Addresses


def test_an_address_in_both_is_sure_whatever_the_surname():
    """She married: LinkedIn has the new surname, the address book the old one."""
    decision = one_decision(
        on_linkedin("anna-meyer", "Anna Meyer", emails=["anna@x.org"]), in_book("anna@x.org", "Anna Schmidt")
    )
    assert (decision.kept, decision.other) == ("anna-meyer", "anna@x.org")
    assert decision.reason == "the e-mail address anna@x.org is in both"
    assert decision.confidence == 0.999


def test_addresses_that_differ_in_case_alone_are_one():
    decision = one_decision(by_mail("A@x.com"), in_book("a@x.com", "Ada"))
    assert decision.reason.endswith("differ in upper and lower case alone")
    assert {"A@x.com", "a@x.com"} <= set(decision.reason.split())


def test_gmail_looks_at_neither_dots_nor_what_follows_a_plus():
    for other in ("ada.lovelace@gmail.com", "adalovelace+news@gmail.com", "Ada.Lovelace@googlemail.com"):
        decision = one_decision(by_mail("adalovelace@gmail.com"), in_book(other, "Ada Lovelace"))
        assert {decision.kept, decision.other} == {"adalovelace@gmail.com", other}
        assert decision.reason.endswith("reach one mailbox")
    assert not sure_pairs(by_mail("adal@x.org"), in_book("ada.l@x.org", "Ada L."))
    assert not sure_pairs(by_mail("ada@x.org"), in_book("ada+news@x.org", "Ada L."))


@pytest.mark.parametrize(
    ("email", "label"),
    [
        ("ada@mail.acme.co.uk", "acme"),
        ("ada@acme.com", "acme"),
        ("ada@acme.example.com", "acme"),
        ("ada@example.com", "example"),
        ("ada@gmail.com", None),
    ],
)
def test_a_domain_names_an_employer(email, label):
    assert employer_label(email) == label


def test_a_profile_in_both_is_sure():
    decision = one_decision(
        on_linkedin("ada-l", "Ada Lovelace"), in_book("ada@x.org", "", aliases=["linkedin.com/in/ada-l"])
    )
    assert decision.reason == "the profile linkedin.com/in/ada-l is in both"


def test_a_key_that_is_anothers_alias_is_theirs():
    assert sure_pairs(in_book("u17", "Ada"), by_mail("ada@x.org", aliases=["u17"])) == {
        frozenset(("u17", "ada@x.org"))
    }


def test_the_mailbox_of_a_desk_makes_nobody_one():
    found = same_people(
        world(
            in_book("eva@x.org", "Eva Roth", aliases=["info@x.org"]),
            on_linkedin("karl", "Karl Lang", emails=["info@x.org"]),
        )
    )
    assert len(found) == 0


def test_an_address_of_several_who_are_called_differently_makes_nobody_one():
    """A family's address: husband and wife on two sources."""
    people = (
        in_book("karl", "Karl Roth", aliases=["roth@x.org"]),
        on_linkedin("eva-roth", "Eva Roth", emails=["roth@x.org"]),
    )
    only_doubtful(*people)
    # Nor does a third who is not named at all join them: whose mail is it?
    only_doubtful(*people, by_mail("roth@x.org"))


def test_father_and_son_at_one_address_stay_two():
    only_doubtful(
        in_book("a", "John Ode Sr.", aliases=["ode@x.org"]),
        on_linkedin("b", "John Ode Jr.", emails=["ode@x.org"]),
    )


def test_two_profiles_are_two_people_whatever_they_share():
    """Two Anna Schmidts, the same firm and place, even one address between them."""
    annas = [
        on_linkedin(slug, "Anna Schmidt", "Acme", emails=["anna@acme.com"]) for slug in ("anna-1", "anna-2")
    ]
    assert same_people(world(*annas)).sure == []
    assert not {frozenset(("anna-1", "anna-2"))} & pairs(same_people(world(*annas)).doubtful)


def test_addresses_that_would_make_two_profiles_one_are_left_alone():
    """a and b each share an address with the card: one of them is wrong, and nobody knows which."""
    found = same_people(
        world(
            on_linkedin("a", "Ada Ode", emails=["one@x.org"]),
            on_linkedin("b", "Ada Ode", emails=["two@x.org"]),
            in_book("card", "Ada Ode", aliases=["one@x.org", "two@x.org"]),
        )
    )
    assert found.sure == []
    assert pairs(found.doubtful) == {frozenset(("a", "card")), frozenset(("b", "card"))}


def test_a_chain_of_addresses_leads_to_one_key_with_its_reasons():
    found = same_people(
        world(
            on_linkedin("ada", "Ada Ode", emails=["one@x.org"]),
            in_book("one@x.org", "Ada Ode", aliases=["two@x.org"]),
            by_mail("two@x.org", "A. Ode"),
        )
    )
    assert [(one.kept, one.other, one.reason) for one in found.sure] == [
        ("ada", "one@x.org", "the e-mail address one@x.org is in both"),
        ("ada", "two@x.org", "the e-mail address two@x.org is in both (with one@x.org)"),
    ]


# A name and something else


def test_a_name_alone_is_never_sure_however_rare():
    found = only_doubtful(on_linkedin("xq", "Xiomara Quillfeather"), in_book("card", "Xiomara Quillfeather"))
    assert pairs(found.doubtful) == {frozenset(("xq", "card"))}
    assert found.doubtful[0].confidence == 0.9
    assert found.doubtful[0].reason == "the same name"
    # Nor with a threshold of nothing at all.
    net = world(on_linkedin("xq", "Xiomara Quillfeather"), in_book("card", "Xiomara Quillfeather"))
    assert same_people(net, sure=0, doubtful=0).sure == []


@pytest.mark.parametrize(
    "other",
    [
        in_book("card", "Ada Lovelace", "Acme Inc."),
        in_book("card", "Lovelace, Ada", "ACME"),
        in_book("card", "Dr. ADA LOVELACE, PhD", "Acme GmbH"),
        in_book("ada.l@acme.co.uk", "Ada Lovelace"),
        by_mail("ada.lovelace@mail.acme.com"),
        by_mail("alovelace@acme.com"),
        in_book("card", "Ada Lovelace", "Elsewhere", location="London", position="Head of Engines"),
    ],
    ids=["firm", "turned", "titles", "domain", "spelt", "run together", "place and position"],
)
def test_a_name_and_something_else_that_agrees_is_sure(other):
    ada = on_linkedin("ada", "Ada Lovelace", "Acme", location="London", position="Head of Engines")
    assert pairs([one_decision(ada, other)]) == {frozenset(("ada", other["key"]))}


def test_accents_and_short_forms_hide_nobody():
    assert sure_pairs(
        on_linkedin("j", "Jürgen Müllenbrück", "Acme"), in_book("c", "Juergen Muellenbrueck", "Acme")
    )
    assert sure_pairs(on_linkedin("w", "William Ashgrove", "Acme"), in_book("c", "Bill Ashgrove", "Acme"))
    assert sure_pairs(
        on_linkedin("k", "Katherine Ashgrove", "Acme"), in_book("c", "Katherine Ashgorve", "Acme")
    )


def test_siblings_at_one_firm_stay_two():
    assert not sure_pairs(on_linkedin("a", "Paul Ashgrove", "Acme"), in_book("c", "Paula Ashgrove", "Acme"))
    assert not sure_pairs(on_linkedin("a", "Eva Ashgrove", "Acme"), in_book("c", "Karl Ashgrove", "Acme"))


def test_a_name_that_many_bear_says_less_than_a_rare_one():
    def confidence(name: str) -> float:
        namesakes = [in_book(f"n{number}", f"{name.split()[0]} Nr{number}") for number in range(40)]
        found = same_people(world(on_linkedin("x", name), in_book("y", name), *namesakes), doubtful=0)
        evidence = [one for one in found.doubtful if {one.kept, one.other} == {"x", "y"}]
        return evidence[0].confidence if evidence else 0.0

    assert confidence("Xiomara Quillfeather") >= confidence("Anna Schmidt")
    crowd = [on_linkedin(f"l{n}", "Anna Schmidt") for n in range(9)] + [
        in_book(f"b{n}", "Anna Schmidt") for n in range(9)
    ]
    assert same_people(world(*crowd)).sure == []


def test_contacts_in_common_agree_as_an_employer_does():
    """Both know the same three, whom few know: she is tied to them on LinkedIn, and writes to them."""
    friends = [in_book(f"friend{n}@x{n}.org", f"Friend{n}") for n in range(3)]
    ada = on_linkedin("ada", "Ada Quillfeather"), by_mail("a@y.org", "Ada Quillfeather")
    strangers = [in_book(f"s{n}", f"Somebody{n}") for n in range(200)]
    only_doubtful(*ada, *friends, *strangers)
    bonds = tuple(("ada", friend["key"], "linkedin") for friend in friends)
    mails = tuple(("a@y.org", friend["key"], 100 * n) for n, friend in enumerate(friends))
    found = one_decision(*ada, *friends, *strangers, bonds=bonds, mails=mails)
    assert found.reason == "the same name, 3 contacts in common"


# Evidence against


def test_father_and_son_of_one_name_at_one_firm_stay_two():
    """Each has an address there, so the firm takes them for two."""
    father, son = (
        in_book("john.ode@ode.com", "John Ode", "Acme"),
        in_book("jode@acme.com", "John Ode", "Acme"),
    )
    only_doubtful(father, son)
    elsewhere = by_mail("jode2@acme.com", "John Ode")
    only_doubtful(in_book("john.ode@acme.com", "John Ode", "Acme"), elsewhere)


def test_where_two_fit_neither_is_sure():
    """One John Ode on LinkedIn, two in the address book, all at Acme."""
    book = in_book("c1", "John Ode", "Acme"), in_book("c2", "John Ode", "Acme")
    found = only_doubtful(on_linkedin("john", "John Ode", "Acme"), *book)
    confidence = {frozenset((one.kept, one.other)): one.confidence for one in found.doubtful}
    for card in ("c1", "c2"):
        assert confidence[frozenset(("john", card))] == pytest.approx(0.5, abs=0.01)


def test_the_best_fit_is_taken_and_the_other_left():
    """Of two namesakes the one at her firm: odds of some hundred to one."""
    book = in_book("c1", "Ada Ashgrove", "Acme", location="Leeds"), in_book("c2", "Ada Ashgrove", "Elsewhere")
    assert sure_pairs(on_linkedin("ada", "Ada Ashgrove", "Acme", location="Leeds"), *book) == {
        frozenset(("ada", "c1"))
    }


def test_different_middle_names_are_two_people():
    assert not sure_pairs(on_linkedin("a", "John Karl Ode", "Acme"), in_book("c", "John Peter Ode", "Acme"))
    assert sure_pairs(on_linkedin("a", "John Karl Ode", "Acme"), in_book("c", "John K. Ode", "Acme"))


def test_junior_is_not_senior():
    assert not sure_pairs(on_linkedin("a", "John Ode Jr.", "Acme"), in_book("c", "John Ode Sr.", "Acme"))


def test_who_takes_part_in_one_message_with_somebody_is_not_them():
    people = on_linkedin("ada", "Ada Quillfeather", "Acme"), in_book("a@acme.com", "Ada Quillfeather")
    assert sure_pairs(*people)
    only_doubtful(*people, mails=(("me", "ada", 50), ("me", "a@acme.com", 50)))


def test_one_source_that_knows_two_is_believed():
    found = only_doubtful(in_book("a", "Ada Quillfeather", "Acme"), in_book("b", "Ada Quillfeather", "Acme"))
    assert pairs(found.doubtful) == {frozenset(("a", "b"))}
    assert "one source knows both" in found.doubtful[0].reason


def test_people_of_two_networks_without_sources_may_be_one():
    def net(key: str) -> tt.Network:
        return tt.Network.from_frames(
            people={"key": [key], "name": ["Ada Quillfeather"], "organisation": ["Acme"]}
        )

    assert same_people(net("a").merge(net("b"))).sure == []
    assert pairs(same_people(net("a"), net("b")).sure) == {frozenset(("a", "b"))}


# Which key is kept


def test_a_profile_is_kept_before_an_address_before_any_other_key():
    one = {"name": "Ada Quillfeather", "organisation": "Acme"}
    for first, last in [("ada", "a@acme.com"), ("a@acme.com", "zz"), ("ada", "0")]:
        people = [
            {**one, "key": key, "source": source, "aliases": profile("ada") if key == "ada" else []}
            for key, source in ((first, "s1"), (last, "s2"))
        ]
        assert one_decision(*people).kept == first


def test_of_two_addresses_the_one_with_more_records_is_kept():
    people = in_book("a@x.org", "Ada", aliases=["b@y.org"]), by_mail("b@y.org", "Ada")
    assert one_decision(*people).kept == "a@x.org"
    assert one_decision(*people, mails=(("me", "b@y.org", 5), ("b@y.org", "me", 6))).kept == "b@y.org"


# Laws


def crowd(seed: int) -> list[dict]:
    """People of few names and firms, so that there is much to be in doubt of."""
    pick = random.Random(seed)
    found = []
    for number in range(120):
        given, family = (
            pick.choice(["Anna", "Ben", "Cleo", "Bill", "William"]),
            pick.choice(["Ode", "Roth", "Ashgrove", "Vale"]),
        )
        firm, source = (
            pick.choice(["Acme", "Bolt", "Crown", ""]),
            pick.choice([on_linkedin, in_book, by_mail]),
        )
        name = pick.choice([f"{given} {family}", f"{family}, {given}", f"{given[0]}. {family}"])
        person = source(f"k{number}", name)
        found.append({**person, "organisation": firm, "location": pick.choice(["Leeds", "Graz", ""])})
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_people_changes_nothing(seed):
    people = crowd(seed)
    found = same_people(world(*people))
    random.Random(9).shuffle(people)
    shuffled = same_people(world(*people))
    assert found.sure == shuffled.sure
    assert found.doubtful == shuffled.doubtful
    assert len(found) > 0


def groups_of(found: Identities, called: dict[str, str]) -> dict[str, str]:
    """For everybody the first name of all that they go by, in other words than the keys."""
    members: dict[str, list[str]] = {}
    for decision in found.sure:
        members.setdefault(decision.kept, [called[decision.kept]]).append(called[decision.other])
    return {name: min(names) for names in members.values() for name in names}


def decisions_of(found: Identities, called: dict[str, str]) -> dict[frozenset[str], float]:
    first = groups_of(found, called)
    return {
        frozenset(first.get(called[key], called[key]) for key in (one.kept, one.other)): round(
            one.confidence, 9
        )
        for one in found.doubtful
    }


@pytest.mark.parametrize("seed", range(3))
def test_other_keys_for_the_same_people_change_nothing_else(seed):
    people = [one for one in crowd(seed) if one["source"] != "linkedin"]
    renamed = {one["key"]: f"z{7 * int(one['key'][1:]) % 121}" for one in people}
    found = same_people(world(*people))
    moved = same_people(world(*({**one, "key": renamed[one["key"]]} for one in people)))
    as_before = {new: old for old, new in renamed.items()}
    as_is = {key: key for key in renamed}
    assert groups_of(found, as_is) == groups_of(moved, as_before)
    assert decisions_of(found, as_is) == decisions_of(moved, as_before)
    assert found.doubtful


def test_somebody_unrelated_changes_decisions_through_rarity_alone():
    people = [on_linkedin("ada", "Ada Lovelace", "Acme"), in_book("c", "Ada Lovelace", "Acme")]
    before = same_people(world(*people)).sure
    after = same_people(world(*people, in_book("z", "Zeno Ude", "Else"))).sure
    assert [(one.kept, one.other, one.reason) for one in before] == [
        (one.kept, one.other, one.reason) for one in after
    ]
    # ln(odds) changes by what -ln(people + 100) and the shares of words and firms do: little.
    odds = [math.log(one.confidence / (1 - one.confidence)) for one in (*before, *after)]
    assert odds[0] == pytest.approx(odds[1], abs=0.1)


def test_nobody_is_two_people_and_uniting_is_undone_by_parting():
    net = world(*crowd(1))
    found = same_people(net)
    assert len({one.other for one in found.sure}) == len(found.sure)
    assert not {one.other for one in found.sure} & {one.kept for one in found.sure}
    united = net.unite(found.sure)
    assert len(united) == len(net) - len(found.sure)
    for decision in found.sure:
        united = united.part(decision.other)
    assert united.people.to_frame().equals(net.people.to_frame())
    assert united.relationships.to_frame().equals(net.relationships.to_frame())


def test_who_is_united_once_needs_no_more_uniting():
    net = world(*crowd(2))
    united = net.unite(same_people(net).sure)
    assert same_people(united).sure == []


def test_a_doubtful_pair_that_is_judged_to_be_one_can_be_united_with_the_sure():
    net = world(*crowd(2))
    found = same_people(net)
    for doubt in found.doubtful:
        assert len(net.unite([*found.sure, doubt])) == len(net) - len(found.sure) - 1


def test_identities_are_a_table():
    found = same_people(world(*crowd(0)))
    frame = found.to_frame()
    assert list(frame.columns) == ["kept", "other", "decision", "confidence", "reason"]
    assert frame["decision"].tolist() == ["sure"] * len(found.sure) + ["doubtful"] * len(found.doubtful)
    assert all(one.reason and 0 <= one.confidence <= 1 for one in (*found.sure, *found.doubtful))
    assert repr(found) == f"Identities: {len(found.sure)} sure, {len(found.doubtful)} doubtful"


def test_whole_numbers_are_keys_too():
    net = tt.Network.from_frames(
        people={"key": [1, 2], "name": ["Ada", "Ada"], "aliases": [["a@x.org"], ["a@x.org"]]}
    )
    assert [(one.kept, one.other) for one in same_people(net).sure] == [(1, 2)]


@pytest.mark.parametrize("options", [{"sure": 1.5}, {"doubtful": -1}, {"sure": 0.4}, {"sure": "very"}])
def test_probabilities_are_probabilities(options):
    with pytest.raises(tt.InvalidOption):
        same_people(world(), **options)


def test_a_common_name_borne_by_thousands_ends():
    """5,000 of one name would be 12 million pairs: the block is passed over, addresses still count."""
    people = [in_book(f"b{n}", "Anna Schmidt") for n in range(5000)]
    found = same_people(
        world(*people, by_mail("anna@x.org"), on_linkedin("anna", "Anna Schmidt", emails=["anna@x.org"]))
    )
    assert pairs(found.sure) == {frozenset(("anna", "anna@x.org"))}


# Names


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Ada Lovelace", "ada", "lovelace"),
        ("LOVELACE, Ada", "ada", "lovelace"),
        ("Prof. Dr. Ada Lovelace, PhD, MBA", "ada", "lovelace"),
        ("Ludwig van Beethoven", "ludwig", "beethoven"),
        ("Conan O\u2019Brien", "conan", "obrien"),
        ("Łukasz Wójcik", "lukasz", "wojcik"),
        ("Jürgen Groß", "jurgen", "gross"),
        ("Ma, Jack", "jack", "ma"),
        ("Jack Ma", "jack", "ma"),
        ("ada@x.org", "", ""),
        ("🚀", "", ""),
        ("王伟", "王伟", ""),
    ],
)
def test_names_are_taken_apart(written, given, family):
    name = person_name(written)
    assert (name.given, name.family) == (given, family)


def test_two_spellings_of_an_umlaut_are_one():
    assert person_name("Jörg Müller") == person_name("Joerg Mueller") == person_name("JORG MULLER")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("ada", "ada", Likeness.same),
        ("a", "ada", Likeness.initial),
        ("b", "ada", Likeness.different),
        ("bill", "william", Likeness.form),
        ("ben", "benedikt", Likeness.form),
        ("lovelace", "lovelcae", Likeness.slip),
        ("lovelace", "lovlace", Likeness.slip),
        ("lovelace", "lovelase", Likeness.slip),
        ("paul", "paula", Likeness.ending),
        ("mario", "maria", Likeness.ending),
        ("alexandrova", "alexandorvna", Likeness.alike),
        ("smith", "meyer", Likeness.different),
    ],
)
def test_how_near_two_words_of_names_are(one, other, near):
    assert likeness(one, other) is likeness(other, one) is near


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Anna Schmidt", "Anna Meyer", True),
        ("Anna Schmidt", "Schmidt Anna", True),
        ("Anna Schmidt", "", True),
        ("Anna Schmidt", "A. Schmidt", True),
        ("William (Bill) Gates", "Bill Gates", True),
        ("Anna Schmidt", "Eva Schmidt", False),
        ("John Ode Jr", "John Ode Sr", False),
        ("Anna Schmidt", "Karl Lang", False),
    ],
)
def test_whose_names_may_share_an_address(one, other, agree):
    assert names_agree(person_name(one), person_name(other)) is agree


def test_an_address_spells_a_name_where_its_parts_stand_apart():
    assert name_in_email("ada.lovelace") == name_in_email("Ada_Lovelace") == person_name("Ada Lovelace")
    assert not name_in_email("lovelace")
    assert not name_in_email("x.y")


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("Acme Inc.", "ACME", 1),
        ("Acme S.A.", "Acme e.V.", 1),
        ("Siemens", "Siemens Healthineers AG", 0.5),
        ("Acme", "Bolt", 0),
    ],
)
def test_organisations_are_one_but_for_their_legal_form(one, other, agrees):
    assert agreement(organisation_words(one), organisation_words(other)) == agrees


def test_a_domain_stands_for_an_organisation():
    for label in ("acmeworks", "aw", "acme"):
        assert label_agrees(label, organisation_words("Acme Works Ltd"))
    assert not label_agrees("works", organisation_words("Acme Works Ltd"))


# A made-up world


def test_three_sources_of_known_truth_are_linked():
    """What benchmarks/evaluation/linkage.py prints, smaller. Some namesakes at one firm nobody can tell."""
    specification = importlib.util.spec_from_file_location("linkage", LINKAGE)
    linkage = importlib.util.module_from_spec(specification)
    sys.modules["linkage"] = linkage
    specification.loader.exec_module(linkage)
    scores = linkage.Scores(linkage.World(800, 11))
    assert scores.precision >= 0.99
    assert scores.f1(scores.tellable) >= 0.95
    assert scores.by_name_alone == 0
    assert scores.in_names_only == 0
