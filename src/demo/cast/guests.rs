//! Whom the owner of two companies and the partner invited.

use super::{Came, Customer, IRYNA, MARKO, NEVER, OKSANA, Row, SOFIA, customer, pays};

macro_rules! guests {
    ($came:expr; $($row:expr),* $(,)?) => { &[$(guest($row, $came)),*] };
}

type Guest = (&'static str, &'static str, &'static str, &'static str, &'static str, u32);

const fn guest((company, company_name, name, login, country, registered): Guest, came: Came) -> Customer {
    let row: Row = ((company, company_name, ""), (name, login, country), (registered, came, NEVER));
    customer(row)
}

/// The first company of each has a subscription with a trial; what became of it, the story tells.
#[rustfmt::skip]
pub(in crate::demo) const OF_OWNER: &[Customer] = guests![Came::Code(SOFIA);
    ("taller-norte", "Taller Norte S.L.", "Javier Ruiz", "javier", "ES", 150),
    ("panaderia-luna", "Panadería Luna", "Lucía Campos", "lucia", "ES", 145),
    ("bodega-alba", "Bodega Alba S.L.", "Andrés Molina", "andres", "ES", 140),
    ("greenway-bikes", "Greenway Bikes Ltd", "Tom Parker", "tom", "GB", 135),
    ("clinica-sol", "Clínica Sol", "Elena Vidal", "elena", "ES", 130),
    ("estudio-tres", "Estudio Tres", "Pablo Iglesias Mora", "pablo", "ES", 125),
    ("harbour-print", "Harbour Print Co.", "Grace Ellis", "grace", "GB", 120),
    ("jardin-vivo", "Jardín Vivo S.L.", "Carmen Ortega", "carmen", "ES", 115),
    ("mar-azul", "Mar Azul Viajes", "Diego Navarro", "diego", "ES", 110),
    ("kyiv-design", "ТОВ «Київ Дизайн»", "Юлія Шевченко", "yuliia", "UA", 105),
    ("librerias-rio", "Librerías Río", "Marta Soler", "marta", "ES", 100),
    ("brightside-dental", "Brightside Dental", "Olivia Reed", "olivia", "GB", 95),
    ("ceramica-sur", "Cerámica Sur", "Raúl Herrera", "raul", "ES", 90),
    ("notaria-prado", "Notaría Prado", "Isabel Prado", "isabel", "ES", 85),
    ("lakeside-law", "Lakeside Law LLP", "Henry Cole", "henry", "GB", 80),
    ("cafe-central", "Café Central", "Nuria Blasco", "nuria", "ES", 75),
    ("astana-fit", "«Астана Фит» ЖШС", "Айдос Серік", "aidos", "KZ", 70),
    ("optica-clara", "Óptica Clara", "Clara Fuentes", "clara", "ES", 65),
    ("moda-lina", "Moda Lina", "Lina Gallego", "lina", "ES", 60),
    ("stonebridge", "Stonebridge Surveyors", "Daniel Shaw", "daniel", "GB", 55),
    ("fontaneria-gil", "Fontanería Gil", "Óscar Gil", "oscar", "ES", 50),
    ("academia-once", "Academia Once", "Sara Montes", "sara", "ES", 45),
    ("transportes-eco", "Transportes Eco", "Iván Crespo", "ivan", "ES", 40),
    ("dnipro-tea", "ФОП Мороз", "Олександр Мороз", "oleksandr", "UA", 35),
    ("veterinaria-can", "Veterinaria Can", "Teresa Lobo", "teresa", "ES", 30),
    ("imprenta-vega", "Imprenta Vega", "Hugo Vega", "hugo", "ES", 112),
    ("ferreteria-paz", "Ferretería Paz", "Rosa Paz", "rosa", "ES", 96),
    ("gestoria-mil", "Gestoría Mil", "Alba Mil", "alba", "ES", 62),
    ("hostal-faro", "Hostal Faro", "Bruno Ferrer", "bruno", "ES", 6),
];

/// Ended their subscription, owe a payment, and never paid after the trial.
pub(in crate::demo) const CANCELED: &str = "imprenta-vega";
pub(in crate::demo) const PAST_DUE: &str = "ferreteria-paz";
pub(in crate::demo) const NEVER_PAID: &str = "gestoria-mil";

#[rustfmt::skip]
pub(in crate::demo) const OF_PARTNER: &[Customer] = guests![Came::Link(MARKO, None);
    ("kvitka-shop", "ТОВ «Квітка Шоп»", "Наталія Бойко", "nataliia", "UA", 160),
    ("zoriana-photo", "ФОП Зоряна Гнатюк", "Зоряна Гнатюк", "zoriana", "UA", 130),
    ("stepova-mills", "ТОВ «Степові Млини»", "Василь Кравець", "vasyl", "UA", 98),
    ("bereh-yoga", "Студія «Берег»", "Дарина Савчук", "daryna", "UA", 64),
    ("hutsul-travel", "ТОВ «Гуцул Тревел»", "Іван Петрук", "ivanko", "UA", 22),
];

#[rustfmt::skip]
pub(in crate::demo) const OF_SECOND_PARTNER: &[Customer] = guests![Came::Link(OKSANA, None);
    ("chumak-logistics", "ТОВ «Чумак Логістик»", "Богдан Чумак", "bohdan", "UA", 140),
    ("sadova-clinic", "Клініка на Садовій", "Ліна Гриценко", "lina", "UA", 105),
];

/// Has a company with the tax id of somebody else whom Iryna invited.
#[rustfmt::skip]
pub(in crate::demo) const OF_ONE_COMPANY: Customer =
    customer((("borscht-catering", "«Борщ і компанія»", ""), ("Павло Ткаченко", "pavlo", "UA"), (17, Came::Code(IRYNA), pays(13, 1, 58_000, 0))));

/// Has the name of who invited her, and a company with her tax number.
#[rustfmt::skip]
pub(in crate::demo) const OF_DOUBT: Customer =
    customer((("vyshyvanka-plus", "ФОП Коваленко І. П.", ""), ("Коваленко Ірина", "kovalenko", "UA"), (11, Came::Code(IRYNA), pays(8, 1, 64_000, 0))));

/// Came without anybody's link, says the site; the referrer says otherwise.
#[rustfmt::skip]
pub(in crate::demo) const OF_NOBODY: &[Customer] = guests![Came::Alone;
    ("qyran-media", "«Қыран Медиа» ЖШС", "Арман Жүнісов", "arman", "KZ", 5),
];
