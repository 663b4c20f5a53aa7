//! `chancery match`.

use serde_json::Value;

use crate::opinions;
use crate::project::Project;

fn points(project: &Project) -> Value {
    let json = project.json(["match", "mine.yaml", "--format", "json", "--date", "2017-01-10"]);
    assert_eq!(json["opinion"], "mine.yaml");
    assert_eq!(json["chamber"], "ro-camera");
    json["points"].clone()
}

#[test]
fn a_point_in_the_words_of_a_paragraph_is_answered_by_it() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    let points = points(&project);
    assert_eq!(points.as_array().unwrap().len(), 1);
    let point = &points[0];
    assert_eq!((&point["id"], &point["text"]), (&"prisons".into(), &text.into()));
    assert_eq!(point["stance"], "request");
    assert_eq!(point["outcome"], "answered");
    assert_eq!(point["paragraphs"][0], "ran-prisons");
    let confidence = point["confidence"].as_f64().unwrap();
    assert!((0.6..=1.0).contains(&confidence), "{confidence}");
    let candidates = point["candidates"].as_array().unwrap();
    assert!((1..=10).contains(&candidates.len()), "{}", candidates.len());
    assert_eq!(candidates[0]["paragraph"], "ran-prisons");
    assert!(!candidates[0]["reasons"].as_array().unwrap().is_empty());
    let scores: Vec<f64> = candidates.iter().map(|one| one["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "the best comes first: {scores:?}");
    for one in candidates {
        assert!((0.0..=1.0).contains(&one["confidence"].as_f64().unwrap()), "{one}");
    }
}

#[test]
fn what_no_paragraph_answers_is_unanswered() {
    let project = Project::with("mine.yaml", &opinions::asking(opinions::UNHEARD_OF));
    opinions::write_library(&project);
    let json = project.json(["match", "mine.yaml", "--library", "small", "--format", "json"]);
    let point = &json["points"][0];
    assert_eq!(point["outcome"], "unanswered");
    assert_eq!(point["paragraphs"], Value::Array(Vec::new()));
}

/// That a paragraph is about the opinion's act says nothing about the point.
#[test]
fn a_point_that_shares_nothing_with_a_paragraph_but_the_act_is_not_answered() {
    for text in [opinions::UNHEARD_OF, "Asks for more.", "Wishes to be kept informed."] {
        let project = Project::with("mine.yaml", &opinions::asking(text));
        let points = points(&project);
        let point = &points[0];
        let is_open = point["outcome"] == "unsure" || point["outcome"] == "unanswered";
        assert!(is_open, "{text}: {} by {}", point["outcome"], point["paragraphs"]);
        assert_eq!(point["paragraphs"], Value::Array(Vec::new()));
    }
}

#[test]
fn support_for_what_no_paragraph_speaks_of_is_welcomed() {
    let text = opinions::asking(opinions::UNHEARD_OF).replace("stance: request", "stance: support");
    let project = Project::with("mine.yaml", &text);
    let point = &points(&project)[0];
    assert_eq!((&point["outcome"], &point["stance"]), (&"welcomed".into(), &"support".into()));
    assert_eq!(point["paragraphs"], Value::Array(Vec::new()));
}

#[test]
fn a_pin_is_obeyed_whatever_the_words_say() {
    let text = opinions::PINNED.replace("answer: [ran-prisons]", "answer: [sis-ii, hash-database]");
    let project = Project::with("mine.yaml", &text);
    let point = &points(&project)[0];
    assert_eq!(point["outcome"], "pinned");
    assert_eq!(point["paragraphs"], serde_json::json!(["sis-ii", "hash-database"]));
}

#[test]
fn an_excluded_paragraph_is_no_candidate() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let text = opinions::asking(text)
        .replace("stance: request", "stance: request\n    exclude: [ran-prisons]");
    let project = Project::with("mine.yaml", &text);
    let point = &points(&project)[0];
    assert!(!point.to_string().contains("ran-prisons"), "{point}");
}

#[test]
fn a_paragraph_out_of_date_is_no_candidate_but_is_named() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let text = opinions::asking(text)
        .replace("date: 2017-01-10", "date: 2018-06-01")
        .replace("C(2017) 16", "C(2018) 16");
    let project = Project::with("mine.yaml", &text);
    let points = points(&project);
    let point = &points[0];
    assert!(!point["paragraphs"].to_string().contains("ran-prisons"), "{point}");
    assert!(!point["candidates"].to_string().contains("ran-prisons"), "{point}");
    assert_ne!(point["outcome"], "answered");
    let shown = project.output(["match", "mine.yaml"], "").stdout;
    let reason = shown.lines().find(|line| line.contains("valid only until 31\u{a0}December 2017"));
    assert!(reason.is_some_and(|line| line.contains("ran-prisons")), "{shown}");
}

