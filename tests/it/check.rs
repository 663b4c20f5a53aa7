//! `chancery check`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::opinions;
use crate::project::Project;

#[test]
fn an_opinion_without_mistakes_passes() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 0
    ── stderr ──
    Found 0 errors, 0 warnings, 0 suggestions.
    ");
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[test]
fn figures_and_words_of_yaml_stay_as_they_are_written() {
    for written in
        ["NO", "0123", "1.10", "0x1F", "1e999", ".inf", ".nan", "12e4567", "true", "1_000"]
    {
        let text = opinions::PINNED.replace("acts:\n", &format!("reference: {written}\nacts:\n"));
        let output = Project::new().output(["check", "-"], &text);
        assert_eq!(output.status, 0, "{written}: {output}");
    }
}

#[test]
fn a_signatory_who_was_not_named_is_a_suggestion_that_fails_nothing() {
    let text = opinions::PINNED.replace("  signatories: [timmermans, king]\n", "");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 0
    ── stderr ──
    suggestion[signatory-default]: no signatories are given: Frans Timmermans, First Vice-President, signs, in charge of relations with national Parliaments on 10 January 2017
    --> mine.yaml
     = help: name them below `reply`: `signatories: [timmermans, king]`

    Found 0 errors, 0 warnings, 1 suggestion.
    ");
}

#[test]
fn what_is_unusual_is_a_warning() {
    let text = opinions::PINNED.replace("[timmermans, king]", "[king, timmermans]");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning[signature-order]: the First Vice-President signs before the others
      --> mine.yaml:16:23
       |
    16 |   signatories: [king, timmermans]
       |                       ^^^^^^^^^^
       |
       = help: put the higher office first

    Found 0 errors, 1 warning, 0 suggestions.
    ");
}

#[test]
fn a_number_of_another_year_than_the_date_is_a_warning() {
    let text = opinions::PINNED.replace("C(2017) 16", "C(2016) 16");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning[number-year]: the number is of 2016, the date of 2017
      --> mine.yaml:13:11
       |
    13 |   number: C(2016) 16 final
       |           ^^^^^^^^^^^^^^^^
       |
       = help: check both against the register of letters

    Found 0 errors, 1 warning, 0 suggestions.
    ");
}

#[test]
fn a_joint_sender_is_addressed_at_its_first_member_with_a_warning() {
    let text = opinions::PINNED.replace("ro-camera", "es-cortes");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning[sender]: `es-cortes` is a joint sender: the letter goes to the President of the Congreso de los Diputados
     --> mine.yaml:1:10
      |
    1 | chamber: es-cortes
      |          ^^^^^^^^^
      |
      = help: give `office`, `address` and `salutation` of the `addressee` to change that

    Found 0 errors, 1 warning, 0 suggestions.
    ");
}

#[test]
fn a_chamber_of_a_state_that_has_left_is_a_warning() {
    let text = opinions::PINNED
        .replace("ro-camera", "uk-lords")
        .replace("acts:\n", "received: 2020-03-01\nacts:\n")
        .replace("date: 2017-01-10", "date: 2020-04-01")
        .replace("C(2017)", "C(2020)")
        .replace("[timmermans, king]", "[sefcovic]");
    let project = Project::new();
    let id = project
        .output(["chambers", "list"], "")
        .stdout
        .lines()
        .find(|line| line.contains("House of Lords"))
        .and_then(|line| line.split_whitespace().next().map(str::to_owned))
        .expect("the House of Lords is in the register");
    project.write("mine.yaml", text.replace("uk-lords", &id));
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("left the Union on 31\u{a0}January 2020"), "{output}");
}

#[test]
fn a_kind_that_the_chamber_does_not_use_is_a_warning() {
    let project = Project::new();
    let all = project.json(["chambers", "list", "--format", "json"]);
    let one = all["chambers"].as_array().unwrap().iter().find(|one| {
        let kinds = one["kinds"].as_array().unwrap();
        !kinds.is_empty() && !kinds.contains(&"political-dialogue".into())
    });
    let Some(one) = one else { return register_without_unusual_kinds(&project) };
    let id = one["id"].as_str().unwrap();
    project.write("mine.yaml", opinions::PINNED.replace("ro-camera", id));
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("is not known to send opinions"), "{output}");
}

