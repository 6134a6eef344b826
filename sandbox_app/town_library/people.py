"""The people of Wrenmouth: those who write, those who borrow, and those who work at the library."""

from __future__ import annotations

AUTHORS: tuple[tuple[str, str, str, int, str], ...] = (
    # name, handle, country code ("" where none is known), posts on the blog, what they say of themselves
    ("Asha Rao", "asha_rao", "IN", 9,
     "Runs the reading groups at Market Square; writes about novels, trains, and novels to read on trains."),
    ("John Doe", "john_doe", "GB", 7,
     "Retired harbour pilot. Writes about the town as it was, with footnotes where he can find them."),
    ("Jane Roe", "jane_roe", "IE", 6,
     "Teaches computing to people who were told that they were too old for it, and has yet to meet one who was."),
    ("Sam Lee", "sam_lee", "GB", 5,
     "Looks after the events diary. Plays the double bass badly and the washboard well."),
    ("Sam Lee", "sam_lee_poet", "CA", 4,
     "Poet, not to be confused with the other Sam Lee, who is taller and does not rhyme."),
    ("Nia Newman", "nia_newman", "JM", 0,
     "New on the blog. First post to come as soon as the allotment lets go of her."),
    ("Margaret Oduya", "margaret_oduya", "NG", 6,
     "Children's librarian for twenty-two years. Believes in comics, biscuits and the truth."),
    ("Tom Hargreaves", "tom_hargreaves", "", 5,
     "Drives the van. Knows every turning place between Saltby and the moor."),
    ("Eilidh Fraser", "eilidh_fraser", "GB", 6,
     "Archivist. Happiest with a bundle of letters that nobody has untied."),
    ("Piotr Zielinski", "piotr_zielinski", "PL", 5,
     "Keeps the computers running and explains them without using the word simply."),
    ("Grace Bellamy", "grace_bellamy", "GB", 5,
     "Head of the south branch; reviews crime novels on Sundays and tries not to guess the ending."),
    ("Owen Pritchard", "owen_pritchard", "", 4,
     "Gardener and volunteer. Has opinions about leeks."),
    ("Fatima Siddiqui", "fatima_siddiqui", "IN", 5,
     "Leads the bilingual story times and collects first sentences."),
    ("Derek Winstanley", "derek_winstanley", "GB", 5,
     "Local historian by accident, after a leak in the cellar brought up forty boxes."),
    ("Chloe Marchetti", "chloe_marchetti", "FR", 5,
     "Translator and book mender. Smells faintly of paste."),
    ("Kwame Mensah", "kwame_mensah", "NG", 5,
     "Science teacher. Reads the footnotes first."),
    ("Ruth Ashworth", "ruth_ashworth", "", 3,
     "Has worked at the returns desk since the card index, and can still find things faster than the machine."),
    ("Henry Tully", "henry_tully", "GB", 5,
     "Birdwatcher, bell-ringer and treasurer of the Friends of the Library."),
    ("Priya Nair", "priya_nair", "IN", 5,
     "Trainee librarian. Writes down what people ask and what they meant."),
    ("Bethan Lloyd", "bethan_lloyd", "GB", 5,
     "Books the speakers, the band and, on one occasion, an owl."),
)

MEMBER_NAMES: tuple[str, ...] = (
    "Edith Penrose", "Alice Smith", "Asha Rao", "George Tregenza", "Amina Yusuf", "Peter Blackwood", "Alice Smith",
    "Eddie Lovell", "Rosalind Kerr", "Jan Kowalczyk", "Moira Sinclair", "Dev Patel", "Hannah Goldberg", "Colin Trewin",
    "Joyce Adeyemi", "Martin Fairweather", "Siobhan Keane", "Leon Baptiste", "Wendy Arkwright", "Yusuf Demir",
    "Kate Hollis", "Arthur Nance", "Mei Tanaka", "Robert Penhaligon", "Sunita Desai", "Frank Ollerton",
    "Lucy Merriweather", "Tobias Grey", "Nora Quill", "Callum Reid", "Beatrix Stone", "Ivan Petrov", "Dorothy Pascoe",
    "Jamal Clarke", "Phoebe Winter", "Stanley Hobbs", "Ines Carvalho", "Gwen Morgan", "Oliver Thwaite", "Zara Malik",
)

PROFILE_BIOS: tuple[str, ...] = (
    "Reads in the bath and apologises for the crinkled pages.",
    "Looking for anything set on a ship.",
    "Borrows for a family of six and never loses a ticket.",
    "Large print, please, and no happy endings.",
    "Crosswords, canals and the collected letters of difficult women.",
    "Retired from the post office; walks to the library and back, whatever the weather.",
    "Learning English with crime novels. Knows forty words for poison.",
    "Will read anything with a map in the front.",
    "Mostly cookery books, mostly at midnight.",
    "Took up poetry after the operation and has not put it down.",
    "Prefers the chair by the radiator.",
    "Reads one book in French for each two in English.",
    "Night-shift nurse; renews by phone at four in the morning.",
    "Plants, pigeons and the Punic wars.",
    "Reads aloud to a very old spaniel.",
    "Wants the sequel, and wants it now.",
    "Collects bookmarks that other people leave behind.",
    "Model railways, and the novels of Barbara Pym.",
    "Joined for the wi-fi and stayed for the biographies.",
    "Reads the last page first and is not ashamed of it.",
    "Bell-ringer. Free on any evening except Thursday.",
    "Three children, two cards, one hour of peace.",
    "Is working through the Booker list backwards.",
    "Hopes that somebody will finally return the book about bees.",
    "Science fiction from before the moon landing.",
    "Grew up in the house that is now the east branch.",
    "Writes letters to authors, and sometimes gets answers.",
    "Only history, and only if it is about ordinary people.",
    "Sings in the choir, hums in the stacks.",
    "Has read every book on the shelf marked Knots.",
)

STAFF: tuple[tuple[str, str], ...] = (
    # name, role; the first two run the library
    ("Helena Marsh", "Manager"), ("Desmond Achebe", "Manager"),
    ("Bethan Lloyd", "Team Lead"), ("Piotr Zielinski", "Team Lead"), ("Gareth Voss", "Senior Librarian"),
    ("Ruth Ashworth", "Senior Librarian"), ("Lena Fischer", "Team Lead"), ("Omar Haddad", "Librarian"),
    ("Priya Nair", "Librarian"), ("Tamsin Rowe", "Team Lead"), ("Grace Bellamy", "Senior Librarian"),
    ("Victor Osei", "Librarian"), ("Eilidh Fraser", "Senior Librarian"), ("Margaret Oduya", "Team Lead"),
    ("Tom Hargreaves", "Librarian"), ("Josie Pell", "Librarian"), ("Ewan Muir", "Team Lead"),
    ("Nadia Rahman", "Librarian"), ("Clive Barrow", "Librarian"), ("Sara Lindqvist", "Senior Librarian"),
    ("Keith Embleton", "Librarian"), ("Harriet Dunn", "Team Lead"), ("Luca Moretti", "Librarian"),
    ("Florence Ibe", "Librarian"),
)
ROLES = ("Manager", "Senior Librarian", "Team Lead", "Librarian", "Conservator")
"""Nobody is a conservator at present: the post is vacant."""

BRANCHES: tuple[tuple[str, str], ...] = (
    ("north-01", "Wrenmouth"), ("south-01", "Wrenmouth"), ("harbour-01", "Wrenmouth"),
    ("market-01", "Saltby"), ("hill-01", "Thornby"), ("east-01", "Eastfield"),
)
