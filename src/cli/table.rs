//! Tables as people read them, and how exact their figures are.

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;

/// Lays out rows so that their columns stand below each other, a line for each, followed by line
/// ends. Cells may have colours.
pub(super) fn table<const N: usize>(rows: &[[String; N]]) -> String {
    lines(rows).into_iter().map(|line| line + "\n").collect()
}

/// Lays out rows like [`table`], for lines that stand among others.
pub(super) fn lines<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line<const N: usize>(row: &[String; N], widths: &[usize; N]) -> String {
    let padded = row.iter().zip(widths).map(|(cell, column)| {
        let missing = column.saturating_sub(width(cell));
        format!("{cell}{}", " ".repeat(missing))
    });
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// How many columns of a terminal a text takes: none for colours and for marks over a letter.
fn width(text: &str) -> usize {
    strip_str(text).to_string().width()
}

/// Three decimals are what the figures are worth.
pub(super) fn rounded(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::super::say;
    use super::*;

    #[test]
    fn columns_stand_below_each_other_whatever_marks_and_colours_the_cells_have() {
        let accented = "a\u{301}e\u{301}".to_owned();
        let red = say::styled(say::BAD, "ab");
        let rows = [
            [accented.clone(), "one".to_owned()],
            [red.clone(), "two".to_owned()],
            ["議会".to_owned(), String::new()],
        ];
        assert_eq!(
            lines(&rows),
            [format!("{accented}    one"), format!("{red}    two"), "議会".to_owned()]
        );
        assert_eq!(table(&rows[2..]), "議会\n");
    }
}
