# Вход и собственные настройки.
field-name = Ваше имя
field-email = Эл. почта
field-email-hint = Пришлём одно письмо, чтобы подтвердить адрес.
field-password = Пароль
field-password-hint = Не меньше 10 символов. Хорошо подходят несколько простых слов.
field-new-password = Новый пароль
field-current-password = Текущий пароль
field-company = Название компании
field-tax-id = БИН, ИНН или другой налоговый номер
field-tax-id-hint = Нужен для счетов, можно добавить позже.
field-country = Страна
field-country-none = Выберите
field-code = Код приглашения
field-code-hint = Восемь букв и цифр, например K7QM2XWA.
field-language = Язык
field-time-zone = Часовой пояс
field-time-zone-hint = По нему показаны даты на страницах и в письмах.
field-language-hint = На нём показаны страницы и приходят письма.

register-title = Создайте кабинет
register-lead = Один кабинет для компании, её счетов и вашей реферальной ссылки.
register-invited-by = Вас приглашает { $name }.
register-with-code = Вы пришли с кодом
register-code-remove = Продолжить без кода
register-code-go-on = Зарегистрироваться можно и так.
register-have-code = У меня есть код приглашения
register-code-apply = Применить
register-button = Создать кабинет
register-consent = Мы храним то, что вы здесь ввели, код, с которым вы пришли, и время посещения — чтобы вести ваш кабинет и знать, кто вас пригласил. Рекламодателям не передаётся ничего.
register-known = Уже есть кабинет?

sign-in-title = Вход
sign-in-forgot = Забыли пароль?
sign-in-register = Создать кабинет
sign-in-back = Вернуться ко входу

confirm-sent-title = Подтвердите почту
confirm-sent-text = Мы отправили письмо на { $email }. Откройте ссылку из него в течение 24 часов, и можно входить.
reset-sent-title = Загляните в почту
reset-sent-text = Если для { $email } есть кабинет, письмо со ссылкой для нового пароля уже в пути. Ссылка действует один час.
letter-missing = Письма нет? Проверьте папку «Спам» или попросите новое через несколько минут.
letter-again = Отправить письмо снова
confirmed-title = Почта подтверждена
confirmed-text = Теперь можно войти: вас ждут ссылка, счета и бонусы.
confirmed-go-on = Продолжить
confirm-stale-title = Эта ссылка больше не действует
confirm-stale-text = Её уже открывали, или ей больше 24 часов. Мы можем прислать новую.

forgot-title = Новый пароль
forgot-lead = Введите почту своего кабинета — пришлём ссылку.
forgot-button = Прислать ссылку
reset-title = Придумайте новый пароль
reset-ends-sessions = На всех остальных устройствах вход будет завершён.
reset-button = Сохранить и войти
reset-stale = Эту ссылку уже открывали, или ей больше часа.

settings-profile = Профиль
settings-email-confirmed = подтверждена
settings-email-unconfirmed = ещё не подтверждена
settings-hide-name = Скрыть моё имя от пригласившего
settings-hide-name-hint = Он увидит только, что кто-то зарегистрировался, и свои начисления.
settings-password = Пароль
settings-password-button = Сменить пароль
settings-sessions = Где выполнен вход
settings-session-unknown = Неизвестный браузер
settings-session-here = Этот браузер, сейчас
settings-session-current = этот
settings-session-seen = Последний раз
settings-session-end = Выйти
settings-sessions-end = Выйти на всех устройствах

wrong-name = Введите имя, не длиннее 200 символов.
wrong-email = Введите адрес целиком, например name@example.com.
wrong-password-short = { $count ->
    [one] Нужен хотя бы { $count } символ.
    [few] Нужно хотя бы { $count } символа.
   *[other] Нужно хотя бы { $count } символов.
}
wrong-password-long = { $count ->
    [one] Не больше { $count } символа.
   *[other] Не больше { $count } символов.
}
wrong-password-common = Такой пароль подбирают одним из первых. Придумайте другой.
wrong-password-current = Это не ваш текущий пароль.
wrong-company = Введите название компании, не длиннее 200 символов.
wrong-tax-id = Введите налоговый номер: только цифры и буквы.
wrong-tax-id-taken = Компания с этим номером уже зарегистрирована. Если она ваша, напишите нам.
wrong-country = Выберите страну из списка.
wrong-code = В коде восемь букв и цифр.
wrong-sign-in = Почта и пароль не подходят друг к другу. Проверьте их или запросите новый пароль.
code-unknown = Такого кода мы не знаем.
code-expired = Срок действия этого кода истёк.
code-own = Это ваш собственный код.
code-closed = Программа этого кода больше не принимает приглашённых.

flash-signed-out = Вы вышли.
flash-signed-out-everywhere = На всех остальных устройствах вход завершён.
flash-saved = Сохранено.
flash-password-changed = Пароль изменён. На остальных устройствах вход завершён.
flash-letter-sent = Письмо отправлено.
flash-welcome = Добро пожаловать! Кабинет готов.
register-other-code = У меня другой код
