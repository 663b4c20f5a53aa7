//! Words that say little: function words, and the language of opinions itself.

use super::words::{beginning, places};

/// Function words, sorted. They are never indexed nor asked for.
#[rustfmt::skip]
const FUNCTION: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "all", "almost", "along", "already",
    "also", "although", "always", "am", "among", "amongst", "an", "and", "another", "any",
    "anybody", "anyone", "anything", "are", "aren't", "around", "as", "aside", "at", "away",
    "be", "became", "because", "become", "becomes", "been", "before", "being", "below",
    "besides", "between", "beyond", "both", "but", "by", "can", "can't", "cannot", "could",
    "despite", "did", "do", "does", "doesn't", "doing", "don't", "done", "down", "during",
    "each", "either", "else", "enough", "etc", "even", "ever", "every", "everybody",
    "everyone", "everything", "except", "far", "few", "for", "from", "further",
    "furthermore", "get", "gets", "getting", "go", "goes", "had", "has", "have", "having",
    "he", "hence", "her", "here", "hers", "him", "his", "how", "however", "i", "if", "in",
    "indeed", "instead", "into", "is", "isn't", "it", "its", "itself", "just", "least",
    "less", "let", "like", "made", "make", "makes", "making", "many", "may", "me", "merely",
    "might", "mine", "more", "moreover", "most", "much", "must", "my", "namely", "near",
    "nearly", "neither", "never", "nevertheless", "no", "nobody", "none", "nor", "not",
    "nothing", "notwithstanding", "now", "of", "off", "often", "on", "once", "one", "only",
    "onto", "or", "other", "others", "otherwise", "ought", "our", "ours", "out", "over",
    "own", "per", "perhaps", "quite", "rather", "really", "s", "same", "shall", "she",
    "should", "since", "so", "some", "somebody", "someone", "something", "soon", "still",
    "such", "t", "than", "that", "the", "their", "theirs", "them", "themselves", "then",
    "there", "thereby", "therefore", "thereof", "these", "they", "this", "those", "though",
    "through", "throughout", "thus", "to", "together", "too", "toward", "towards", "under",
    "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what", "whatever",
    "when", "whenever", "where", "whereas", "wherever", "whether", "which", "while",
    "whilst", "who", "whoever", "whole", "whom", "whose", "why", "will", "with", "within",
    "without", "won't", "would", "yet", "you", "your", "yours",
];

/// Words of any opinion, and of any answer, whatever they are about; sorted.
#[rustfmt::skip]
const FRAME: &[&str] = &[
    "accordingly", "act", "acts", "agree", "agreed", "agrees", "aim", "aims", "appreciate",
    "appreciated", "appreciates", "appropriate", "argue", "argues", "article", "ask", "asked",
    "asks", "assembly", "believe", "believes", "brussels", "bundesrat", "bundestag", "call",
    "called", "calls", "camera", "case", "chamber", "chambers", "citizen", "citizens",
    "clarify", "clear", "commission", "committee", "concern", "concerned", "concerning",
    "concerns", "consider", "considers", "council", "countries", "country", "criticise",
    "criticises", "deem", "deems", "deputies", "diet", "directive", "doubt", "doubts", "draw",
    "emphasise", "emphasises", "encourage", "encourages", "endorse", "endorsed", "endorses",
    "ensure", "eu", "europe", "european", "explain", "express", "expresses", "folketing",
    "general", "give", "given", "gives", "good", "government", "governments", "house",
    "important", "initiative", "insist", "insists", "intend", "intends", "invite", "invites",
    "level", "measure", "measures", "member", "members", "national", "necessary", "need",
    "needed", "needs", "new", "note", "notes", "objective", "opinion", "parliament",
    "parliaments", "point", "points", "position", "possible", "proposal", "proposals",
    "propose", "proposed", "proposes", "provide", "provided", "question", "questions",
    "recommend", "recommends", "regard", "regarding", "regards", "regret", "regrets",
    "regulation", "reject", "rejects", "request", "requests", "riigikogu", "riksdag", "rule",
    "rules", "saeima", "seimas", "sejm", "senat", "senate", "senators", "state", "states",
    "stress", "stresses", "suggest", "suggests", "support", "supported", "supports", "take",
    "taken", "takes", "think", "thinks", "underline", "underlines", "union", "urge", "urges",
    "view", "want", "wants", "welcome", "welcomed", "welcomes", "wish", "wishes", "wonder",
    "wonders",
];

/// How each function word begins.
const BEGINNINGS: [u64; FUNCTION.len()] = {
    let mut beginnings = [0; FUNCTION.len()];
    let mut at = 0;
    while at < FUNCTION.len() {
        beginnings[at] = beginning(FUNCTION[at]);
        at += 1;
    }
    beginnings
};

/// Says whether a plain word is a function word.
pub(super) fn is_function_word(plain: &str) -> bool {
    FUNCTION[places(&BEGINNINGS, plain)].contains(&plain)
}

/// Says whether a plain word is never asked for: a function word or a letter.
pub(super) fn is_empty_word(plain: &str) -> bool {
    plain.chars().nth(1).is_none() || is_function_word(plain)
}

/// Says whether a plain word belongs to the language of opinions as such.
pub(super) fn is_frame_word(plain: &str) -> bool {
    FRAME.binary_search(&plain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_sorted_so_that_their_words_are_found() {
        assert!(FUNCTION.is_sorted());
        assert!(FRAME.is_sorted());
    }

    #[test]
    fn every_function_word_is_found() {
        assert!(FUNCTION.iter().all(|word| is_function_word(word)));
    }

    #[test]
    fn words_of_substance_are_in_neither() {
        for word in ["prison", "tax", "border"] {
            assert!(!is_function_word(word) && !is_frame_word(word));
        }
    }
}
