//! Stand-in for `monev::session::wire::Desk`.
use monev::expr::VarId;
use monev::model::answer::{Raw, RawField};
use monev::model::{CheckOrigin, ItemId, ItemKind, VarKind};
use monev::rules::{Problem, Recorded, RowPath, Sheet};
use monev::session::{Change, Form, Inputs, Place, RowKey, Session};
use monev::value::{Date, Decimal, Special, State, Value};
use serde_json::{Map, Value as J, json};
use std::sync::Arc;

pub struct Desk {
    form: Arc<Form>,
    session: Option<Session>,
    head: Map<String, J>,
}

fn raw(j: &J) -> Raw {
    match j {
        J::Null => Raw::Null,
        J::Bool(b) => Raw::Bool(*b),
        J::Number(n) => Raw::Number(n.to_string().into()),
        J::String(s) => Raw::Text(s.as_str().into()),
        J::Array(a) => Raw::List(a.iter().map(raw).collect()),
        J::Object(o) => Raw::Object(o.iter().map(|(k, v)| RawField::new(k, raw(v))).collect()),
    }
}

impl Desk {
    pub fn new(form: Arc<Form>) -> Self {
        Self { form, session: None, head: Map::new() }
    }

    pub fn answer(&mut self, text: &str) -> String {
        let Ok(q) = serde_json::from_str::<J>(text) else { return no("json") };
        match self.run(&q) {
            Ok(j) => j.to_string(),
            Err(e) => no(&e),
        }
    }

    fn start(&mut self, q: &J) {
        let i = &self.form.instrument;
        let rec = &q["record"];
        let today = q["today"].as_str().or(rec["today"].as_str()).and_then(Date::parse);
        let mut inputs = Inputs { today, ..Inputs::default() };
        inputs.language = q["language"].as_str().and_then(|l| i.language(l));
        let prev = if q["prev"].is_object() { &q["prev"] } else { &rec["prev"] };
        if let Some(prev) = prev.as_object() {
            let mut sheet =
                Sheet { columns: vec![Vec::new(); i.vars.len()], rosters: vec![Vec::new(); i.rosters.len()] };
            for (n, v) in prev {
                let Some(at) = i.vars.iter().position(|x| &*x.name == n.as_str()) else { continue };
                let text = v.as_str().map_or_else(|| v.to_string(), str::to_owned);
                if let (VarKind::Score(_), Some(d)) = (i.vars[at].kind, Decimal::parse(&text)) {
                    sheet.columns[at] = vec![Recorded::Value(Value::Num(d))];
                }
            }
            inputs.previous = Some(sheet);
        }
        let mut s = Session::start(self.form.clone(), inputs);
        fill(&mut s, "", &rec["answers"]);
        self.head = Map::new();
        for k in ["case", "wave", "today", "prev"] {
            for j in [rec, q] {
                if !j[k].is_null() {
                    self.head.insert(k.into(), j[k].clone());
                }
            }
        }
        self.session = Some(s);
    }

