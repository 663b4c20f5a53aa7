//! `chancery chambers`.

use crate::project::Project;

#[test]
fn a_chamber_is_shown_with_all_that_is_known_of_it() {
    insta::assert_snapshot!(Project::new().run(["chambers", "show", "ro-camera"]));
}

#[test]
fn a_joint_sender_is_shown_in_plural_forms_with_its_members() {
    insta::assert_snapshot!(Project::new().run(["chambers", "show", "es-cortes"]));
}

#[test]
fn the_list_has_41_chambers_and_4_joint_senders_a_line_each() {
    let output = Project::new().output(["chambers", "list"], "");
    assert_eq!((output.status, output.stdout.lines().count()), (0, 45), "{output}");
    assert!(output.stdout.lines().any(|line| line.starts_with("ro-camera ")), "{output}");
}

#[test]
fn programs_read_the_register() {
    let project = Project::new();
    let all = project.json(["chambers", "list", "--format", "json"]);
    let all = all["chambers"].as_array().unwrap();
    assert_eq!(all.len(), 45);
    let joint = all.iter().filter(|one| !one["members"].as_array().unwrap().is_empty());
    assert_eq!(joint.count(), 4);
    let one = project.json(["chambers", "show", "ro-camera", "--format", "json"]);
    assert_eq!(one, *all.iter().find(|one| one["id"] == "ro-camera").unwrap());
    assert_eq!(one["the"], "the Camera Deputaților");
    assert_eq!(one["its"], "its");
    assert_eq!(one["country"], "RO");
    assert_eq!(one["votes"], 1);
}

/// One third of the votes of the EU of 28 is a yellow card at 19: they must be 56 together.
#[test]
fn the_votes_of_the_union_of_28_are_56() {
    let all = Project::new().json(["chambers", "list", "--format", "json"]);
    let single = all["chambers"].as_array().unwrap().iter();
    let single = single.filter(|one| one["members"].as_array().unwrap().is_empty());
    assert_eq!(single.map(|one| one["votes"].as_u64().unwrap()).sum::<u64>(), 56);
}

#[test]
fn every_chamber_can_be_written_to() {
    let all = Project::new().json(["chambers", "list", "--format", "json"]);
    for one in all["chambers"].as_array().unwrap() {
        for key in ["id", "the", "original", "english", "presiding_officer", "salutation"] {
            assert!(!one[key].as_str().unwrap().is_empty(), "{key} of {one}");
        }
        assert!(one["address"].as_array().unwrap().len() > 1, "{one}");
        let is_verified = !one["verified"].as_object().unwrap().is_empty();
        assert!(is_verified, "what is verified of {} is not said", one["id"]);
        let cedillas = one.to_string();
        assert!(!cedillas.contains(['ş', 'ţ', 'Ş', 'Ţ']), "a cedilla in {one}");
    }
}

#[test]
fn an_unknown_chamber_is_answered_with_the_nearest_id() {
    let project = Project::new();
    insta::assert_snapshot!(project.run(["chambers", "show", "ro-camara"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `ro-camara`; did you mean `ro-camera`?
    ");
    insta::assert_snapshot!(project.run(["chambers", "show", "wibble"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `wibble`; `chancery chambers list` shows all ids
    ");
}

#[test]
fn a_name_that_two_chambers_share_is_never_guessed() {
    let project = Project::new();
    insta::assert_snapshot!(project.run(["chambers", "show", "Bundesrat"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `Bundesrat`; several chambers have this name: write `at-bundesrat` (Austria) or `de-bundesrat` (Germany)
    ");
    insta::assert_snapshot!(project.run(["chambers", "show", "Sénat"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `Sénat`; several chambers have this name: write `cz-senat` (Czechia) or `fr-senat` (France) or `pl-senat` (Poland) or `ro-senat` (Romania)
    ");
    insta::assert_snapshot!(project.run(["chambers", "show", "senat"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `senat`; several chambers have this name: write `cz-senat` (Czechia) or `fr-senat` (France) or `pl-senat` (Poland) or `ro-senat` (Romania)
    ");
    insta::assert_snapshot!(project.run(["chambers", "show", "Folketing"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `Folketing`; write the id `dk-folketing` (Denmark)
    ");
}

#[test]
fn the_address_follows_the_style_that_the_office_has_set() {
    let project = Project::with("chancery.yaml", "address_style: past-letters\n");
    let past = project.output(["chambers", "show", "ro-camera"], "").stdout;
    let given = project.json(["chambers", "show", "ro-camera", "--format", "json"]);
    let lines = given["past_letters"].as_array().expect("the seed letter attests a form");
    for line in lines {
        assert!(past.contains(line.as_str().unwrap()), "{line} is not in\n{past}");
    }
    assert_ne!(past, Project::new().output(["chambers", "show", "ro-camera"], "").stdout);
}
