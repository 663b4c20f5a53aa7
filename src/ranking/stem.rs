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