#[test]
fn people_see_each_point_its_answer_and_why() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let text = opinions::asking(text).replacen(
        "points:\n",
        "points:\n  - { id: pinned, text: Asks for more., answer: [sis-ii] }\n",
        1,
    );
    let project = Project::with("mine.yaml", &text);
    let output = project.output(["match", "mine.yaml"], "");
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    let (first, second) = output.stdout.split_once("\n\n").expect("a blank line between points");
    assert!(first.starts_with("pinned (concern): Asks for more.\n  pinned to sis-ii"), "{first}");
    assert!(second.starts_with(
        "prisons (request): Calls for de-radicalisation programmes for inmates in prisons and in \
         probation.\n  answered by ran-prisons ("
    ), "{second}");
    assert!(second.contains("\n    ran-prisons "), "{second}");
}

#[test]
fn an_opinion_comes_from_standard_input_too() {
    let output = Project::new().output(["match", "-"], opinions::PINNED);
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stdout.contains("pinned to ran-prisons"), "{output}");
}

#[test]
fn an_opinion_that_cannot_be_used_is_not_matched() {
    let project = Project::with("mine.yaml", &opinions::broken());
    let output = project.output(["match", "mine.yaml", "--format", "json"], "");
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{output}");
    assert!(output.stderr.contains("did you mean `ro-camera`?"), "{output}");
}

#[test]
fn thresholds_of_the_office_decide() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    project.write("strict.yaml", "thresholds: { sure: 1.0, unsure: 0.1 }\n");
    let json = project.json(["match", "mine.yaml", "--config", "strict.yaml", "--format", "json"]);
    assert_eq!(json["points"][0]["outcome"], "unsure");
    project.write("chancery.yaml", "thresholds: { sure: 1.0, unsure: 1.0 }\n");
    let json = project.json(["match", "mine.yaml", "--format", "json"]);
    assert_eq!(json["points"][0]["outcome"], "unanswered");
}

/// Two paragraphs about prisons, one for those who agree and one for those who do not, and one
/// that is out of date.
fn opposed() -> Project {
    let project = Project::new();
    let write = |id: &str, more: &str, body: &str| {
        let text = format!("---\ntitle: Prisons and probation\n{more}---\n{body}\n");
        project.write(&format!("small/security/{id}.md"), text);
    };
    write("thanks", "stances: [support]\nterms: [wardens]\n", "We are glad about prisons.");
    write("defence", "stances: [criticism, concern]\n", "We stand by our work in prisons.");
    write("rivers", "", "Rivers flow to the sea and are clean.");
    project.replace("small/security/rivers.md", "Prisons and probation", "Rivers");
    project
}

fn opposed_point(project: &Project, stance: &str) -> Value {
    let text = opinions::asking("Speaks of wardens in prisons and of probation.");
    project.write("mine.yaml", text.replace("stance: request", &format!("stance: {stance}")));
    let args = ["match", "mine.yaml", "--library", "small", "--format", "json"];
    project.json(args)["points"][0].clone()
}

#[test]
fn support_is_answered_at_half_the_risk() {
    let project = Project::new();
    opinions::write_library(&project);
    let asked = opinions::PINNED.replace("    answer: [ran-prisons]\n", "");
    let matched = |opinion: &str| {
        project.write("mine.yaml", opinion);
        let args = ["match", "mine.yaml", "--library", "small", "--format", "json"];
        project.json(args)["points"][0].clone()
    };
    let sure = matched(&asked)["confidence"].as_f64().expect("it is a number");
    project.write("chancery.yaml", format!("thresholds: {{ sure: {} }}\n", sure - 0.001));
    assert_eq!(matched(&asked)["outcome"], "answered");
    let support = matched(&asked.replace("stance: request", "stance: support"));
    assert!(support["confidence"].as_f64().expect("it is a number") > sure - 0.001);
    assert_eq!(support["outcome"], "welcomed");
}

#[test]
fn a_paragraph_for_support_does_not_answer_a_criticism_where_another_one_does() {
    let project = opposed();
    for stance in ["criticism", "concern"] {
        let point = opposed_point(&project, stance);
        assert_eq!(point["candidates"][0]["paragraph"], "defence", "{point}");
        assert_ne!(point["paragraphs"][0], "thanks", "{point}");
        assert_eq!(point["ruled_out"][0]["paragraph"], "thanks");
        assert_eq!(point["ruled_out"][0]["because"], "is for support only");
    }
    let shown = project.output(["match", "mine.yaml", "--library", "small"], "").stdout;
    assert!(shown.contains("thanks is ruled out: it is for support only"), "{shown}");
}

