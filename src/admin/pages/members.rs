//! Members of staff: `/admin/staff?q=&role=&two_step=&sort=&page=` and the same as a file, `POST /admin/staff` (`email`, `role`), `POST /admin/staff/ID/role` (`role`) and `POST /admin/staff/ID/removal`.

use super::exported::exported;
use super::people::role_key;
use super::short::{self, Asked, Short, Shown, both, letters};
use crate::app::App;
use crate::calendar::Instant;
use crate::events::Email;
use crate::ids::PersonId;
use crate::people::{self, Admin, Member, NotStaffed, Role, SignedIn, Staff, Support};
use crate::web::{Error, Page, Refusals, SeeOther, csv, filters};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "admin/members.html", blocks = ["list"])]
pub struct MembersPage {
    pub shown: Shown<Member>,
    /// Whoever looks.
    pub own: PersonId,
    pub may: bool,
    /// Without it the pages of staff stay closed.
    pub needs_two_step: bool,
    pub email: String,
    pub role: String,
    pub errors: Refusals,
}

impl MembersPage {
    fn roles(&self) -> [Role; 3] {
        Role::ALL
    }

    fn is_typed(&self, role: &Role) -> bool {
        self.role == role.word()
    }

    /// Whose role whoever looks may change.
    fn may_change(&self, member: &Member) -> bool {
        self.may && member.id != self.own
    }
}

static LIST: Short<Member> = Short {
    filters: &[
        ("role", |member, wanted| member.role.word() == wanted),
        ("two_step", |member, wanted| two_step(member) == wanted),
    ],
    text: |member| format!("{} {}", member.name, member.email.as_deref().unwrap_or_default()),
    orders: both!(down "role", up "name", down "seen"),
    by: |column, a, b| match column {
        "name" => letters(&a.name, &b.name),
        "seen" => a.last_seen_at.cmp(&b.last_seen_at),
        _ => a.role.cmp(&b.role),
    },
};

/// As in the address.
fn two_step(member: &Member) -> &'static str {
    if member.two_step_since.is_some() { "on" } else { "off" }
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    asked: web::Query<Asked>,
) -> Result<Page<MembersPage>, Error> {
    let typed = Invited { email: String::new(), role: Role::Support.word().to_owned() };
    let page = screen(&app, &staff.who, &asked, typed, Refusals::none()).await?;
    Ok(Page::new(page).block("members", |page, values| page.as_list().render_with_values(values)))
}

async fn screen(
    app: &App,
    who: &SignedIn,
    asked: &Asked,
    typed: Invited,
    errors: Refusals,
) -> Result<MembersPage, Error> {
    let members = app.db.read(async |conn| people::members(conn).await).await?;
    Ok(MembersPage {
        shown: LIST.shown("/admin/staff", asked, members),
        own: who.person,
        may: who.role >= Some(Role::Admin),
        needs_two_step: app.config.staff_two_step && !app.clock.is_demo(),
        email: typed.email,
        role: typed.role,
        errors,
    })
}

pub async fn file(app: web::Data<App>, staff: Staff<Support>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "staff").await?;
    let members = app.db.read(async |conn| people::members(conn).await).await?;
    let members = LIST.narrowed(&LIST.listing("/admin/staff", &asked), members);
    let head = ["person", "name", "email", "role", "two_step_since", "last_seen_at"];
    Ok(short::file("staff", &head, members.iter().map(line)))
}

fn line(member: &Member) -> String {
    let at = |at: Option<Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    csv::line(&[
        &member.id.to_string(),
        &member.name,
        member.email.as_deref().unwrap_or_default(),
        member.role.word(),
        &at(member.two_step_since),
        &at(member.last_seen_at),
    ])
}

#[derive(Deserialize)]
pub struct Invited {
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
}

type Answer = Result<Either<SeeOther, Page<MembersPage>>, Error>;

