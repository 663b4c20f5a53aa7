//! The marks of notes in Markdown: `[^1]`.

/// Returns the labels of the marks in a text, in order.
pub fn marked_notes(text: &str) -> Vec<&str> {
    pieces(text).filter_map(|(_, label)| label).collect()
}

/// Gives the marks of a text other labels; a mark for which there is none stays as it is.
pub fn relabelled(text: &str, mut label: impl FnMut(&str) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len());
    for (before, old) in pieces(text) {
        changed.push_str(before);
        if let Some(old) = old {
            let new = label(old);
            changed.extend(["[^", new.as_deref().unwrap_or(old), "]"]);
        }
    }
    changed
}

/// Cuts a text after each mark: what stands before the mark, and its label.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mark =
            text.find("[^").and_then(|start| Some((start, start + text[start..].find(']')?)));
        let Some((start, end)) = mark else {
            rest = None;
            return Some((text, None));
        };
        rest = Some(&text[end + 1..]);
        Some((&text[..start], Some(&text[start + 2..end])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_get_other_labels_and_the_rest_stays() {
        let text = "One[^1], two[^b][^1] and [^open";
        assert_eq!(marked_notes(text), ["1", "b", "1"]);
        let changed = relabelled(text, |label| (label == "1").then(|| "7".to_owned()));
        assert_eq!(changed, "One[^7], two[^b][^7] and [^open");
    }
}