#[test]
fn a_paragraph_for_support_answers_support_and_nothing_else_by_itself() {
    let project = opposed();
    assert_eq!(opposed_point(&project, "support")["paragraphs"][0], "thanks");
    std::fs::remove_file(project.path("small/security/defence.md")).unwrap();
    for stance in ["criticism", "request"] {
        let point = opposed_point(&project, stance);
        assert_eq!(point["outcome"], "unsure", "{point}");
        assert_eq!(point["held_back"], "thanks is for support only");
    }
    let shown = project.output(["match", "mine.yaml", "--library", "small"], "").stdout;
    let why = "The paragraph thanks answers this point, but it is for support only.";
    assert!(shown.contains(why), "{shown}");
}

#[test]
fn what_two_paragraphs_answered_together_both_answer_again() {
    let project = Project::new();
    let asked = "Speaks of gates and of hedges.";
    let write = |id: &str, title: &str, more: &str| {
        let text = format!("---\ntitle: {title}\n{more}---\nIt is done.\n");
        project.write(&format!("small/security/{id}.md"), text);
    };
    let example = format!("examples: [{asked}]\n");
    write("gates", "Gates, doors and portals", &example);
    write("hedges", "Bushes", &example);
    write("rivers", "Rivers", "");
    project.write("mine.yaml", opinions::asking(asked));
    let args = ["match", "mine.yaml", "--library", "small", "--format", "json"];
    let paragraphs = || project.json(args)["points"][0]["paragraphs"].clone();
    assert_eq!(paragraphs(), serde_json::json!(["hedges", "gates"]));
    write("hedges", "Bushes", &format!("{example}valid: {{ until: 2016-12-31 }}\n"));
    let point = project.json(args)["points"][0].clone();
    assert_eq!(point["outcome"], "unsure", "{point}");
    assert!(point["held_back"].to_string().contains("hedges is valid only until"), "{point}");
}

#[test]
fn what_may_be_meant_and_is_out_of_date_is_named() {
    let project = opposed();
    project.write("chancery.yaml", "thresholds: { sure: 1.0 }\n");
    project.replace("small/security/thanks.md", "title:", "valid: { until: 2016-12-31 }\ntitle:");
    std::fs::remove_file(project.path("small/security/defence.md")).unwrap();
    let point = opposed_point(&project, "request");
    assert_eq!(point["outcome"], "unsure", "{point}");
    let shown = project.output(["match", "mine.yaml", "--library", "small"], "").stdout;
    assert!(
        shown.contains("thanks might answer this point, but it is valid only until"),
        "{shown}"
    );
}

#[test]
fn a_paragraph_for_critics_does_not_answer_support_where_another_one_does() {
    let project = opposed();
    project.replace("small/security/defence.md", "title:", "terms: [wardens]\ntitle:");
    project.replace("small/security/thanks.md", "terms: [wardens]", "terms: [gaols]");
    let point = opposed_point(&project, "support");
    assert_eq!(point["candidates"][0]["paragraph"], "thanks", "{point}");
    assert_eq!(point["ruled_out"][0]["because"], "is for criticism and concern only");
}

#[test]
fn what_is_out_of_date_is_ruled_out_and_says_why() {
    let project = opposed();
    project.replace("small/security/thanks.md", "title:", "valid: { until: 2016-12-31 }\ntitle:");
    let point = opposed_point(&project, "support");
    assert_eq!(point["ruled_out"][0]["paragraph"], "thanks");
    assert_eq!(point["ruled_out"][0]["because"], "is valid only until 31\u{a0}December 2016");
}

#[test]
fn programs_read_the_words_that_decided_in_both_texts() {
    let text = "Für Häftlinge: de-radicalisation of inmates in custody, and their rehabilitation.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    let point = &points(&project)[0];
    let words = |text: &Value, marks: &Value| -> Vec<String> {
        let letters: Vec<char> = text.as_str().unwrap().chars().collect();
        let at = |mark: &Value, end: usize| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
        let marks = marks.as_array().unwrap().iter();
        marks.map(|mark| letters[at(mark, 0)..at(mark, 1)].iter().collect()).collect()
    };
    let first = &point["candidates"][0];
    assert_eq!(first["paragraph"], "ran-prisons");
    let in_point = words(&point["text"], &first["passages"]["point"]);
    assert!(in_point.contains(&"rehabilitation".to_owned()), "{in_point:?}");
    let sentence = &first["passages"]["paragraph"];
    let in_paragraph = words(&sentence["text"], &sentence["marks"]);
    assert!(in_paragraph.contains(&"de-radicalisation".to_owned()), "{in_paragraph:?}");
    assert_eq!(first["lost_because"], serde_json::json!([]));
    let second = point["candidates"][1]["lost_because"][0].as_str().unwrap();
    assert!(second.starts_with("lacks “"), "{second}");
}

#[test]
fn people_see_the_sentence_that_says_it_and_why_the_next_one_lost() {
    let project = opposed();
    let point = opposed_point(&project, "request");
    assert_eq!(point["candidates"].as_array().unwrap().len(), 2);
    insta::assert_snapshot!(project.run(["match", "mine.yaml", "--library", "small"]));
}