/// Where the register knows no chamber that leaves a kind out, an office's own register does.
#[track_caller]
fn register_without_unusual_kinds(project: &Project) {
    project.write(
        "templates/chambers.yaml",
        "\
countries:
  - { iso: RO, eu: RO, name: Romania, member_from: 2007-01-01 }
chambers:
  - id: ro-camera
    country: RO
    name: Camera Deputaților
    article: the
    presiding_officer: { english: President, original: Președinte }
    address: { style_guide: [Palatul Parlamentului, București] }
    kinds: [reasoned]
",
    );
    project.write("mine.yaml", opinions::PINNED);
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("is not known to send opinions"), "{output}");
    assert!(output.stderr.contains("--> mine.yaml:2:7\n"), "{output}");
}

/// A pin is the officer's choice, but nobody pins wording that is no longer true on purpose.
#[test]
fn a_pin_to_a_paragraph_out_of_date_is_a_warning() {
    let text = opinions::PINNED
        .replace("date: 2017-01-10", "date: 2018-06-01")
        .replace("C(2017)", "C(2018)");
    let project = Project::with("mine.yaml", &text);
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("valid only until 31\u{a0}December 2017"), "{output}");
    assert!(output.stderr.contains("--> mine.yaml:11:14\n"), "{output}");
}

#[test]
fn every_file_is_checked_even_after_one_that_cannot_be_read() {
    let project = Project::with("bad.yaml", &opinions::broken());
    project.write("good.yaml", opinions::PINNED);
    let output = project.output(["check", "missing.yaml", "good.yaml", "bad.yaml"], "");
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("cannot read `missing.yaml`"), "{output}");
    assert!(output.stderr.contains("unknown chamber `ro-camara`"), "{output}");
    assert!(output.stderr.ends_with("Found 1 error, 0 warnings, 0 suggestions.\n"), "{output}");
}

#[test]
fn a_mistake_in_the_library_hides_no_other() {
    let project = Project::with("templates/paragraphs/x/a.md", "---\ntitle: A\n");
    project
        .write("mine.yaml", opinions::PINNED.replace("kind: political-dialogue", "kind: dialog"));
    let args =
        ["check", "mine.yaml", "templates/paragraphs/x/a.md", "missing.yaml", "--format", "line"];
    insta::assert_snapshot!(project.run(args));
}

#[test]
fn programs_read_the_findings() {
    let project = Project::with("bad.yaml", &opinions::broken());
    let text = opinions::PINNED.replace("  signatories: [timmermans, king]\n", "");
    project.write("good.yaml", text);
    let json = project.json(["check", "bad.yaml", "good.yaml", "--format", "json"]);
    assert_eq!(json["counts"], serde_json::json!({ "error": 1, "warning": 0, "suggestion": 1 }));
    let error = &json["findings"][0];
    assert_eq!(error["severity"], "error");
    assert_eq!(error["file"], "bad.yaml");
    assert_eq!((&error["line"], &error["column"]), (&1.into(), &10.into()));
    assert_eq!(error["message"], "unknown chamber `ro-camara`");
    assert_eq!(error["remedy"], "did you mean `ro-camera`?");
    assert!(error["rule"].as_str().is_some_and(|rule| !rule.is_empty()));
    let suggestion = &json["findings"][1];
    assert_eq!(
        (&suggestion["severity"], &suggestion["file"]),
        (&"suggestion".into(), &"good.yaml".into())
    );
}

#[test]
fn the_marks_of_a_draft_are_found_where_they_stand() {
    let text = opinions::with_gap().replace("  number: C(2017) 16 final\n", "");
    let project = Project::with("mine.yaml", &text);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 3);
    let draft = project.read("replies/mine.md");
    let line_of = |mark: &str| draft.lines().position(|line| line.contains(mark)).unwrap() + 1;
    let output = project.output(["check", "replies/mine.md"], "");
    assert_eq!(output.status, 1, "{output}");
    let number = format!("--> replies/mine.md:{}:", line_of("[number]"));
    assert!(output.stderr.contains(&number), "{number} is not in\n{output}");
    let gap = format!("--> replies/mine.md:{}:", line_of("**To be drafted**"));
    assert!(output.stderr.contains(&gap), "{gap} is not in\n{output}");
}

