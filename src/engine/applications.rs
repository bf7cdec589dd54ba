//! Applications: each change is an entry of the log, and what is shown is the fold of those that stand.

use super::sync::Changed;
use super::{Error, Home, Result, Writer, mint};
use crate::model::{
    Application, ApplicationChange, Deed, Entry, EntryId, What,
    application::{Field, Fields, Turn, fold},
    name::{Found, find, normalise},
};
use crate::store::Store;
use crate::tracker::{self, parse::Rules, parts};

/// The block of a tracker that has no application table yet.
const TABLE: &str = "## Application Tracker\n\n| Company | Role | Status | Next Step | Date |\n\
    |---------|------|--------|-----------|------|\n";

impl Home {
    /// The applications in use, in the order in which they were first seen.
    pub fn applications(&self) -> Result<Vec<Application>> {
        let mut all = self.store.applications()?;
        all.retain(|one| !one.parked);
        Ok(all)
    }

    /// The application of a typed company and role.
    ///
    /// Names are matched in any case, whole or by a unique part; the role may be left out where there is one only.
    pub fn application(&self, company: &str, role: Option<&str>) -> Result<Application> {
        let mut all = self.applications_of(company, role)?;
        match all.len() {
            1 => Ok(all.remove(0)),
            _ => {
                let typed = all.first().map_or(company, |one| &one.fields[Field::Company]).to_owned();
                let found = all.iter().map(|one| one.fields[Field::Role].clone()).collect();
                Err(Error::Several { what: "role", typed, found })
            }
        }
    }

    /// The applications of a typed company, or the one of a typed company and role; never none.
    pub fn applications_of(&self, company: &str, role: Option<&str>) -> Result<Vec<Application>> {
        let all = self.applications()?;
        let mut companies: Vec<&str> = Vec::new();
        for one in &all {
            let name = one.fields[Field::Company].as_str();
            if !companies.iter().any(|known| normalise(known) == normalise(name)) {
                companies.push(name);
            }
        }
        let company = normalise(companies[found("company", company, &companies)?]);
        let mut of_company: Vec<Application> =
            all.iter().filter(|one| normalise(&one.fields[Field::Company]) == company).cloned().collect();
        let Some(role) = role else { return Ok(of_company) };
        let roles: Vec<&str> = of_company.iter().map(|one| one.fields[Field::Role].as_str()).collect();
        let at = found("role", role, &roles)?;
        Ok(vec![of_company.swap_remove(at)])
    }

    /// What was ever changed in an application and still stands, oldest first.
    pub fn application_history(&self, id: &str) -> Result<Vec<(Entry, ApplicationChange)>> {
        let mut history = live_changes(&self.store)?;
        history.retain(|(_, change)| change.id == id);
        Ok(history)
    }
}

impl Home {
    /// Adds an application table to a tracker that has none, at its end and in its line endings.
    pub fn add_application_table(&self) -> Result<Changed> {
        let (topics, ignore) = self.config.tracker_rules();
        let rules = Rules { topics, ignore };
        self.change_tracker(|file| {
            if !parts::parse(&file.bytes, &rules).applications.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![tracker::patch::append_block(&file.bytes, TABLE)])
        })
    }
}

fn found(what: &'static str, typed: &str, names: &[&str]) -> Result<usize> {
    let named = |all: Vec<usize>| all.into_iter().map(|at| names[at].to_owned()).collect();
    match find(typed, names) {
        Found::One(at) => Ok(at),
        Found::Several(all) => Err(Error::Several { what, typed: typed.to_owned(), found: named(all) }),
        Found::None(near) => Err(Error::Unknown { what, typed: typed.to_owned(), near: named(near) }),
    }
}

/// Every change of an application that stands, oldest first.
pub(super) fn live_changes(store: &Store) -> Result<Vec<(Entry, ApplicationChange)>> {
    let mut live = Vec::new();
    for entry in store.application_entries()? {
        if let What::Deed { deed: Deed::Application | Deed::Found, detail, .. } = &entry.what
            && store.is_live(entry.id)?
        {
            let change = ApplicationChange::from_json(detail);
            live.push((entry, change));
        }
    }
    Ok(live)
}

