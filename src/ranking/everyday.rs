//! Words of everyday English, which say little about the subject even where a library rarely uses
//! them: among forty paragraphs, `reach` may be as rare as `herring`.

include!(concat!(env!("OUT_DIR"), "/everyday.rs"));

/// Says whether a stem is that of an everyday word.
pub(super) fn is_everyday(stem: &str) -> bool {
    EVERYDAY.binary_search(&stem).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_known_by_their_stems() {
        assert!(EVERYDAY.is_sorted());
        assert!(is_everyday("reach") && is_everyday("easili"));
        assert!(!is_everyday("herring") && !is_everyday("tax"));
    }
}