#[test]
fn a_point_that_a_hand_has_dropped_is_found() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let draft = project.read("replies/mine.md");
    let (before, after) = draft.split_once("<!-- {paragraph: ran-prisons,").unwrap();
    let (_, after) = after.split_once("\n\n").unwrap();
    project.write("replies/mine.md", format!("{before}{after}"));
    for output in [
        project.output(["check", "replies/mine.md"], ""),
        project.output(["render", "replies/mine.md", "--final"], ""),
    ] {
        assert_eq!(output.status, 1, "{output}");
        assert!(output.stderr.contains("the point prisons has no answer any more"), "{output}");
    }
}

#[test]
fn a_draft_without_marks_passes() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let output = project.output(["check", "replies/mine.md"], "");
    assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{output}");
}

#[test]
fn what_a_letter_cannot_show_is_found_in_a_draft() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let draft = project.read("replies/mine.md");
    project.write("replies/mine.md", format!("{draft}\n<b>Loud.</b>\n\n![x](y.png)\n\n    code\n"));
    let output = project.output(["check", "replies/mine.md"], "");
    assert_eq!(output.status, 1, "{output}");
    for message in
        ["HTML is not taken in a draft", "a letter has no pictures", "a letter has no code"]
    {
        assert!(output.stderr.contains(message), "{message} is not in\n{output}");
    }
}

#[test]
fn a_file_that_is_no_draft_is_told_so() {
    let project = Project::with("letter.md", "Dear President,\n");
    insta::assert_snapshot!(project.run(["check", "letter.md"]), @r"
    exit: 1
    ── stderr ──
    error: this is not a draft: the front matter is missing
     --> letter.md:1:1
      |
    1 | Dear President,
      | ^^^^^^^^^^^^^^^
      |
      = help: a draft is what `chancery draft` writes

    Found 1 error, 0 warnings, 0 suggestions.
    ");
}

/// A draft with the slips of real letters.
const SLIPS: &str = include_str!("../fixtures/slips.md");

#[test]
fn the_slips_of_real_letters_are_found_and_nothing_else() {
    let project = Project::with("slips.md", SLIPS);
    insta::assert_snapshot!(project.run(["check", "slips.md", "--format", "line"]));
}

#[test]
fn what_has_one_right_answer_is_mended_once_and_for_all() {
    let project = Project::with("slips.md", SLIPS);
    let dry = project.output(["check", "slips.md", "--fix", "--dry-run"], "");
    assert_eq!(dry.status, 1, "{dry}");
    insta::assert_snapshot!(dry.stdout);
    assert_eq!(project.read("slips.md"), SLIPS);
    assert_eq!(project.output(["check", "slips.md", "--fix"], "").status, 1);
    let mended = project.read("slips.md");
    insta::assert_snapshot!(project.run(["check", "slips.md", "--fix", "--format", "line"]));
    assert_eq!(project.read("slips.md"), mended);
    assert_eq!(project.files(), ["slips.md"]);
}

#[test]
fn mending_keeps_pedigree_line_ends_and_the_hand() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let drafted = project.read("replies/mine.md");
    let edited = drafted.replace("EUR\u{a0}8\u{a0}million", "EUR 8 million");
    project.write("replies/mine.md", format!("\u{feff}{}", edited.replace('\n', "\r\n")));
    assert_eq!(project.output(["check", "replies/mine.md", "--fix"], "").status, 0);
    let mended = project.read("replies/mine.md");
    assert_eq!(mended, format!("\u{feff}{}", drafted.replace('\n', "\r\n")));

    let by_hand = drafted.replace("This money serves", "On 06 April this money serves");
    project.write("replies/mine.md", &by_hand);
    project.output(["check", "replies/mine.md", "--fix"], "");
    assert_eq!(project.read("replies/mine.md"), by_hand.replace("06 April", "6\u{a0}April"));
    let again = project.output(["draft", "mine.yaml"], "");
    assert!(again.stderr.contains("was changed by hand"), "{again}");
}

#[test]
fn standard_input_is_told_by_its_content() {
    let project = Project::new();
    let draft = project.output(["check", "-", "--format", "line"], SLIPS);
    assert!(draft.stdout.starts_with("<standard input>:16:5: warning address:"), "{draft}");
    let opinion = project.output(["check", "-", "--format", "line"], &opinions::broken());
    assert!(opinion.stdout.contains("unknown chamber `ro-camara`"), "{opinion}");
    let mended = project.output(["check", "-", "--fix"], SLIPS);
    assert!(mended.stdout.contains("EUR\u{a0}25\u{a0}million"), "{mended}");
    assert!(mended.stderr.contains("SIS II"), "{mended}");
}

