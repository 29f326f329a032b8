//! Who lives in the demo's world. Names are made up; addresses end in `.example`, which nobody owns (RFC 2606).

pub(super) mod guests;

/// Somebody with a company. Days count back from the day on which the demo begins.
pub(super) struct Customer {
    /// The billing system's id of the company, and the host of its addresses.
    pub company: &'static str,
    pub company_name: &'static str,
    pub tax_id: &'static str,
    pub name: &'static str,
    pub login: &'static str,
    pub country: &'static str,
    pub registered: u32,
    pub came: Came,
    pub pays: Pays,
}

/// How somebody came.
#[derive(Clone, Copy)]
pub(super) enum Came {
    Alone,
    /// By a click on the link with this code; the link may have carried a sub-id.
    Link(&'static str, Option<&'static str>),
    /// By typing this code.
    Code(&'static str),
}

/// Every 30 days, the first time so many days before the demo begins.
#[derive(Clone, Copy)]
pub(super) struct Pays {
    pub first: u32,
    pub times: u32,
    /// Tenge for the plan each time, and for scanning each third time.
    pub plan: u32,
    pub scanning: u32,
}

pub(super) const NEVER: Pays = Pays { first: 0, times: 0, plan: 0, scanning: 0 };

pub(super) const AMINA: &str = "ARBA7KZT";
pub(super) const IRYNA: &str = "VY5HYVAN";
pub(super) const OLIVER: &str = "GRANT2DA";

pub(super) const SOFIA: &str = "MARN7CAF";
pub(super) const MARKO: &str = "HSTNG4UA";
pub(super) const OKSANA: &str = "RUDNK5UA";

pub(super) const REFERRER: &str = "altyn-arba";
pub(super) const INVITEE: &str = "silk-road-media";
/// Of the one whose companies get discounts.
pub(super) const OWNER: &str = "marin-estudio";
pub(super) const SECOND_COMPANY: (&str, &str) = ("faro-libros", "Faro Libros S.L.");
/// Earns cash.
pub(super) const PARTNER: &str = "webmaster-ua";
pub(super) const SECOND_PARTNER: &str = "kolo-studio";
pub(super) const STAFF: (&str, &str) = ("Сәуле Ибраимова", "saule@beckon.example");
pub(super) const SUPPORT: (&str, &str) = ("Mark Evans", "mark@beckon.example");
pub(super) const FINANCE: (&str, &str) = ("Ганна Мороз", "hanna@beckon.example");

/// Whom the demo's visitor may be: role, name, and what they are.
pub(super) fn players() -> [(&'static str, &'static str, &'static str); 5] {
    let named = |company: &str| {
        let customer = CUSTOMERS.iter().find(|customer| customer.company == company);
        customer.map_or(("", ""), |customer| (customer.name, customer.company_name))
    };
    let [referrer, owner, partner, invitee] = [REFERRER, OWNER, PARTNER, INVITEE].map(named);
    [
        ("referrer", referrer.0, referrer.1),
        ("owner", owner.0, owner.1),
        ("partner", partner.0, partner.1),
        ("invitee", invitee.0, invitee.1),
        ("staff", STAFF.0, "admin"),
    ]
}

impl Customer {
    pub fn email(&self) -> String {
        format!("{}@{}.example", self.login, self.company)
    }

    /// The billing system's id of the person.
    pub fn person(&self) -> String {
        format!("{}.{}", self.login, self.company)
    }
}

const fn pays(first: u32, times: u32, plan: u32, scanning: u32) -> Pays {
    Pays { first, times, plan, scanning }
}

const fn link(sub: &'static str) -> Came {
    Came::Link(AMINA, Some(sub))
}

type Row = ((&'static str, &'static str, &'static str), (&'static str, &'static str, &'static str), (u32, Came, Pays));

const fn customer(
    ((company, company_name, tax_id), (name, login, country), (registered, came, pays)): Row,
) -> Customer {
    Customer { company, company_name, tax_id, name, login, country, registered, came, pays }
}

macro_rules! cast {
    ($($row:expr),* $(,)?) => { &[$(customer($row)),*] };
}

#[rustfmt::skip]
pub(super) const CUSTOMERS: &[Customer] = cast![
    (("altyn-arba", "«Алтын Арба» ЖШС", "140240011203"), ("Әмина Серікова", "amina", "KZ"), (380, Came::Alone, NEVER)),
    (("dala-logistics", "«Дала Логистика» ЖШС", "090540012877"), ("Бауыржан Тілеуов", "bauyrzhan", "KZ"), (352, link("telegram"), pays(345, 12, 120_000, 45_000))),
    (("vyshyvanka", "ТОВ «Вишиванка»", "38812045"), ("Ірина Коваленко", "iryna", "UA"), (331, link("site"), pays(323, 11, 60_000, 0))),
    (("sever-trade", "ТОО «Север Трейд»", "110640007312"), ("Сергей Ким", "sergey", "KZ"), (310, Came::Code(AMINA), pays(304, 10, 90_000, 30_000))),
    (("grant-daughters", "Grant & Daughters Ltd", "GB 218 4471 03"), ("Oliver Grant", "oliver", "GB"), (288, link("site"), pays(283, 10, 75_000, 0))),
    (("nur-pharmacy", "«Нұр Аптека» ЖШС", "150340019954"), ("Айгүл Нұрланова", "aigul", "KZ"), (266, link("whatsapp"), pays(252, 9, 48_000, 15_000))),
    (("karpaty-soft", "ТОВ «Карпати Софт»", "41207366"), ("Тарас Мельник", "taras", "UA"), (244, link("telegram"), pays(240, 8, 150_000, 0))),
    (("aq-bosaga", "«Ақ Босаға» ЖК", "830412401177"), ("Гүлнар Оспанова", "gulnar", "KZ"), (221, link("whatsapp"), pays(218, 7, 36_000, 0))),
    (("sokolov", "ИП Соколов", "790915300244"), ("Дмитрий Соколов", "dmitry", "KZ"), (205, link("site"), NEVER)),
    (("northwind", "Northwind Bakery", "GB 330 1290 57"), ("Emma Walsh", "emma", "GB"), (187, link("site"), pays(185, 6, 42_000, 12_000))),
    (("zhas-orken", "«Жас Өркен» ЖШС", "170740022631"), ("Ерлан Жақсыбеков", "yerlan", "KZ"), (170, link("telegram"), pays(160, 5, 66_000, 0))),
    (("medservice", "ТОО «МедСервис Плюс»", "120140016648"), ("Наталья Пак", "natalya", "KZ"), (151, Came::Code(AMINA), pays(149, 5, 99_000, 33_000))),
    (("lviv-coffee", "ТОВ «Львівська Кава»", "40955128"), ("Оксана Бондаренко", "oksana", "UA"), (133, link("site"), pays(128, 5, 54_000, 0))),
    (("odesa-sails", "ТОВ «Одеські Вітрила»", "42310887"), ("Марко Гончар", "marko", "UA"), (120, Came::Link(IRYNA, None), pays(110, 4, 70_000, 20_000))),
    (("step-wind", "ТОО «Степной Ветер»", "180940005520"), ("Руслан Абенов", "ruslan", "KZ"), (118, link("telegram"), NEVER)),
    (("thames-tea", "Thames Tea Rooms", "GB 401 7752 18"), ("Alice Moore", "alice", "GB"), (104, Came::Link(OLIVER, None), pays(95, 3, 39_000, 0))),
    (("altai-build", "«Алтай Құрылыс» ЖШС", "061240003391"), ("Нұрсұлтан Қасымов", "nursultan", "KZ"), (96, link("conference"), pays(92, 3, 210_000, 60_000))),
    (("bright-harbour", "Bright Harbour Accounting", "GB 287 6610 94"), ("Hannah Price", "hannah", "GB"), (81, link("site"), pays(71, 3, 51_000, 0))),
    (("tulpar", "«Тұлпар Экспресс» ЖШС", "190540020076"), ("Асхат Бекенов", "askhat", "KZ"), (66, link("conference"), pays(63, 2, 84_000, 0))),
    (("borscht-house", "ФОП Ткаченко", "2988417603"), ("Олена Ткаченко", "olena", "UA"), (60, Came::Code(IRYNA), NEVER)),
    (("polyglot", "ТОО «Полиглот»", "160840011865"), ("Мария Цой", "maria", "KZ"), (52, link("telegram"), pays(49, 2, 45_000, 0))),
    (("kobzar-print", "ТОВ «Кобзар Друк»", "43116920"), ("Андрій Лисенко", "andriy", "UA"), (41, link("site"), pays(35, 2, 72_000, 0))),
    (("aq-qu", "«Аққу» ЖШС", "200340018412"), ("Жанна Мусина", "zhanna", "KZ"), (33, link("whatsapp"), pays(28, 1, 96_000, 0))),
    // A branch under the tax id of a company that is known: the referral is refused, the registration is not.
    (("dala-branch", "«Дала Логистика» Қарағанды", "090540012877"), ("Серік Тілеуов", "serik", "KZ"), (27, link("telegram"), NEVER)),
    (("sarmat", "ТОО «Сармат»", "210640009903"), ("Олег Тен", "oleg", "KZ"), (24, link("conference"), pays(3, 1, 132_000, 0))),
    // The first month is free: a receipt of zero says so.
    (("green-line", "Green Line Ltd", "GB 365 0918 22"), ("George Hill", "george", "GB"), (19, link("site"), NEVER)),
    // A letter to this address is refused.
    (("kerbez", "«Кербез» ЖК", "910228450069"), ("Сабина Қуанышева", "sabina.", "KZ"), (14, link("whatsapp"), NEVER)),
    (("silk-road-media", "«Жібек Жолы Медиа» ЖШС", "220740031158"), ("Данияр Ахметов", "daniyar", "KZ"), (9, link("telegram"), NEVER)),
    (("baiterek-it", "«Бәйтерек IT» ЖШС", "230140012790"), ("Мадина Сейтқали", "madina", "KZ"), (6, Came::Code(AMINA), pays(1, 1, 180_000, 0))),
    // Of the two other programs; whom they invited is told with them.
    (("marin-estudio", "Marín Estudio S.L.", "ES B-65432107"), ("Sofía Marín", "sofia", "ES"), (200, Came::Alone, NEVER)),
    (("webmaster-ua", "ФОП Марко Ільєнко", "3104518822"), ("Марко Ільєнко", "marko.i", "UA"), (230, Came::Alone, NEVER)),
    (("kolo-studio", "Студія «Коло»", "3012204417"), ("Оксана Руденко", "oksana.r", "UA"), (185, Came::Alone, NEVER)),
];
