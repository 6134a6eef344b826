"""What members say: comments under posts and reviews of books. A comment is a beginning and an end."""

from __future__ import annotations

COMMENT_BEGINNINGS: tuple[str, ...] = (
    "My mother would have loved this.", "At last somebody has written it down.", "I was there, and it was even better than this.",
    "Read this aloud at breakfast and nobody wanted to leave the table.", "A small correction: it was a Tuesday.",
    "Thank you, this answered a question I was too shy to ask.", "I disagree with nearly every word, and enjoyed all of them.",
    "We tried this at home with mixed results.", "Is this on at the east branch as well?", "The photograph at the top is wonderful.",
    "I laughed out loud on the number nine bus.", "This is why I moved back.", "Could you add the times for those of us who work?",
    "Our whole street has been talking about it.", "I have been waiting for this since the spring.",
    "My grandson asked me to write that it was brilliant.", "Honestly, I had no idea.", "Took me straight back to school.",
    "You forgot the best one.", "The staff could not have been kinder.", "I shall never look at that building in the same way.",
    "Well said.", "I came for the tea and stayed for two hours.", "Please do this again when the evenings are lighter.",
    "What a lovely piece.", "I am not convinced, but I will give it a try.", "Printed this out for my father, who does not do screens.",
    "Number four on your list changed my life.", "The dog slept through it, which is high praise.", "Just reserved the last copy, sorry everyone.",
)
COMMENT_ENDS: tuple[str, ...] = (
    "Thank you for sharing it.", "See you all on Thursday.", "Has anybody kept the programme?", "I have a photograph if you would like one.",
    "More like this, please.", "The car park was full, though.", "I shall bring my sister next time.",
    "Does the van stop in Thornby for this?", "My copy is going straight back so that somebody else can have it.",
    "Ask Ruth, she will remember.", "It made a wet Sunday a good deal better.", "I have told everyone at the allotments.",
    "We could do with a second chair by the window.", "Keep up the good work.", "My neighbour says the same.",
    "I will be first in the queue.", "Now I need a bigger bookcase.", "It was the scones that decided it.",
    "Could the link be made larger?", "That is all, carry on.",
)
REVIEWS: dict[int, tuple[str, ...]] = {
    1: ("Gave up on page forty and felt better at once.", "I wanted to like it, and it would not let me.", "The cover is nice."),
    2: ("A good short story, hidden in a long book.", "Too many brothers, all called William.", "Useful in parts, but the index is a disgrace."),
    3: ("Pleasant company for a journey.", "Did what it said, no more and no less.", "I skipped the letters and missed nothing, I think."),
    4: ("Kept me up until two.", "Clear, friendly and just long enough.", "I have already lent it to my brother, so do not tell the library."),
    5: ("The best thing I have borrowed this year.", "I bought my own copy, which I never do.", "Perfect, from the first line to the last."),
}