pub async fn invite(app: web::Data<App>, staff: Staff<Admin>, form: web::Form<Invited>) -> Answer {
    let typed = form.into_inner();
    let mut errors = Refusals::none();
    let email: Option<Email> = typed.email.trim().parse().ok();
    let role = Role::from_word(&typed.role);
    if email.is_none() {
        errors.add("email", "wrong-email");
    }
    if role.is_none() {
        errors.add("role", "wrong-role");
    }
    let (Some(email), Some(role)) = (email, role) else {
        return Ok(Either::Right(Page::refused(screen(&app, &staff.who, &Asked::new(), typed, errors).await?)));
    };
    let invited = app.db.write_again(lost, async |tx| people::invite(tx, &staff, &email, role).await).await;
    match invited {
        Ok(_) => Ok(Either::Left(SeeOther::to("/admin/staff").flash("flash-staff-invited"))),
        Err(refusal) => {
            let field = if matches!(refusal, NotStaffed::NoAdmin) { "" } else { "email" };
            let errors = Refusals::one(field, refused(refusal)?);
            Ok(Either::Right(Page::refused(screen(&app, &staff.who, &Asked::new(), typed, errors).await?)))
        }
    }
}

fn lost(refusal: &NotStaffed) -> bool {
    matches!(refusal, NotStaffed::Fault(fault) if fault.is_race())
}

fn refused(refusal: NotStaffed) -> Result<&'static str, Error> {
    match refusal {
        NotStaffed::Own => Ok("wrong-staff-own"),
        NotStaffed::Already => Ok("wrong-staff-already"),
        NotStaffed::Gone => Ok("wrong-staff-gone"),
        NotStaffed::NoAdmin => Ok("wrong-staff-no-admin"),
        NotStaffed::Fault(fault) => Err(fault.into()),
    }
}

#[derive(Deserialize)]
pub struct Moved {
    #[serde(default)]
    role: String,
}

pub async fn change_role(
    app: web::Data<App>,
    staff: Staff<Admin>,
    id: web::Path<String>,
    form: web::Form<Moved>,
) -> Answer {
    let person: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let Some(role) = Role::from_word(&form.role) else { return decided(&app, &staff, Err("wrong-role"), "").await };
    let changed = app.db.write_again(lost, async |tx| people::change_role(tx, &staff, person, role).await).await;
    let changed = changed.map(|_| ()).map_err(refused);
    match changed {
        Ok(()) => decided(&app, &staff, Ok(()), "flash-staff-moved").await,
        Err(key) => decided(&app, &staff, Err(key?), "").await,
    }
}

pub async fn remove(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Answer {
    let person: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let removed = app.db.write_again(lost, async |tx| people::dismiss(tx, &staff, person).await).await;
    match removed.map_err(refused) {
        Ok(()) => decided(&app, &staff, Ok(()), "flash-staff-removed").await,
        Err(key) => decided(&app, &staff, Err(key?), "").await,
    }
}

async fn decided(app: &App, staff: &Staff<Admin>, done: Result<(), &'static str>, flash: &'static str) -> Answer {
    match done {
        Ok(()) => Ok(Either::Left(SeeOther::to("/admin/staff").flash(flash))),
        Err(key) => {
            let typed = Invited { email: String::new(), role: Role::Support.word().to_owned() };
            Ok(Either::Right(Page::refused(
                screen(app, &staff.who, &Asked::new(), typed, Refusals::one("", key)).await?,
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn members_of_staff_are_listed() {
        let member = |n: u128, name: &str, role, expected: bool| Member {
            id: PersonId(uuid::Uuid::from_u128(n)),
            name: name.into(),
            email: Some(format!("{n}@house.example")),
            role,
            two_step_since: (!expected).then(|| at("2026-04-03T05:00:00Z")),
            last_seen_at: (!expected).then(|| at("2026-04-15T09:00:00Z")),
            is_expected: expected,
        };
        let members = vec![
            member(1, "Dana Akhmetova", Role::Admin, false),
            member(2, "Boris Kim", Role::Finance, false),
            member(3, "new", Role::Support, true),
        ];
        let mut page = MembersPage {
            own: members[0].id,
            shown: LIST.shown("/admin/staff", &Asked::new(), members),
            may: true,
            needs_two_step: true,
            email: "new@house.example".into(),
            role: "finance".into(),
            errors: Refusals::none(),
        };
        show("admin-staff", "/admin/staff", Looks::Staff, &page);
        page.errors = Refusals::one("email", "wrong-email");
        page.errors.add("role", "wrong-role");
        for key in ["wrong-staff-own", "wrong-staff-already", "wrong-staff-gone", "wrong-staff-no-admin"] {
            page.errors.add("", key);
        }
        page.needs_two_step = false;
        show("admin-staff-refused", "/admin/staff", Looks::Staff, &page);
        page.may = false;
        show("admin-staff-support", "/admin/staff", Looks::Staff, &page);
    }
}