    fn run(&mut self, q: &J) -> Result<J, String> {
        let op = q["op"].as_str().unwrap_or("");
        if op == "start" || self.session.is_none() {
            self.start(q);
            return Ok(self.everything());
        }
        let s = self.session.as_mut().ok_or("none")?;
        let at = q["at"].as_str().unwrap_or("");
        let place = s.place(at);
        let e = |r: monev::session::Refused| r.message().en.to_string();
        let mut extra = Map::new();
        match op {
            "state" => return Ok(self.everything()),
            "set" => {
                let a = &q["answer"];
                let p = place.ok_or("no place")?;
                match a["special"].as_str() {
                    Some(x) => s.set_special(
                        p,
                        match x {
                            "dont_know" => Special::DontKnow,
                            "refused" => Special::Refused,
                            _ => Special::NotApplicable,
                        },
                    ),
                    None => s.set(p, &raw(a)),
                }
                .map_err(e)?;
            }
            "clear" => {
                s.clear(place.ok_or("no place")?).map_err(e)?;
            }
            "add_row" => {
                let k =
                    s.add_row(s.place(q["roster"].as_str().unwrap_or("")).ok_or("no place")?).map_err(e)?;
                extra.insert("at".into(), json!(s.row_path(k)));
            }
            "remove_row" => {
                let k = s.row(at).ok_or("no row")?;
                s.remove_row(k).map_err(e)?;
            }
            "move_row" => {
                let k = s.row(at).ok_or("no row")?;
                s.move_row(k, q["to"].as_u64().unwrap_or(1) as u32).map_err(e)?;
            }
            "confirm" => {
                s.confirm(place.ok_or("no place")?, check(&q["check"]), q["reason"].as_str().unwrap_or(""))
                    .map_err(e)?;
            }
            "unconfirm" => {
                s.unconfirm(place.ok_or("no place")?, check(&q["check"])).map_err(e)?;
            }
            "language" => {
                let l = self
                    .form
                    .instrument
                    .language(q["language"].as_str().unwrap_or(""))
                    .ok_or("no language")?;
                s.set_language(l).map_err(e)?;
                return Ok(self.everything());
            }
            "undo" => {
                s.undo().map_err(e)?;
                extra.insert("at".into(), json!(s.at().and_then(|p| s.path(p))));
            }
            "redo" => {
                s.redo().map_err(e)?;
                extra.insert("at".into(), json!(s.at().and_then(|p| s.path(p))));
            }
            "next" => {
                let n = s.next_open(q["after"].as_str().and_then(|a| s.place(a)));
                return Ok(json!({"ok": true, "at": n.and_then(|p| s.path(p))}));
            }
            "draft" => return Ok(json!({"ok": true, "record": self.record()})),
            "finish" => {
                return Ok(match s.finish() {
                    Ok(_) => json!({"ok": true, "record": self.record()}),
                    Err(ps) => {
                        json!({"ok": true, "problems": ps.iter().map(|p| { let pl = s.place_of(p.item, p.row); let mut j = problem(s, p); j["at"] = json!(s.path(pl)); j }).collect::<Vec<_>>()})
                    }
                });
            }
            "why" => {
                return Ok(match at.strip_prefix("score.") {
                    Some(n) => {
                        let i = &self.form.instrument;
                        let id = i
                            .scores
                            .ids()
                            .find(|id| i.scores.get(*id).is_some_and(|x| &*x.id == n))
                            .ok_or("no score")?;
                        let (d, r) = s.links_of_score(id);
                        json!({"ok": true, "why": {"at": at, "score": s.why_score(id), "depends_on": d, "read_by": r}})
                    }
                    None => json!({"ok": true, "why": s.why(place.ok_or("no place")?)}),
                });
            }
            "test" => return Ok(json!({"ok": true, "test": format!("- test: {}\n", q["name"])})),
            _ => return Err(format!("no op {op}")),
        }
        let s = self.session.as_ref().ok_or("none")?;
        let mut places: Vec<Place> = s.changes().iter().filter_map(|c| c.place()).collect();
        places.sort();
        places.dedup();
        let mut list: Vec<J> = places.iter().filter_map(|p| entry(s, *p)).collect();
        list.extend(
            s.changes()
                .iter()
                .filter_map(|c| if let Change::Score(id) = c { Some(*id) } else { None })
                .map(|id| score(s, id)),
        );
        Ok(with(s, list, extra))
    }

    fn everything(&self) -> J {
        let Some(s) = &self.session else { return J::Null };
        let i = &self.form.instrument;
        let mut list = Vec::new();
        for (id, item) in i.items.iter() {
            for row in 0..s.outcome().row_count(item.home) {
                list.extend(entry(s, s.place_of(id, row)));
            }
        }
        list.extend(i.scores.ids().map(|id| score(s, id)));
        let mut extra = Map::new();
        extra.insert("language".into(), json!(i.languages[s.record().language].to_string()));
        with(s, list, extra)
    }

    fn record(&self) -> J {
        let Some(s) = &self.session else { return J::Null };
        let i = &self.form.instrument;
        let mut out = Map::new();
        out.insert("instrument".into(), json!(&*i.id));
        out.insert("version".into(), json!(i.version.to_string()));
        out.extend(self.head.clone());
        out.insert("answers".into(), J::Object(answers(s, None, RowKey::RECORD)));
        J::Object(out)
    }
}

