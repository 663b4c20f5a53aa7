//! How good the matching is on points for which a person has said what answers them.
//!
//! [`evaluate`] runs every case of a [`Gold`] set through the matching as a point of an opinion
//! (`trial`), sums the trials up as [`Figure`]s with an interval from resampling (`figure`,
//! `measure`), and compares what was said with how sure the tool was (`reliability`).

mod figure;
mod gold;
mod measure;
mod reliability;
mod trial;

use jiff::civil::Date;

use crate::library::Library;
use crate::matching::Matcher;
use crate::settings::Settings;

pub use figure::Figure;
pub use gold::{Case, CaseKind, Gold};
pub use measure::{ENOUGH, Measure};
pub use reliability::Band;
pub use trial::{Fault, Trial};

/// What was measured on a gold set.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// How each case went, in the order of the file.
    pub trials: Vec<Trial>,
    /// The figures over all cases, in the order of [`Figure::ALL`].
    pub overall: Vec<Measure>,
    /// The figures of each kind of case that occurs, those that tell of it.
    pub kinds: Vec<(CaseKind, Vec<Measure>)>,
    /// How often the tool was right, by how sure it was.
    pub reliability: Vec<Band>,
}

/// Measures the matching on a gold set, for letters of the given day; without one, as if all
/// wording were valid.
///
/// The same gold set, library and settings give the same figures and intervals.
pub fn evaluate(
    gold: &Gold,
    matcher: &Matcher,
    library: &Library,
    settings: &Settings,
    day: Option<Date>,
) -> Evaluation {
    let trials: Vec<Trial> = gold
        .cases
        .iter()
        .map(|case| {
            let found = matcher.match_point(&case.point(), &case.context(), library, settings, day);
            Trial::of(case, &found)
        })
        .collect();
    let kinds = CaseKind::WORDS.iter().filter_map(|(_, kind)| {
        let of_kind: Vec<&Trial> = trials.iter().filter(|trial| trial.kind == *kind).collect();
        let mut measures = measure::all(&of_kind);
        measures.retain(|measure| measure.value.is_some() && measure.figure.tells_of(*kind));
        (!of_kind.is_empty()).then_some((*kind, measures))
    });
    Evaluation {
        overall: measure::all(&trials.iter().collect::<Vec<_>>()),
        kinds: kinds.collect(),
        reliability: reliability::bands(&trials),
        trials,
    }
}

impl Evaluation {
    /// Returns the figures that do not reach their floor, with it. A figure that rests on too
    /// few cases holds no floor.
    pub fn below(&self, floors: &[(Figure, f64)]) -> Vec<(&Measure, f64)> {
        let held = |measure: &Measure, floor: f64| {
            measure.is_enough() && measure.value.is_some_and(|value| value >= floor)
        };
        let pairs = floors.iter().filter_map(|(figure, floor)| {
            let measure = self.overall.iter().find(|measure| measure.figure == *figure)?;
            (!held(measure, *floor)).then_some((measure, *floor))
        });
        pairs.collect()
    }
}
