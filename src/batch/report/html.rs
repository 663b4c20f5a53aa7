//! temporary
use super::Report;
pub(super) fn write(_: &Report) -> String {
    String::new()
}