#[test]
fn a_baseline_leaves_what_is_new() {
    let project = Project::with("slips.md", SLIPS);
    let written = project.output(["check", "slips.md", "--write-baseline", "known.json"], "");
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{written}");
    project.replace("slips.md", "The Commission has set", "The Commission, in 2015, has set");
    project.replace("slips.md", "---\n\n<!--", "---\n\n\n\n<!--");
    let known = project.output(["check", "slips.md", "--baseline", "known.json"], "");
    assert_eq!(known.status, 0, "{known}");
    project.replace("slips.md", "for the network", "for the network and EUR 5 for others");
    let new =
        project.output(["check", "slips.md", "--baseline", "known.json", "--format", "line"], "");
    assert_eq!((new.status, new.stdout.lines().count()), (1, 2), "{new}");
    project.write("known.json", "{}");
    let broken = project.output(["check", "slips.md", "--baseline", "known.json"], "");
    assert_eq!(broken.status, 2, "{broken}");
}

#[test]
fn every_form_that_programs_read_can_be_printed() {
    let project = Project::with("slips.md", SLIPS);
    let sarif = project.json(["check", "slips.md", "--format", "sarif"]);
    let results = sarif["runs"][0]["results"].as_array().unwrap().len();
    assert_eq!(sarif["version"], "2.1.0");
    let gitlab = project.json(["check", "slips.md", "--format", "gitlab"]);
    assert_eq!(gitlab.as_array().unwrap().len(), results);
    let github = project.output(["check", "slips.md", "--format", "github"], "");
    assert_eq!((github.status, github.stdout.lines().count()), (1, results), "{github}");
    assert!(github.stdout.starts_with("::warning file=slips.md,line=16,"), "{github}");
}

#[test]
fn every_rule_that_can_be_told_is_explained() {
    let mut codes: Vec<String> =
        chancery::check::RULES.iter().map(|one| one.code.to_owned()).collect();
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (_, rest) in
            text.match_indices(".rule(\"").map(|(at, start)| text.split_at(at + start.len()))
        {
            let (code, _) = rest.split_once('"').unwrap();
            let is_known = chancery::check::rule_of(code).is_some();
            assert!(is_known, "`{code}` of {} is not explained", path.display());
            codes.retain(|one| one != code);
        }
    }
    codes.retain(|code| {
        let rule = chancery::check::rule_of(code).unwrap();
        rule.example.is_none()
            && !["malformed", "unspecific", "reply-before-receipt", "sent-before"]
                .contains(&rule.code)
    });
    assert!(codes.is_empty(), "nothing tells {codes:?}");
}

#[test]
fn a_rule_explains_itself() {
    let project = Project::new();
    insta::assert_snapshot!("explain_all", project.run(["explain"]));
    insta::assert_snapshot!("explain_one", project.run(["explain", "ordinal-date"]));
    insta::assert_snapshot!("explain_unknown", project.run(["explain", "ordinal-dates"]));
    let json = project.json(["explain", "gap", "--format", "json"]);
    assert_eq!(json["rules"][0]["rule"], "gap");
}

