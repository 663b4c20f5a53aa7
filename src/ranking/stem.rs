//! Words without their inflections.

use std::borrow::Cow;

use frostem::Stemmer;

use super::spelling;

/// Returns the stem of a plain word, spelt the British way.
pub(super) fn stem(stemmer: Stemmer, plain: &str) -> Cow<'_, str> {
    if let Some(stem) = apart(plain) {
        return Cow::Borrowed(stem);
    }
    match spelling::british(plain) {
        Some(british) => Cow::Owned(stemmer.stem(&british).into_owned()),
        None => stemmer.stem(plain),
    }
}

/// Returns the stem of a word that the stemmer takes for one of quite another meaning: `importance` has
/// nothing to do with imports, nor `minorities` with minors.
fn apart(plain: &str) -> Option<&'static str> {
    Some(match plain {
        "accession" | "accessions" => "accessio",
        "additive" | "additives" => "additiv",
        "arms" => "arms",
        "authority" | "authorities" => "authorit",
        "communicable" => "communicabl",
        "competence" | "competences" | "competency" | "competent" => "competen",
        "critical" | "critically" => "critica",
        "customs" => "customs",
        "customer" | "customers" => "customer",
        "department" | "departments" => "departm",
        "designate" | "designated" | "designates" | "designating" | "designation"
        | "designations" => "designat",
        "directive" | "directives" => "directiv",
        "diversion" | "diversions" => "diversio",
        "engineer" | "engineers" | "engineering" | "engineered" => "enginee",
        "excision" => "excisio",
        "experiment" | "experiments" => "experiment",
        "formation" | "formations" => "formatio",
        "goods" => "goods",
        "hospitality" => "hospitalit",
        "identical" | "identically" => "identica",
        "importance" | "important" | "importantly" => "importan",
        "informal" | "informally" | "informality" => "informa",
        "initial" | "initially" => "initia",
        "instalment" | "instalments" => "instalm",
        "integrity" => "integrit",
        "landing" | "landings" => "landin",
        "liquidation" | "liquidator" | "liquidators" => "liquidat",
        "liquidity" => "liquidit",
        "majority" | "majorities" => "majorit",
        "mineral" | "minerals" => "minera",
        "minority" | "minorities" => "minorit",
        "objective" | "objectives" => "objectiv",
        "populism" => "populis",
        "positive" | "positively" => "positiv",
        "publication" | "publications" => "publicat",
        "rating" | "ratings" => "rating",
        "respective" | "respectively" => "respectiv",
        "responsible" | "responsibly" | "responsibility" | "responsibilities" => "responsibl",
        "securities" => "securiti",
        "severance" => "severanc",
        "spirits" => "spirits",
        "succession" | "successions" => "successio",
        "successive" | "successively" => "successiv",
        "terminate" | "terminated" | "terminates" | "terminating" | "termination" => "terminat",
        "training" | "trainings" | "trained" | "trainee" | "trainees" | "trainer" | "trainers"
        | "traineeship" | "traineeships" => "traini",
        "transition" | "transitions" | "transitional" => "transitio",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_quite_another_meaning_are_kept_apart() {
        let stemmer = Stemmer::new(frostem::Algorithm::English);
        for (one, other) in [
            ("importance", "imports"),
            ("authorities", "authors"),
            ("minorities", "minors"),
            ("transition", "transit"),
            ("securities", "security"),
            ("training", "trains"),
            ("customers", "customs"),
        ] {
            assert_ne!(stem(stemmer, one), stem(stemmer, other));
        }
        assert_eq!(stem(stemmer, "importance"), stem(stemmer, "important"));
        assert_eq!(stem(stemmer, "transitional"), stem(stemmer, "transitions"));
    }

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
