# Запрошення, які перевіряє персонал, і список усіх.
admin-flags = Підозри
admin-referrals-all = Усі
admin-referrals-empty = Тут немає запрошень.
admin-referrals-program = Програма
referrals-unpaid = ще не платили
referrals-paying = платять
referrals-ended = завершено
flags-waiting = Чекають рішення
flags-who = Пошта або ідентифікатор когось із двох
flags-none = Тут немає підозр.
flags-flag = Запрошений
flags-kind = Вид
flags-referrer = Хто запросив
flag-same-email = Та сама пошта
flag-same-tax-id = Той самий податковий номер
flag-same-address = Та сама адреса
flag-disposable-mail = Одноразова пошта
flag-velocity = Забагато одразу
flag-own-invitee = Власне ім’я
flag-open = вирішити
flag-held = утримано
flag-cleared = усе гаразд
flag-voided = завершено
flag-banned = заборонено
flag-found-same-email = Їхні адреси різняться лише крапками, регістром і тим, що після плюса.
flag-found-same-tax-id = Їхні компанії мають той самий податковий номер.
flag-found-same-address = Вони прийшли одного дня з однієї адреси й одного браузера. Зберігається лише хеш: { $hash }.
flag-found-disposable-mail = { $domain } дає будь-кому адресу на кілька хвилин.
flag-found-velocity-hour = { $count ->
    [one] { $count } людина зареєструвалася з кодом { $code } за годину.
    [few] { $count } людини зареєструвалися з кодом { $code } за годину.
    [many] { $count } людей зареєструвалися з кодом { $code } за годину.
   *[other] { $count } людини зареєструвалися з кодом { $code } за годину.
}
flag-found-velocity-day = { $count ->
    [one] { $count } людина зареєструвалася з кодом { $code } за добу.
    [few] { $count } людини зареєструвалися з кодом { $code } за добу.
    [many] { $count } людей зареєструвалися з кодом { $code } за добу.
   *[other] { $count } людини зареєструвалися з кодом { $code } за добу.
}
flag-found-own-invitee = В обох те саме ім’я. Можливо, хтось запросив сам себе.
flag-invitee = Запрошений
flag-tax-ids = Податкові номери
flag-others = Інші з тим самим
flag-timeline = Що сталося
flag-at-visit = Перехід за посиланням
flag-at-registration = Реєстрація
flag-at-payment = Перший платіж
flag-at-flag = Підозра
flag-at-hold = Утримано
flag-at-end = Завершено
flag-at-decision = Останнє рішення
flag-beside = Інші підозри щодо цього запрошення
flag-money = Про які гроші йдеться
flag-money-none = Ним нічого не зароблено.
flag-money-hint = Звільнене могло бути вже використане.
flag-finance = Вирішують фінансисти.
flag-decided = { $name } вирішує { $day }: { $state }.
flag-note-hint = Залишиться в журналі дій. До 500 символів.
flag-hold = Утримати
flag-hold-text = Зароблене ним не звільняється, доки підозру не знято. Звільнене раніше лишається доступним.
flag-clear = Усе гаразд
flag-clear-text = Утримане звільняється, якщо його не тримає інша підозра.
flag-void = Завершити запрошення
flag-void-text = Пізніші платежі нічого не приносять. Те, що в очікуванні, утримується, доки підозру не знято.
flag-ban = Заборонити запрошувати
flag-ban-text = Хто прийде за їхніми посиланнями, не зараховується, а все зароблене на раніше запрошених утримується.
flag-readmit = Знову дозволити
flash-flag-held = Утримано.
flash-flag-cleared = Підозру знято.
flash-flag-voided = Запрошення завершено.
flash-flag-banned = Заборонено.
flash-flag-readmitted = Знову можна запрошувати.
wrong-flag-decided = Рішення вже є: { $name }, { $day }. Подивіться ще раз.
wrong-flag-gone = Його замінило інше запрошення.
wrong-flag-not-banned = Їм не заборонено запрошувати.
deed-flag-held = Запрошення утримано
deed-flag-cleared = Підозру знято
deed-flag-voided = Підозріле запрошення завершено
deed-flag-banned = Заборона через підозру
deed-person-banned = Заборонено запрошувати
deed-person-readmitted = Знову можна запрошувати
subject-flag = Підозра
job-flags-look-at-new = Переглянути нові запрошення
