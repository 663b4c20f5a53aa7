//! The words by which a point sets something aside, concedes it, or turns to what matters.

/// The words that a cue may begin with, and the pattern of the rest: a list of words in
/// which `a|b` is one of several, `a?` may be missing and `~` stands for up to three words.
pub(super) type Cue = (&'static [&'static str], &'static str);

/// Openings of a passage that is set aside up to the next comma, colon or end.
pub(super) const ASIDE_FROM_HERE: &[Cue] = &[
    (&["aside", "apart"], "from"),
    (&["setting", "leaving", "putting"], "aside"),
    (&["setting", "leaving", "putting"], "to one side"),
    (&["irrespective", "regardless", "independently"], "of"),
    (&["without"], "going|entering into"),
    (&["without"], "discussing|touching|addressing|prejudice"),
    (&["without"], "wishing|wanting|meaning to"),
    (&["without", "not", "nor"], "disputing|contesting|questioning|challenging|doubting|reopening"),
    (&["not", "nor"], "dispute|contest|question|challenge|doubt|deny|object"),
    (&["whatever"], "one|we|it may? think|thinks of"),
    (&["rather"], "than"),
    (&["instead"], "of"),
    (&["as"], "opposed to"),
    (&["unlike"], ""),
    (&["never"], "mind"),
    (&["far"], "from"),
    (&["no", "not"], "objection|objections|quarrel to|with|against"),
    (&["nothing"], "against"),
    (&["nothing"], "~ to ~ add|say|object ~ on|about|to"),
    (&["not"], "so much"),
    (&["not"], "because|for|on account? of"),
    (&["this", "it", "that", "opinion", "letter", "question"], "is not ~ about"),
    (&["so", "enough"], "much? for|of|about"),
    (&["had", "were"], "this|it|we been? ~ about|concerned"),
    (&["none"], "of our business|concern|remarks"),
    (&["to", "will", "shall"], "say|add nothing ~ on|about|of|to"),
];

/// Participles that, at the beginning of a clause, set aside what they are about when its passage
/// also has one of [`AWAY`].
pub(super) const LEAVING: &[&str] =
    &["leaving", "setting", "putting", "turning", "reserving", "keeping"];

/// Where such a passage leaves its topic.
pub(super) const AWAY: &[&str] = &[
    "aside",
    "apart",
    "side",
    "away",
    "elsewhere",
    "later",
    "others",
    "another",
    "out",
    "experts",
    "specialists",
];

/// Ends of a passage that is set aside from the beginning of its clause.
pub(super) const ASIDE_UP_TO_HERE: &[Cue] = &[
    (&["aside", "apart", "notwithstanding", "excepted"], ","),
    (
        IS,
        "~ a? another|different|separate|one|distinct|other \
         matter|debate|question|thing|issue|story|discussion|topic|subject|chapter|file",
    ),
    (
        IS,
        "not|no|hardly|scarcely ~ \
         stake|point|issue|problem|question|topic|subject|theme|concern|dispute|discussion|doubt|matter|\
         quarrel|about",
    ),
    (IS, "not what ~ ~ about"),
    (IS, "not ~ contested|disputed|challenged|questioned|criticised|opposed|denied"),
    (IS, "~ undisputed|uncontested|uncontroversial|unobjectionable"),
    (IS, "beyond dispute|doubt|question|debate"),
    (IS, "~ none of our business|concern"),
    (
        &["merits", "merit", "deserves", "deserve"],
        "~ opinion|debate|letter|discussion|reply of? its|their? own?",
    ),
    (
        &["pose", "poses", "raise", "raises", "cause", "causes"],
        "~ no|little ~ difficulty|difficulties|objection|objections|concern|concerns|problem|problems|question|questions",
    ),
    (&["agreed", "granted", "accepted"], "nothing|no|,"),
    (IS, "yesterday's|old|ancient|past debate|news|story|hat|matter|history|question"),
    (
        IS,
        "~ well|amply|sufficiently|adequately|already|long|thoroughly|duly \
         covered|regulated|settled|known|answered|addressed|protected|documented|established|understood|\
         discussed|debated|dealt",
    ),
    (IS, "all? very? well and? good?"),
    (
        &["for", "to"],
        "~ another|others|later ~? day|time|occasion|debate|opinion|letter|reply|chapter",
    ),
    (&["not", "nor", "neither"], "concern|concerns|interest|interests us|it|them"),
    (&["concern", "concerns"], "us here"),
    (
        DISCUSSED,
        "with? on? elsewhere|separately|already|before|previously|enough|sufficiently|thoroughly|\
         exhaustively|repeatedly|twice|often|earlier|last|ad",
    ),
    (DISCUSSED, "with? on? at|to ~ length|exhaustion|satisfaction"),
    (
        DISCUSSED,
        "with? on? in|on|at ~ opinion|debate|letter|reply|resolution|place|occasion|detail|session",
    ),
    (&["may", "can", "could", "must", "will", "should"], "be left aside|open|out"),
    (&["may", "can", "could", "must", "will", "should"], "wait"),
    (
        &["need", "needs", "requires", "require", "calls", "call"],
        "not|no|for ~ discussion|comment|repeating|explanation|repeated|discussed|explained|debate|debated",
    ),
];

/// Forms of `to be`.
const IS: &[&str] =
    &["is", "are", "was", "were", "be", "been", "remain", "remains", "stay", "stays"];

/// What has been done with a topic that needs no more words.
const DISCUSSED: &[&str] = &[
    "dealt",
    "addressed",
    "discussed",
    "treated",
    "covered",
    "raised",
    "answered",
    "debated",
    "settled",
    "examined",
    "considered",
    "commented",
    "handled",
    "said",
    "explained",
];

/// Beginnings of a subordinate clause that concedes something, up to the next comma.
pub(super) const CONCEDED_FROM_HERE: &[Cue] = &[
    (&["although", "though", "while", "whilst", "whereas", "despite"], ""),
    (&["in"], "spite of"),
    (&["granted", "agreed", "admittedly", "true", "surely", "certainly"], ""),
    (&["however", "whatever"], ""),
    (&["no"], "matter how|what|whether"),
    (&["even"], "if|were|though"),
    (&["having"], ""),
];

/// Words that ask for something, so that what a `not` adds is not asked for.
pub(super) const ASKING: &[Cue] = &[
    (&["ask", "asks", "call", "calls", "plead", "pleads", "press", "presses"], "~ for"),
    (&["want", "wants", "demand", "demands", "request", "requests", "seek", "seeks"], ""),
];

/// What follows a `not` that denies no thing.
pub(super) const NO_THING: &[&str] = &[
    "all",
    "always",
    "being",
    "even",
    "every",
    "everyone",
    "everything",
    "having",
    "just",
    "least",
    "merely",
    "only",
    "simply",
    "to",
    "yet",
];

/// Words that turn to what matters: what stands before them is conceded.
pub(super) const TURNS: &[&str] = &["but", "however", "yet", "nevertheless", "nonetheless"];
