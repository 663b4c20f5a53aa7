//! Why a reply is made again.

use crate::replies::{Account, Basis, Made, Printed};

/// Says what has changed since a draft was made that comes out differently now, a reason each.
pub(super) fn changes(old: &Made, basis: &Basis, account: &Account) -> Vec<String> {
    let mut why = Vec::new();
    if old.basis.opinion != basis.opinion {
        why.push("the opinion changed".to_owned());
    }
    if old.basis.path != basis.path {
        why.push(format!("the opinion lay at `{}`", old.basis.path));
    }
    paragraphs(&old.account, account, &mut why);
    if let Some(day) = basis.day.filter(|_| old.basis.day != basis.day) {
        why.push(format!("the letter has no date and is judged on {day}"));
    }
    let parts = [
        ("the skeleton", &old.basis.skeleton, &basis.skeleton),
        ("the register of chambers", &old.basis.register, &basis.register),
        ("the file of signatories", &old.basis.signatories, &basis.signatories),
        ("the thesaurus", &old.basis.thesaurus, &basis.thesaurus),
        ("the settings", &old.basis.settings, &basis.settings),
        ("the version of chancery", &old.basis.chancery, &basis.chancery),
    ];
    let changed = parts.into_iter().filter(|(_, old, new)| old != new);
    why.extend(changed.map(|(part, ..)| format!("{part} changed")));
    if why.is_empty() {
        // From the same basis comes the same draft, so another one lies there.
        let is_same = old.basis.library == basis.library;
        let reason = if is_same {
            "the draft is not the one that was made last"
        } else {
            "other paragraphs of the library changed"
        };
        why.push(reason.to_owned());
    }
    why
}

/// Says why the PDF of a draft that is up to date is printed again.
pub(super) fn printed(old: &Printed, new: &Printed) -> String {
    let reason = if old.draft != new.draft {
        "the draft was changed by hand"
    } else if old.page != new.page {
        "the page changed"
    } else if old.chancery != new.chancery {
        "the version of chancery changed"
    } else {
        "the PDF is not as it was printed"
    };
    reason.to_owned()
}

/// Says which paragraphs of the letter changed, came and went.
fn paragraphs(old: &Account, new: &Account, why: &mut Vec<String>) {
    let version = |account: &Account, id: &str| {
        let mut used = account.paragraphs.iter();
        used.find(|used| used.paragraph == id).map(|used| used.version.clone())
    };
    for used in &new.paragraphs {
        let id = &used.paragraph;
        match version(old, id) {
            Some(version) if version == used.version => {}
            Some(_) => why.push(format!("paragraph {id} changed")),
            None => why.push(format!("paragraph {id} is used now")),
        }
    }
    let gone = old.paragraphs.iter().filter(|used| version(new, &used.paragraph).is_none());
    why.extend(gone.map(|used| format!("paragraph {} is not used any more", used.paragraph)));
}
