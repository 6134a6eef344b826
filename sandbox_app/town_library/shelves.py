"""What stands on the shelves: publishers, genres and sixty books that nobody has written yet."""

from __future__ import annotations

COUNTRIES: tuple[tuple[str, str], ...] = (
    ("United Kingdom", "GB"), ("Ireland", "IE"), ("India", "IN"), ("Nigeria", "NG"), ("Poland", "PL"),
    ("Jamaica", "JM"), ("Canada", "CA"), ("France", "FR"),
)
PUBLISHERS: tuple[tuple[str, str], ...] = (
    ("Saltmarsh Books", "GB"), ("TechCorp Press", "IE"), ("Banyan House", "IN"), ("Granite & Gorse", "GB"),
    ("Palmwine Editions", "NG"), ("Éditions du Quai", "FR"), ("Northern Lights Press", "CA"), ("Wisła Books", "PL"),
)
GENRES = (
    "Novel", "Crime", "History", "Computing", "Gardening", "Poetry", "Nature", "Cookery", "Children", "Biography", "Music", "Westerns",
)
"""Nobody has bought a western for years: the last genre has no book."""

BOOKS: tuple[tuple[str, int, str, str, str], ...] = (
    # title, year, publisher, genres, summary
    ("The Salt Road", 2019, "Saltmarsh Books", "Novel History", "Two sisters carry salt over the moor in the year that the tax is lifted, and find that nobody needs them any more."),
    ("A Short History of Tides", 2016, "Saltmarsh Books", "History Nature", "How people on five coasts learned to say when the sea would come back."),
    ("Queries That Sleep Well", 2021, "TechCorp Press", "Computing", "A patient guide to asking a database for what you need, once, and then leaving it alone."),
    ("The Lighthouse Ledger", 2018, "Granite & Gorse", "Crime", "The keeper's book has an entry for a night on which he was already dead."),
    ("Beans, Mostly", 2020, "Granite & Gorse", "Gardening", "A year on a small plot, told bean by bean."),
    ("Monsoon Timetable", 2017, "Banyan House", "Novel", "A stationmaster keeps the trains of a small junction running through the worst rains in fifty years."),
    ("The Clockmaker's Accounts", 2018, "Saltmarsh Books", "Crime History", "Every repair is written down, except the one that matters."),
    ("Small Machines", 2022, "TechCorp Press", "Computing", "Twelve programs short enough to understand before the tea goes cold."),
    ("Palm Oil and Paper", 2015, "Palmwine Editions", "Biography History", "The printer of Ibadan who put a library into every market."),
    ("What the Heron Saw", 2021, "Northern Lights Press", "Nature Poetry", "Poems from one river bank, in the order in which they happened."),
    ("Tables and the Links Between Them", 2023, "TechCorp Press", "Computing", "Relations for people who have only met spreadsheets."),
    ("The Quay at Night", 2019, "Éditions du Quai", "Crime Novel", "A customs clerk in Brest notices that one crate is always the same weight."),
    ("Bread for the Night Shift", 2020, "Granite & Gorse", "Cookery", "Recipes that can be left alone for eight hours."),
    ("A Winter in Gdynia", 2017, "Wisła Books", "Novel Biography", "A daughter reads her mother's harbour diaries and learns to skate."),
    ("The Unhurried Gardener", 2024, "Granite & Gorse", "Gardening Nature", "What happens if you do less, and then less again."),
    ("Measuring Twice", 2020, "TechCorp Press", "Computing", "On finding out what a program really does before changing it."),
    ("The Girl Who Counted Ships", 2022, "Saltmarsh Books", "Children Novel", "Mabel counts every ship in the bay, until the day there is one too many."),
    ("Letters to a Young Beekeeper", 2014, "Northern Lights Press", "Nature Biography", "Thirty letters, eleven stings and one good winter."),
    ("Under the Banyan", 2021, "Banyan House", "Novel", "A village school holds its lessons outdoors, and the whole village learns."),
    ("Indexes and Other Shortcuts", 2019, "TechCorp Press", "Computing", "Where to put a signpost, and when a signpost is in the way."),
    ("The Hat Shop on Fore Street", 2018, "Saltmarsh Books", "History Biography", "One shop, four owners, and everybody's head size since 1890."),
    ("Rain Without Umbrella", 2025, "Éditions du Quai", "Poetry", "Short poems for standing in doorways."),
    ("Jollof and Other Arguments", 2023, "Palmwine Editions", "Cookery", "One dish, nine families, no agreement."),
    ("The Parish Detective", 2016, "Saltmarsh Books", "Crime", "A vicar with a good memory and a bad knee looks into the matter of the missing bell."),
    ("Networks for the Village Hall", 2017, "TechCorp Press", "Computing", "One cable, forty chairs and a committee."),
    ("Northern Trees by Ear", 2020, "Northern Lights Press", "Nature", "How to tell a birch from a larch with your eyes closed."),
    ("The Man Who Alphabetised Snow", 2018, "Wisła Books", "Novel", "A librarian is sent to a town with no books and a great deal of weather."),
    ("Four Hundred Puddings", 2012, "Granite & Gorse", "Cookery", "Steamed, baked, boiled and forgiven."),
    ("Grandmother's Radio", 2019, "Banyan House", "Children", "It only plays the past, and only if you ask politely."),
    ("Testing in Public", 2022, "TechCorp Press", "Computing", "How to be wrong early, cheaply and in good company."),
    ("The Enclosure", 2013, "Saltmarsh Books", "History", "How a parish lost its common in one wet spring."),
    ("Swifts: A Town Biography", 2024, "Saltmarsh Books", "Nature Biography", "A hundred years of one colony and the people beneath it."),
    ("The Second Violin", 2021, "Éditions du Quai", "Novel Music", "She has played the same four notes for thirty years, and one evening she plays a fifth."),
    ("Learning to Type at Seventy", 2020, "TechCorp Press", "Computing Biography", "A memoir in short sentences, because the keys are small."),
    ("Market Day in Onitsha", 2018, "Palmwine Editions", "Novel", "From dawn to dusk with a seller of second-hand books."),
    ("The Fog Register", 2023, "Granite & Gorse", "Crime Novel", "Each time the fog comes down, somebody on the list is not at home."),
    ("Compost: A Love Story", 2019, "Granite & Gorse", "Gardening", "It begins with peelings and ends in roses."),
    ("Owl, Not Sleeping", 2017, "Northern Lights Press", "Children", "A bedtime book about somebody who has only just got up."),
    ("The Cartographer's Aunt", 2011, "Wisła Books", "Novel History", "She never left the town, and her maps were better."),
    ("Clean Data, Muddy Boots", 2018, "TechCorp Press", "Computing Nature", "What counting newts teaches about keeping records."),
    ("The Ferry Poems", 2016, "Palmwine Editions", "Poetry", "Crossing and crossing back, for a year."),
    ("Dinner at the Junction", 2022, "Banyan House", "Cookery", "Railway food, and the people who wait for it."),
    ("A Field Guide to Hedges", 2015, "Saltmarsh Books", "Nature Gardening", "Five hundred miles of hawthorn, read like a document."),
    ("The Last Telegraph Boy", 2020, "Saltmarsh Books", "Children History", "He has one message left, and the address has been bombed."),
    ("Caching, and Other Promises", 2024, "TechCorp Press", "Computing", "On remembering things, and on noticing that they have changed."),
    ("Ice Out", 2021, "Northern Lights Press", "Novel Crime", "The lake gives back a snowmobile, and then a name."),
    ("The Borrowed Kitchen", 2019, "Éditions du Quai", "Cookery Biography", "A cook without a restaurant, and the people who lent her theirs."),
    ("Signals at Danger", 2014, "Saltmarsh Books", "Crime", "The signalman swears that the line was clear."),
    ("Songs My Neighbour Hums", 2023, "Wisła Books", "Poetry Music", "Poems through a thin wall."),
    ("The Undo Button", 2016, "TechCorp Press", "Computing", "Transactions explained with the help of a nervous cashier."),
    ("Seven Days of Harmattan", 2020, "Palmwine Editions", "Novel Crime", "Dust in the lock, dust in the lungs, and a witness who saw only dust."),
    ("Ponds, Large and Small", 2018, "Granite & Gorse", "Nature Gardening", "Begin with a washing-up bowl; there is no need to stop."),
    ("The Weaver's Daughter Writes Home", 2017, "Banyan House", "History Biography", "Forty letters from a mill town to a village that could not read them."),
    ("Teaching the Computer to Wait", 2025, "TechCorp Press", "Computing", "On laziness as a virtue, in programs and elsewhere."),
    ("Printing Without Panic", 2009, "TechCorp Press", "Computing", "Forty things that go wrong between the screen and the tray, and what to do about each."),
    ("Moth Hours", 2026, "Northern Lights Press", "Nature Poetry", "Notes made by lamplight, between eleven and three."),
    ("The Tuesday Group", 2021, "Éditions du Quai", "Novel", "Eight readers, one book, and a chair that is suddenly empty."),
    ("The Loop and the Ladder", 2018, "TechCorp Press", "Computing", "Why doing a thing a hundred times is not the same as doing a hundred things."),
    ("Plain Words for Machines", 2026, "TechCorp Press", "Computing", "How to name things so that the next person understands, and the next person is you."),
    ("The Orchard Without Labels", 2022, "Granite & Gorse", "Gardening", "On the pleasure of not knowing which apple it is."),
)

TAGS: tuple[tuple[str, bool], ...] = (
    # name, still offered
    ("reading", True), ("events", True), ("local history", True), ("children", True), ("research", True),
    ("computers", True), ("gardening", True), ("poetry", True), ("volunteers", True), ("reviews", True),
    ("archives", False), ("crafts", False),
)
CATEGORIES = (
    "News", "Events", "Book talk", "Local history", "Children and families", "Computers and help",
    "Behind the desk", "Gardens and outdoors",
)
TAGS_OF_CATEGORY: dict[str, tuple[str, ...]] = {
    "News": ("volunteers", "events", "reading"),
    "Events": ("events", "poetry", "crafts"),
    "Book talk": ("reading", "reviews", "poetry"),
    "Local history": ("local history", "archives", "research"),
    "Children and families": ("children", "crafts", "reading"),
    "Computers and help": ("computers", "research", "volunteers"),
    "Behind the desk": ("archives", "volunteers", "reading"),
    "Gardens and outdoors": ("gardening", "events", "research"),
}
