//! The rules about words, and near misses.

use super::{found, mended};

#[test]
fn plain_spaces_are_told_once_for_words_that_hang_together() {
    let text =
        "It gave (EUR 25 million) on 6 April 2016 by {COM(2016) 379 final}, Article 5 and 55 %.";
    assert_eq!(
        found("plain-space", text),
        ["EUR 25 million", "6 April", "COM(2016) 379 final", "Article 5", "55 %"]
    );
    assert_eq!(mended("EUR\n8 million, and *EUR* 5."), "EUR~8~million, and *EUR* 5.");
    assert!(
        found(
            "plain-space",
            "> **To be drafted** (point a): EUR 5\n\n<!-- EUR 5 -->\nIn 2016 the 12 chambers met."
        )
        .is_empty()
    );
}

#[test]
fn ordinals_are_found_in_dates_only() {
    let text = "On the 8th December 2016, on 1st of May, on March 3rd, 2016 the 8th Council met for the 2nd time.";
    assert_eq!(found("ordinal-date", text), ["the 8th December", "1st of May", "March 3rd,"]);
    assert_eq!(mended("On the 8th of December 2016 it met."), "On 8~December 2016 it met.");
    assert!(found("ordinal-date", "The 21st century and the 4th of its kind in May.").is_empty());
}

#[test]
fn leading_zeros_are_found_in_dates_only() {
    assert_eq!(
        found("leading-zero", "On 06 April, (01.03.2016) and 10.01.2017."),
        ["06", "01.03.2016", "10.01.2017"]
    );
    assert_eq!(mended("On 06 April 2016 and 01.03.2016."), "On 6~April 2016 and 1.3.2016.");
    assert!(found("leading-zero", "Document 05 of 2016, OJ L 012 and 10.10.2016.").is_empty());
}

#[test]
fn sums_with_the_sign_become_sums_with_the_code() {
    assert_eq!(
        mended("It gave €8 million, € 12 500, 34 million €, €1.5 billion and 5 €."),
        "It gave EUR~8~million, EUR~12~500, EUR~34~million, EUR~1.5~billion and EUR~5."
    );
    assert!(found("euro-sign", "The sign € belongs in graphics.").is_empty());
}

#[test]
fn a_chamber_has_one_spelling() {
    let text =
        "The Camera deputaților, the Camera Deputatilor's view, and the Camera Deputațiilor met.";
    assert_eq!(
        found("chamber-spelling", text),
        ["Camera deputaților", "Camera Deputatilor", "Camera Deputațiilor"]
    );
    let near =
        "The Camera *Deputaților*, the Senat, the Camera dei deputati and the\nCamera Deputaţilor.";
    assert!(found("chamber-spelling", near).is_empty());
    assert_eq!(
        found("chamber-spelling", "addressee: [X, President of the Camera Deputatilor, ROMANIA]"),
        ["Camera Deputatilor"]
    );
    let bundesrat = "chamber: de-bundesrat\naddressee: [X, GERMANY]\n\nThe Bundestag and the Bundesrat met; the Bundesrats met.";
    assert_eq!(found("chamber-spelling", bundesrat), ["Bundesrats"]);
}

#[test]
fn its_and_their_agree_with_the_chamber() {
    let text = "chamber: es-cortes\n\nThe Cortes Generales has sent its Reasoned Opinion. It found its way.";
    assert_eq!(found("its-their", text), ["has", "its"]);
    let near = "The views of the Camera Deputaților are known. National Parliaments sent their opinions. \
        Their Opinions matter, and so does the Camera Deputaților in its Opinion.";
    assert!(found("its-their", near).is_empty());
    assert_eq!(mended("Their Opinion is clear."), "Its Opinion is clear.");
}

#[test]
fn cedillas_are_mended_in_romanian_names_only() {
    assert_eq!(
        mended("Bucureşti, Camera Deputaţilor and Mr Erdoğan Şahinoğlu."),
        "București, Camera Deputaților and Mr Erdoğan Şahinoğlu."
    );
    assert_eq!(
        found("cedilla", "chamber: fr-senat\n\nIn Chişinău, Mr Şahin and Iaşi."),
        ["Chişinău"]
    );
    assert_eq!(found("cedilla", "addressee: [X, Bucureşti, ROMANIA]"), ["Bucureşti"]);
}

#[test]
fn a_body_has_one_name() {
    assert_eq!(
        mended("The IT Forum, the EU Internet Forum and the Forum."),
        "The EU Internet Forum, the EU Internet Forum and the Forum."
    );
    assert_eq!(found("two-names", "The Radicalisation Action Network (RAN) meets."), ["RAN"]);
    assert!(found("two-names", "The Schengen Information System (SIS II) and the Radicalisation Awareness Network (RAN).").is_empty());
}

#[test]
fn abbreviations_are_introduced_and_used() {
    assert_eq!(
        found(
            "unintroduced-abbreviation",
            "RAN helps. The Radicalisation Awareness Network (RAN) grows."
        ),
        ["RAN"]
    );
    assert_eq!(
        found(
            "unintroduced-abbreviation",
            "The UIR works. The Union Internet Register (UIR) grows."
        ),
        ["UIR"]
    );
    assert!(
        found("unintroduced-abbreviation", "The EU, the OJ and RANGE. Regulation (EU) 2016/794.")
            .is_empty()
    );
    assert_eq!(
        found("unused-abbreviation", "The Radicalisation Awareness Network (RAN) grows."),
        ["RAN"]
    );
    assert!(
        found(
            "unused-abbreviation",
            "The Radicalisation Awareness Network (RAN) grows, as the RAN must."
        )
        .is_empty()
    );
    assert!(
        found("unused-abbreviation", "It is new (VERY new), and Romania (RO) supports it.")
            .is_empty()
    );
}

#[test]
fn references_have_one_form() {
    assert_eq!(
        mended("See COM (2016)379 final, KOM(2008) 794 endg. and COM/2016/0205 FINAL."),
        "See COM(2016)~379~final, COM(2008)~794~final and COM(2016)~205~final."
    );
    assert_eq!(
        found("malformed-reference", "See COM(16) 3 and COM(2016) 379."),
        ["COM(16)", "COM(2016) 379"]
    );
    assert!(
        found(
            "malformed-reference",
            "SEC(2011)\u{a0}867, OJ C\u{a0}115, 9.5.2008, the COM and C-203/15."
        )
        .is_empty()
    );
    let forms = "COM(2016) 379 final, COM(2016) 379, Directive 2010/13/EU and Directive 2010/13.";
    assert_eq!(found("reference-forms", forms), ["COM(2016) 379", "Directive 2010/13"]);
    assert!(found("reference-forms", "Regulation (EU) 2016/794 and Decision 2016/794.").is_empty());
}

#[test]
fn notes_and_marks_belong_together() {
    assert_eq!(found("mark-without-note", "One[^1], two[^2].\n\n[^1]: A note."), ["[^2]"]);
    assert!(found("mark-without-note", "An escaped \\[^2].").is_empty());
    assert_eq!(found("note-without-mark", "One[^1].\n\n[^1]: A.\n[^2]: B.").len(), 1);
    assert_eq!(
        mended("One[^1].\n\n[^1]: COM(2015) 185 final <!-- a remark -->"),
        "One[^1].\n\n[^1]: COM(2015)~185~final. <!-- a remark -->"
    );
    assert!(found("note-full-stop", "One[^1].\n\n[^1]: https://ec.europa.eu").is_empty());
}
