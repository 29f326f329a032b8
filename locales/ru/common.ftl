# Что стоит на каждой странице, даты, ошибки.
language = Язык
skip-to-content = К содержанию
nav-label = Кабинет
nav-account = Меню: { $name }
nav-overview = Обзор
nav-invited = Приглашённые
nav-clicks = Переходы по ссылкам
nav-earnings = Начисления
nav-statement = Выписка
nav-companies = Компании
nav-billing = Счета
nav-invitation = Приглашение
nav-admin = Сотрудникам
nav-settings = Настройки
nav-sign-in = Войти
nav-sign-out = Выйти

form-refused = Проверьте, пожалуйста
form-optional = (необязательно)
pages-label = Страницы
pages-at = Страница { $page } из { $pages }
pages-previous = Назад
pages-following = Дальше
button-save = Сохранить
button-copy = Копировать
button-copied = Скопировано

date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
month-alone-1 = Январь
month-alone-2 = Февраль
month-alone-3 = Март
month-alone-4 = Апрель
month-alone-5 = Май
month-alone-6 = Июнь
month-alone-7 = Июль
month-alone-8 = Август
month-alone-9 = Сентябрь
month-alone-10 = Октябрь
month-alone-11 = Ноябрь
month-alone-12 = Декабрь
date-month = { $month } { $year }
just-now = только что
in-days = { $count ->
    [1] завтра
    [one] через { $count } день
    [few] через { $count } дня
   *[other] через { $count } дней
}
days-ago = { $count ->
    [1] вчера
    [one] { $count } день назад
    [few] { $count } дня назад
   *[other] { $count } дней назад
}
in-hours = { $count ->
    [1] через час
    [one] через { $count } час
    [few] через { $count } часа
   *[other] через { $count } часов
}
hours-ago = { $count ->
    [1] час назад
    [one] { $count } час назад
    [few] { $count } часа назад
   *[other] { $count } часов назад
}
in-minutes = { $count ->
    [1] через минуту
    [one] через { $count } минуту
    [few] через { $count } минуты
   *[other] через { $count } минут
}
minutes-ago = { $count ->
    [1] минуту назад
    [one] { $count } минуту назад
    [few] { $count } минуты назад
   *[other] { $count } минут назад
}

error-number = Ошибка { $number }
error-home = На главную
error-id = Если будете писать нам, укажите этот номер:
error-400-title = Запрос не удалось понять
error-400-text = В адресе или форме что-то не так. Вернитесь, обновите страницу и попробуйте ещё раз.
error-403-title = Это действие недоступно
error-403-text = Вашему кабинету это не разрешено, или форма пришла с другого сайта. Откройте страницу заново из меню.
error-404-title = Здесь ничего нет
error-404-text = Возможно, в адресе опечатка или то, что по нему было, принадлежит другому кабинету.
error-405-title = По этому адресу отвечают на другие запросы
error-405-text = Откройте страницу заново из меню.
error-413-title = Слишком много данных
error-413-text = Отправьте меньше за один раз и попробуйте ещё.
error-422-title = Нужно кое-что исправить
error-422-text = Ничего не изменено. Вернитесь, исправьте перечисленное и отправьте снова.
error-429-title = Слишком много попыток
error-429-text = Подождите несколько минут и попробуйте снова. Так ваш кабинет защищён от подбора пароля.
error-500-title = У нас что-то сломалось
error-500-text = Ошибка записана, ничего не сделано наполовину. Попробуйте ещё раз через минуту.
error-503-title = Сейчас вернёмся
error-503-text = Сервис перезапускается. Ничего не изменено, попробуйте через несколько секунд.

demo-bar = Демо
demo-today = Часы демо:
demo-days = { $count ->
    [one] +{ $count } день
    [few] +{ $count } дня
   *[other] +{ $count } дней
}
demo-28th = до 28-го
demo-wrong-step = Сдвиньте на 1–31 день или до 28-го числа.
demo-switch = Сменить роль
demo-referrer = Пригласивший
demo-owner = Владелица двух компаний
demo-partner = Партнёр хостинга
demo-invitee = Приглашённый
demo-staff = Сотрудник
nav-share = Поделиться
invitation-bar = Ваше приглашение
pages-first = В начало
