# Що є на кожній сторінці, дати, помилки.
language = Мова
skip-to-content = До змісту
nav-label = Кабінет
nav-account = Меню: { $name }
nav-overview = Огляд
nav-invited = Запрошені
nav-clicks = Переходи за посиланнями
nav-earnings = Нарахування
nav-statement = Виписка
nav-companies = Компанії
nav-billing = Рахунки
nav-invitation = Запрошення
nav-admin = Працівникам
nav-settings = Налаштування
nav-sign-in = Увійти
nav-sign-out = Вийти

form-refused = Перевірте, будь ласка
form-optional = (необов’язково)
pages-label = Сторінки
pages-at = Сторінка { $page } з { $pages }
pages-previous = Назад
pages-following = Далі
button-save = Зберегти
button-copy = Копіювати
button-copied = Скопійовано

date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня
month-alone-1 = Січень
month-alone-2 = Лютий
month-alone-3 = Березень
month-alone-4 = Квітень
month-alone-5 = Травень
month-alone-6 = Червень
month-alone-7 = Липень
month-alone-8 = Серпень
month-alone-9 = Вересень
month-alone-10 = Жовтень
month-alone-11 = Листопад
month-alone-12 = Грудень
date-month = { $month } { $year }
just-now = щойно
in-days = { $count ->
    [1] завтра
    [one] через { $count } день
    [few] через { $count } дні
   *[other] через { $count } днів
}
days-ago = { $count ->
    [1] учора
    [one] { $count } день тому
    [few] { $count } дні тому
   *[other] { $count } днів тому
}
in-hours = { $count ->
    [1] за годину
    [one] за { $count } годину
    [few] за { $count } години
   *[other] за { $count } годин
}
hours-ago = { $count ->
    [1] годину тому
    [one] { $count } годину тому
    [few] { $count } години тому
   *[other] { $count } годин тому
}
in-minutes = { $count ->
    [1] за хвилину
    [one] за { $count } хвилину
    [few] за { $count } хвилини
   *[other] за { $count } хвилин
}
minutes-ago = { $count ->
    [1] хвилину тому
    [one] { $count } хвилину тому
    [few] { $count } хвилини тому
   *[other] { $count } хвилин тому
}

error-number = Помилка { $number }
error-home = На головну
error-id = Якщо писатимете нам, назвіть цей номер:
error-400-title = Запит не вдалося зрозуміти
error-400-text = В адресі чи формі щось не так. Поверніться, оновіть сторінку та спробуйте ще раз.
error-403-title = Ця дія недоступна
error-403-text = Вашому кабінету це не дозволено, або форма надійшла з іншого сайту. Відкрийте сторінку знову з меню.
error-404-title = Тут нічого немає
error-404-text = Можливо, в адресі описка або те, на що вона вела, належить іншому кабінету.
error-405-title = За цією адресою відповідають на інші запити
error-405-text = Відкрийте сторінку знову з меню.
error-413-title = Забагато даних
error-413-text = Надішліть менше за один раз і спробуйте знову.
error-422-title = Треба дещо виправити
error-422-text = Нічого не змінено. Поверніться, виправте перелічене та надішліть знову.
error-429-title = Забагато спроб
error-429-text = Зачекайте кілька хвилин і спробуйте знову. Так ваш кабінет захищено від добору пароля.
error-500-title = У нас щось зламалося
error-500-text = Помилку записано, нічого не зроблено наполовину. Спробуйте ще раз за хвилину.
error-503-title = Зараз повернемося
error-503-text = Сервіс перезапускається. Нічого не змінено, спробуйте за кілька секунд.

demo-bar = Демо
demo-today = Годинник демо:
demo-days = { $count ->
    [one] +{ $count } день
    [few] +{ $count } дні
   *[other] +{ $count } днів
}
demo-28th = до 28-го
demo-wrong-step = Пересуньте на 1–31 день або до 28-го числа.
demo-switch = Змінити роль
demo-referrer = Той, хто запросив
demo-owner = Власниця двох компаній
demo-partner = Партнер хостингу
demo-invitee = Запрошений
demo-staff = Працівник
nav-share = Поділитися
invitation-bar = Ваше запрошення
pages-first = На початок