fn no(t: &str) -> String {
    json!({"ok": false, "error": {"code": "refused", "message": {"id": t, "en": t}}}).to_string()
}
fn check(j: &J) -> CheckOrigin {
    match j.as_str() {
        Some("min") => CheckOrigin::Min,
        Some("max") => CheckOrigin::Max,
        _ => CheckOrigin::Author(j.as_u64().or(j.as_str().and_then(|x| x.parse().ok())).unwrap_or(0) as u32),
    }
}
fn fill(s: &mut Session, prefix: &str, j: &J) {
    for (n, v) in j.as_object().into_iter().flatten() {
        let path = format!("{prefix}{n}");
        let Some(p) = s.place(&path) else { continue };
        if s.is_roster(p.item) {
            for row in v.as_array().into_iter().flatten() {
                if let Ok(k) = s.add_row(p) {
                    if let Some(at) = s.row_path(k) {
                        fill(s, &format!("{at}."), row);
                    }
                }
            }
        } else {
            let _ = s.set(p, &raw(v));
        }
    }
}
fn answers(s: &Session, home: Option<monev::value::RosterId>, row: RowKey) -> Map<String, J> {
    let i = &s.form().instrument;
    let mut out = Map::new();
    for (id, item) in i.items.iter().filter(|(_, x)| x.home == home) {
        let p = Place { item: id, row };
        match &item.kind {
            ItemKind::Question(_) => {
                if s.is_asked(p) {
                    if let Some(v) = value(s, p) {
                        out.insert(item.id.to_string(), v);
                    }
                }
            }
            ItemKind::Roster(r) => {
                let rows: Vec<J> =
                    s.rows(p).into_iter().map(|k| J::Object(answers(s, Some(*r), k))).collect();
                if !rows.is_empty() {
                    out.insert(item.id.to_string(), J::Array(rows));
                }
            }
            _ => {}
        }
    }
    out
}
fn value(s: &Session, p: Place) -> Option<J> {
    let i = &s.form().instrument;
    let (_, q) = i.question(p.item)?;
    match s.recorded(p) {
        Recorded::Value(v) => Some(q.ty.write_json(v, q.ty.list().and_then(|l| i.list(l)))),
        Recorded::Special(x) => Some(
            json!({"special": match x { Special::DontKnow => "dont_know", Special::Refused => "refused", Special::NotApplicable => "not_applicable" }}),
        ),
        Recorded::Unreadable(_) => Some(match s.typed(p) {
            Some(Raw::Text(t)) => json!(&**t),
            Some(Raw::Number(t)) => json!(&**t),
            _ => json!("?"),
        }),
        _ => {
            let c = s.cell(p)?;
            (c.state == State::Answered)
                .then(|| q.ty.write_json(&c.value, q.ty.list().and_then(|l| i.list(l))))
        }
    }
}
fn entry(s: &Session, p: Place) -> Option<J> {
    let i = &s.form().instrument;
    let item = i.items.get(p.item)?;
    let mut j = json!({"at": s.path(p)?, "asked": s.is_asked(p)});
    if p.row != RowKey::RECORD {
        j["key"] = json!(p.row.0);
    }
    if item.label.as_ref().is_some_and(|l| l.has_pipes()) {
        j["label"] = json!(s.label(p));
    }
    match &item.kind {
        ItemKind::Question(q) => {
            j["required"] = json!(s.is_required(p));
            j["value"] = json!(value(s, p));
            j["shown"] = json!(s.shown(p));
            j["state"] = json!(match s.cell(p).map(|c| c.state) {
                Some(State::Answered) => "answered",
                Some(State::DontKnow) => "dont_know",
                Some(State::Refused) => "refused",
                Some(State::Invalid) => "invalid",
                Some(State::MarkedNotApplicable) => "not_applicable",
                _ => "unanswered",
            });
            j["problems"] = problems(s, p);
            if q.choices_where.is_some() {
                if let Some(l) = q.ty.list() {
                    let l = i.list(l)?;
                    j["choices"] = s
                        .offered(p)
                        .into_iter()
                        .filter_map(|n| l.list.choice(n))
                        .map(|c| json!(&*c.code))
                        .collect();
                }
            }
        }
        ItemKind::Calc(_) => {
            j["shown"] = json!(s.shown(p));
            j["value"] = json!(s.shown(p));
        }
        ItemKind::Roster(_) => {
            j["problems"] = problems(s, p);
            j["rows"] = s
                .rows(p)
                .into_iter()
                .enumerate()
                .map(|(n, k)| json!({"key": k.0, "number": n + 1, "label": s.row_label(k)}))
                .collect();
        }
        _ => {}
    }
    Some(j)
}
fn problem(s: &Session, p: &Problem) -> J {
    let c = p.kind.check();
    let c = c.parse::<u32>().map_or_else(|_| json!(c), |n| json!(n));
    json!({"check": c, "level": p.level.word(), "message": p.text(&s.view())})
}
fn problems(s: &Session, at: Place) -> J {
    let mut list: Vec<J> = s.problems_at(at).iter().map(|p| problem(s, p)).collect();
    list.extend(s.confirmed_at(at).iter().map(|c| {
        let mut j = problem(s, &c.problem);
        j["confirmed"] = json!(&*c.reason);
        j
    }));
    J::Array(list)
}
fn score(s: &Session, id: monev::model::ScoreId) -> J {
    let i = &s.form().instrument;
    let sc = &i.scores[id];
    let o = s.outcome();
    let cell = |v: Option<VarId>| v.map(|v| (v, o.cell(v, 0))).filter(|(_, c)| !c.value.is_missing());
    let show = |v: Option<VarId>| {
        cell(v).map(|(v, c)| s.view().value(&c.value, &i.vars[v.0 as usize].ty, monev::rules::meaning(i, v)))
    };
    let num =
        cell(sc.var).map(|(_, c)| if let Value::Num(n) = &c.value { n.to_string() } else { String::new() });
    let band = cell(sc.band_var).and_then(|(_, c)| {
        if let (Value::Choice(n), Some(l)) = (&c.value, sc.band_list) {
            i.list(l)?.list.choice(*n).map(|c| c.code.to_string())
        } else {
            None
        }
    });
    json!({"at": format!("score.{}", sc.id), "asked": o.score_asked(id), "value": num, "shown": show(sc.var), "band": band, "band_shown": show(sc.band_var)})
}
fn with(s: &Session, list: Vec<J>, extra: Map<String, J>) -> J {
    let p = s.progress();
    let mut j = json!({"ok": true, "changes": list, "progress": {"asked": p.asked, "answered": p.answered, "required_open": p.required_open, "errors": p.errors - p.required_open.min(p.errors), "warnings": p.warnings}, "can_undo": s.can_undo(), "can_redo": s.can_redo()});
    for (k, v) in extra {
        j[k] = v;
    }
    j
}
#[allow(dead_code)]
fn unused(_: ItemId, _: RowPath) {}
