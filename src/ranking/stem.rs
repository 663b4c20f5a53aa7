//! Words without their inflections.

use std::borrow::Cow;

use frostem::Stemmer;

use super::spelling;

/// Returns the stem of a plain word, spelt the British way.
pub(super) fn stem(stemmer: Stemmer, plain: &str) -> Cow<'_, str> {
    match spelling::british(plain) {
        Some(british) => Cow::Owned(stemmer.stem(&british).into_owned()),
        None => stemmer.stem(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubled_l_makes_no_other_word() {
        let stemmer = Stemmer::new(frostem::Algorithm::English);
        for (american, british) in [
            ("traveled", "travelled"),
            ("traveler", "traveller"),
            ("labeling", "labelling"),
            ("signaled", "signalled"),
            ("canceled", "cancelled"),
            ("channeling", "channelling"),
            ("modeled", "modelled"),
            ("totaling", "totalling"),
        ] {
            assert_eq!(stem(stemmer, american), stem(stemmer, british));
        }
        assert_eq!(stem(stemmer, "wheeled"), stem(stemmer, "wheel"));
    }
}