#[test]
fn a_paragraph_that_went_to_the_same_chamber_is_told() {
    let first = format!("{}  sent: 2017-01-12\n", opinions::PINNED);
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    project.write("mine.yaml", first);
    let later =
        opinions::PINNED.replace("2017-01-10", "2017-02-10").replace("16 final", "17 final");
    project.write("later.yaml", later);
    assert_eq!(project.output(["draft", "later.yaml"], "").status, 0);
    let output = project.output(["check", "replies/later.md", "replies/mine.md"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stderr.contains("went to the same chamber in `replies/mine.md`"), "{output}");
    assert!(!output.stderr.contains("in `replies/later.md`"), "{output}");
}

/// The drafts of `replies/`, in order.
fn replies() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("replies");
    let entries = fs::read_dir(folder).expect("replies/ can be read");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("replies/ can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    paths
}

/// Where a reply has lost its hard spaces, `--fix` sets those that the house style wants, and
/// changes nothing else.
#[test]
fn mending_sets_the_hard_spaces_of_every_reply() {
    for path in replies() {
        let text = fs::read_to_string(path).expect("a reply can be read");
        let (front, body) = text.split_once("\n---\n").expect("a draft has front matter");
        let plain = body.replace('\u{a0}', " ");
        let project = Project::with("x.md", &format!("{front}\n---\n{plain}"));
        let found = |project: &Project| {
            let lines = project.output(["check", "x.md", "--format", "line"], "").stdout;
            lines.lines().filter(|line| line.contains("warning plain-space")).count()
        };
        assert_eq!(found(&project) > 0, body.contains('\u{a0}'), "{front}");
        project.output(["check", "x.md", "--fix"], "");
        let mended = project.read("x.md");
        let (still, mended) = mended.split_once("\n---\n").expect("it is still a draft");
        assert_eq!((still, mended.replace('\u{a0}', " ")), (front, plain));
        assert_eq!(found(&project), 0, "{front}");
    }
}

/// Addresses, names, greetings and grammar of the register pass the rules about them.
#[test]
fn every_chamber_gets_a_letter_without_findings() {
    let project = Project::new();
    let all = project.json(["chambers", "list", "--format", "json"]);
    let ids: Vec<&str> =
        all["chambers"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    for id in &ids {
        let answers = "[ran-prisons, ran-centre, networks-contact-points, sis-ii, delegated-acts]";
        let text = opinions::PINNED.replace("ro-camera", id).replace("[ran-prisons]", answers);
        project.write(&format!("opinions/{id}.yaml"), text);
    }
    let paths = |folder: &str, ending: &str| -> Vec<String> {
        ids.iter().map(|id| format!("{folder}/{id}.{ending}")).collect()
    };
    let run = |command: &str, paths: Vec<String>| {
        let args: Vec<&str> =
            [command].into_iter().chain(paths.iter().map(String::as_str)).collect();
        crate::project::run_in(&project.path("."), &args, "")
    };
    let drafted = run("draft", paths("opinions", "yaml"));
    assert_eq!(drafted.status, 0, "{drafted}");
    let checked = run("check", paths("replies", "md"));
    assert_eq!(checked.status, 0, "{checked}");
}

#[test]
fn what_departs_from_the_library_is_told() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let source = include_str!("../../templates/paragraphs/security/ran-prisons.md");
    let own = "templates/paragraphs/security/ran-prisons.md";
    let lines = |project: &Project| {
        project.output(["check", "replies/mine.md", "--format", "line"], "").stdout
    };
    project.write(own, source.replace("review_by: 2017-06-30", "review_by: 2017-07-30"));
    assert!(!lines(&project).contains("old-wording"), "the words are the same");
    project.write(own, source.replace("to assess risks", "to judge risks"));
    assert!(lines(&project).contains("warning old-wording"), "{}", lines(&project));
    project.write(own, source);
    assert!(!lines(&project).contains("old-wording"));
    project.replace("replies/mine.md", "EUR\u{a0}8\u{a0}million", "EUR\u{a0}9\u{a0}million");
    project.replace("replies/mine.md", "and training", "and much training");
    let found = lines(&project);
    assert_eq!(found.matches("changed-fact").count(), 1, "{found}");
    assert!(
        found.contains("`EUR 9 million` stands where `ran-prisons` has `EUR 8 million`"),
        "{found}"
    );
}

/// The letters that the tool drafts keep the house style that it checks.
#[test]
fn the_replies_have_nothing_above_a_suggestion_but_open_points() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let replies: Vec<String> = replies().iter().map(|path| path.display().to_string()).collect();
    let mut args = vec!["check", "--format", "json"];
    args.extend(replies.iter().map(String::as_str));
    let output = crate::project::run_in(root, &args, "");
    let json: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    let open = ["gap", "missing"];
    let wrong: Vec<String> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| {
            one["severity"] != "suggestion" && !open.contains(&one["rule"].as_str().unwrap())
        })
        .map(|one| format!("{}:{}: {}", one["file"], one["line"], one["message"]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_subject_that_begins_with_the_kind_of_its_act_is_told() {
    let text = opinions::PINNED.replace("subject: supp", "subject: Communication on supp");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning[doubled-kind]: the subject begins with “Communication”, which the letter says before it
     --> mine.yaml:6:14
      |
    6 |     subject: Communication on supporting the prevention of radicalisation leading to violent extremism
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: leave it out and begin with the preposition: `on hospital data exchange`

    Found 0 errors, 1 warning, 0 suggestions.
    ");
    let near = opinions::PINNED.replace("subject: supp", "subject: Communications supp");
    assert_eq!(project.output(["check", "-"], &near).status, 0);
}