/// Whether anything that was ever said of an application stands.
pub(super) fn is_live(store: &Store, id: &str) -> Result<bool> {
    for entry in store.application_entries()? {
        if let What::Deed { deed: Deed::Application | Deed::Found, detail, .. } = &entry.what
            && detail["application"] == *id
            && store.is_live(entry.id)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Folds an application anew from the log; one of which nothing stands is put away.
pub(super) fn refold(store: &Store, id: &str) -> Result<()> {
    let changes = live_changes(store)?;
    let of_this = changes.iter().map(|(_, change)| change).filter(|change| change.id == id);
    let Some(mut application) = store.application(id)? else { return Ok(()) };
    match fold(of_this) {
        Some((fields, parked)) => (application.fields, application.parked) = (fields, parked),
        None => application.parked = true,
    }
    Ok(store.put_application(&application, true)?)
}

/// The applications that are not what the log says.
pub(super) fn misfolded(store: &Store) -> Result<Vec<Application>> {
    let changes = live_changes(store)?;
    let mut wrong = store.applications()?;
    wrong.retain(|one| {
        let folded = fold(changes.iter().map(|(_, change)| change).filter(|change| change.id == one.id));
        match folded {
            Some((fields, parked)) => (&fields, parked) != (&one.fields, one.parked),
            None => !one.parked,
        }
    });
    Ok(wrong)
}

impl Writer<'_> {
    /// Adds an application with some of its fields, or takes one that was put away back into use.
    ///
    /// Refused when it is in use already.
    pub fn add_application(&self, fields: &[(Field, String)]) -> Result<(EntryId, ApplicationChange)> {
        let said = |wanted: Field| fields.iter().find(|(field, _)| *field == wanted).map_or("", |(_, text)| text);
        let name = (normalise(said(Field::Company)), normalise(said(Field::Role)));
        self.store.transaction(|store| {
            let known = store
                .applications()?
                .into_iter()
                .find(|one| (normalise(&one.fields[Field::Company]), normalise(&one.fields[Field::Role])) == name);
            let application = match known {
                Some(known) if !known.parked => {
                    return Err(Error::Refused(format!("{} is in the list already", known.name())));
                }
                Some(known) => known,
                None => begin(store, said(Field::Company), said(Field::Role))?,
            };
            self.write_change(application, fields, Some(false), Deed::Application)
        })
    }

    /// Changes fields of an application; nothing is written when they say so already.
    pub fn set_application(
        &self,
        id: &str,
        fields: &[(Field, String)],
    ) -> Result<Option<(EntryId, ApplicationChange)>> {
        self.store.transaction(|store| {
            let application = present(store, id)?;
            let differs = fields.iter().any(|(field, text)| application.fields[*field] != parts::as_cell(text));
            differs.then(|| self.write_change(application, fields, None, Deed::Application)).transpose()
        })
    }

    /// Adds a remark to those of an application.
    pub fn note_application(&self, id: &str, text: &str) -> Result<(EntryId, ApplicationChange)> {
        self.store.transaction(|store| {
            let application = present(store, id)?;
            let note = match application.fields[Field::Note].as_str() {
                "" => text.to_owned(),
                before => format!("{before}; {text}"),
            };
            self.write_change(application, &[(Field::Note, note)], None, Deed::Application)
        })
    }

    /// Puts an application away, with its history kept.
    pub fn park_application(&self, id: &str) -> Result<(EntryId, ApplicationChange)> {
        self.store.transaction(|store| self.write_change(present(store, id)?, &[], Some(true), Deed::Application))
    }

    /// Appends what changes and folds it into the application.
    pub(super) fn write_change(
        &self,
        mut application: Application,
        fields: &[(Field, String)],
        parked: Option<bool>,
        deed: Deed,
    ) -> Result<(EntryId, ApplicationChange)> {
        let is_blank = application.fields == Fields::default();
        if parked == Some(false) && !is_blank && !is_live(self.store, &application.id)? {
            // Whatever it was before was taken back: it begins anew.
            application.fields = Fields::default();
        }
        let mut turns: Vec<Turn> = Vec::new();
        for (field, is) in fields {
            // As a cell of the table would say it, so that what is read back is what was meant.
            let is = parts::as_cell(is);
            let was = std::mem::replace(&mut application.fields[*field], is.clone());
            if was != is {
                turns.push(Turn { field: *field, was, is });
            }
        }
        application.parked = parked.unwrap_or(application.parked);
        let (company, role) = (application.fields[Field::Company].clone(), application.fields[Field::Role].clone());
        let change = ApplicationChange { id: application.id.clone(), company, role, turns, parked };
        let what = What::Deed { deed, item: None, grade: None, seconds: 0, detail: change.to_json() };
        let entry = mint::entry(self, what)?;
        self.store.append(&entry)?;
        self.store.put_application(&application, true)?;
        Ok((entry.id, change))
    }
}

/// An application that is in use; another process may have removed it.
fn present(store: &Store, id: &str) -> Result<Application> {
    let gone = || Error::Refused("the application was removed by another process a moment ago".to_owned());
    store.application(id)?.filter(|one| !one.parked).ok_or_else(gone)
}

/// An application of which nothing is known yet but whom it will be about.
pub(super) fn begin(store: &Store, company: &str, role: &str) -> Result<Application> {
    let id = mint::application_id(store, company, role)?;
    Ok(Application { id, parked: true, ..Application::default() })
}
